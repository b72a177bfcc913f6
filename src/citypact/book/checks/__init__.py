"""What a book must be beyond its form: one file a subject, each check a small function."""

from __future__ import annotations

from citypact.book.checks import (
    activities,
    distributions,
    effects,
    funding,
    guide,
    inventories,
    keys,
    measures,
    mixes,
    money,
    paths,
    quantities,
    references,
    scenarios,
    supply,
    targets,
    texts,
)
from citypact.book.checks.registry import CHECKS, Check, run_checks

__all__ = [
    "CHECKS",
    "Check",
    "activities",
    "distributions",
    "effects",
    "funding",
    "guide",
    "inventories",
    "keys",
    "measures",
    "mixes",
    "money",
    "paths",
    "quantities",
    "references",
    "run_checks",
    "scenarios",
    "supply",
    "targets",
    "texts",
]
