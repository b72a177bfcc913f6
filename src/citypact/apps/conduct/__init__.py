"""How anything is done on this site: who acts, who may, one way to change, and what is written.

===============  ===============================================================================
module           owns
===============  ===============================================================================
``actor``        who asks: a visitor, a person with roles in organisations, the command line
``policy``       who may: one object for each model, and nobody may what it does not name
``guard``        the same question at the door of a page
``fields``       what cannot be kept as it was filled in, field by field
``form_pages``   showing a form again with what stood in the way
``action``       one way to change: permission, change, event and notices in one transaction
``kinds``        the kinds of events, each with a code that never changes and its sentences
``chain``        adding an event so that each line's hash covers the one before
``verifying``    whether the chain is whole, and where it is not
``notices``      telling people, by mail, after what they are told of is certain
``queue``        background work, in the database, and the thread that does it
``daily``        what is done once a day
``selectors``    what is read of the events
===============  ===============================================================================

Every other app rests on this one, and it knows none of them. It keeps no row history beside the
events: an event of a change holds the values before and after, so that what happened is written
once, and inside the chain.
"""
