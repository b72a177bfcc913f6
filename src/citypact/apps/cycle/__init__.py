"""The contract's year: from renewal over the steps of a version to its signing and publication.

================  ==============================================================================
module            owns
================  ==============================================================================
``models``        milestones with their reminders, edited updates, what was asked to be published
``renewing``      next year's version from this year's
``stepping``      from draft to in force, with what must hold before each step
``standing``      what such a step rests on: who has accepted and signed, what the checker finds
``publishing``    the pages that everybody reads, made from the contract as it is written here
``schedule``      the usual time of everything that leads to a signing, counted back from it
``planning``      changing the calendar of a version
``reminding``     telling people what is due, once each
``updating``      the most important updates of a party, drafted and then edited
``taking_in``     a supplied text as a draft, and its promises as proposals
``events``        the kinds of events
``selectors``     what is read from the database, in a known number of queries
``letters``       the mails
``words``         steps, conditions and milestones in the reader's language
================  ==============================================================================

Who may what stands in :mod:`citypact.apps.drafting.policy`, with the contract itself.
"""
