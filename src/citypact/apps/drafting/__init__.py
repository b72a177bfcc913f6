"""Contracts as they are written: kept as the rows of their tables, changed by those who may.

===============  ===============================================================================
module           owns
===============  ===============================================================================
``models``       a contract in this workspace, and the rows of its tables
``rows``         changing rows: none is lost when two write, and the contract stays whole
``opening``      whether the text of a version can be changed
``content``      what a clause says, as one hash
``acceptance``   that a party agrees with clauses as they stand, and no longer
``rights``       who may do what to a contract, its owner's people and its parties'
``owned``        whose an action is: the owner's alone, or anybody's who takes part
``policy``       the table of roles that this rests on
``actions``      every change of a contract
``events``       the kinds of events
``selectors``    what is read from the database, in a known number of queries
===============  ===============================================================================

The columns of the rows are those of ``contract/schema.toml``, and nowhere else: a contract is taken
into the workspace from its folder, and written to one again, cell by cell the same. Who changed
which row, and what stood there before and after, is in the events.
"""
