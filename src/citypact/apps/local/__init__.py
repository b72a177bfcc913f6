"""Local contracts on the site: companies sign up, report and leave; the city has the list.

================  ==============================================================================
module            owns
================  ==============================================================================
``models``        sign-ups not confirmed yet, sums, calls to report, withdrawals, working groups
``kept``          a local contract as it stands, in memory by its revision
``outlooks``      the model as a local contract asks it, in memory
``writing``       from what a company promises to the contract's rows
``bounds``        what keeps signing up, which is open to everybody, within bounds
``joining``       asking to sign up, confirming it, and forgetting what nobody confirms
``promising``     changing, reporting and taking back what was promised
``calling``       asking the companies to report
``groups``        working groups and their meetings
``summing``       what the contract contributes, computed in the background
``listing``       the city's list of companies: chosen, sorted, in pages
``taking_in``     taking a packaged local contract into the workspace
``policy``        who may what
``events``        the kinds of events
``letters``       the mails
``problems``      what is wrong with what a company says, in the reader's language
``words``         sizes, statuses and states as people read them
``forms``         what people fill in
``…_pages``       requests for pages
``exports``       requests for tables
================  ==============================================================================

The promises themselves are rows of the contract, kept by :mod:`citypact.apps.drafting`; what is
wrong with them and what they add up to, :mod:`citypact.contract.local` says.
"""
