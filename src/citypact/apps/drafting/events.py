"""The kinds of events of contracts that are written here."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = ["ACCEPTANCE_WITHDRAWN", "CLAUSES_ACCEPTED", "CONTRACT_TAKEN_IN", "ROWS_CHANGED"]

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
CLAUSES_ACCEPTED = Kind(
    "drafting.clauses.accepted",
    "{party} godtog i {contract} klausulerna {clauses} som de löd.",
    "In {contract}, {party} accepted the clauses {clauses} as they stood.",
)
ACCEPTANCE_WITHDRAWN = Kind(
    "drafting.acceptance.withdrawn",
    "{party} tog i {contract} tillbaka sitt godtagande av klausulen {clauses}.",
    "In {contract}, {party} took back that it accepts the clause {clauses}.",
)

register(CONTRACT_TAKEN_IN, ROWS_CHANGED, CLAUSES_ACCEPTED, ACCEPTANCE_WITHDRAWN)
