"""The contract as plain objects: parties, clauses, commitments, versions, and what they add up to.

Usable without a site. A contract is kept as a folder of tables, as a city book is, and refers to
the rows of its city's book by their identifiers.
"""
