"""Contracts as they are read: the clauses, what they add up to, and what has changed."""
