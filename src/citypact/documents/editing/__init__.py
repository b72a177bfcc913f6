"""A version handed out as DOCX for those who edit elsewhere, and read back as proposals.

What is handed out carries, invisibly, which row and column of the contract each piece of text is.
What comes back is held against the contract: every difference is a proposal, and none is accepted
by itself.
"""
