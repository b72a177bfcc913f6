"""What the checker looks for: one file a subject, each check a small function."""

from __future__ import annotations

from citypact.contract.checker.checks import (
    carried,
    claims,
    factors,
    gap_limits,
    gap_shares,
    gap_sums,
    in_words,
    indicators,
    listed_sum,
    measures,
    money,
    per_person,
    promises,
    sector_sum,
    shares,
    signatures,
    status,
    structure,
    targets,
    two_values,
)

__all__ = [
    "carried",
    "claims",
    "factors",
    "gap_limits",
    "gap_shares",
    "gap_sums",
    "in_words",
    "indicators",
    "listed_sum",
    "measures",
    "money",
    "per_person",
    "promises",
    "sector_sum",
    "shares",
    "signatures",
    "status",
    "structure",
    "targets",
    "two_values",
]
