"""The workspace: the city books of this site, their computed results, and the pages on them.

========================  ======================================================================
module                    owns
========================  ======================================================================
``models``                what is kept
``policy``                who may do and see what; nobody, unless it says so
``actions``               every change
``events``                the kinds of events, each with a code that never changes
``selectors``             what is read from the database, in a known number of queries
``page``                  a city's page as plain data, prepared when the city is loaded
``pages``                 requests to answers
========================  ======================================================================

Vocabulary: a *book version* is a city book by content hash, and never changes; a city *shows*
one of its versions; a *drawing* is one rendering of a figure, addressed by its content.
"""
