"""The climate contract as plain objects: its text, parties, clauses, commitments and versions."""
