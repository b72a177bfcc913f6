"""The kinds of events of contracts that are written here."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = ["CONTRACT_TAKEN_IN", "ROWS_CHANGED"]

CONTRACT_TAKEN_IN = Kind(
    "drafting.contract.taken_in",
    "{contract} togs in med innehållet {content_hash} ({rows} rader).",
    "{contract} was taken in with the content {content_hash} ({rows} rows).",
)
ROWS_CHANGED = Kind(
    "drafting.rows.changed",
    "I {contract} ändrades {rows}.",
    "In {contract}, {rows} changed.",
)

register(CONTRACT_TAKEN_IN, ROWS_CHANGED)
