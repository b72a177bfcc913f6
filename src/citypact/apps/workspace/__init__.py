"""The workspace: the city books of this site, their computed results, and the pages on them.

========================  ======================================================================
module                    owns
========================  ======================================================================
``models``                what is kept
``policy``                who may do and see what; nobody, unless it says so
``actions``               every change
``events``                the kinds of events, each with a code that never changes
``selectors``             what is read from the database, in a known number of queries
``loading``               what the command line calls to show a city
``preparing``             a city's pages and figures, made when it is loaded …
``prepared``              … as plain data
``…_page``                one of a city's pages on money or choice, as plain data
``places``                the names of a city's pages, and on which a figure stands
``pages``, ``files``      requests to answers
========================  ======================================================================

Vocabulary: a *book version* is a city book by content hash, and never changes; a city *shows*
one of its versions; a *drawing* is one rendering of a figure for a place.
"""
