"""The kinds of events of contracts that are written here."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = [
    "ACCEPTANCE_WITHDRAWN",
    "CLAUSES_ACCEPTED",
    "COMMENT_MADE",
    "COMMENT_REMOVED",
    "COMMENT_RESOLVED",
    "CONTRACT_TAKEN_IN",
    "PROPOSAL_ACCEPTED",
    "PROPOSAL_DECLINED",
    "PROPOSAL_MADE",
    "PROPOSAL_WITHDRAWN",
    "ROWS_CHANGED",
]

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

PROPOSAL_MADE = Kind(
    "drafting.proposal.made",
    "{party} föreslog en ändring av {rows} i {contract} (förslag {proposal}).",
    "{party} proposed a change of {rows} in {contract} (proposal {proposal}).",
)
PROPOSAL_ACCEPTED = Kind(
    "drafting.proposal.accepted",
    "I {contract} ändrades {rows} enligt förslag {proposal} från {party}.",
    "In {contract}, {rows} changed as {party} proposed (proposal {proposal}).",
)
PROPOSAL_DECLINED = Kind(
    "drafting.proposal.declined",
    "Förslag {proposal} från {party} om {rows} i {contract} avslogs.",
    "Proposal {proposal} of {party} on {rows} in {contract} was declined.",
)
PROPOSAL_WITHDRAWN = Kind(
    "drafting.proposal.withdrawn",
    "{party} drog tillbaka förslag {proposal} om {rows} i {contract}.",
    "{party} withdrew proposal {proposal} on {rows} in {contract}.",
)
COMMENT_MADE = Kind(
    "drafting.comment.made",
    "{party} kommenterade {clauses} i {contract} (kommentar {comment}).",
    "{party} commented on {clauses} in {contract} (comment {comment}).",
)
COMMENT_RESOLVED = Kind(
    "drafting.comment.resolved",
    "Kommentar {comment} från {party} på {clauses} i {contract} är avklarad.",
    "Comment {comment} of {party} on {clauses} in {contract} is settled.",
)
COMMENT_REMOVED = Kind(
    "drafting.comment.removed",
    "Kommentar {comment} från {party} på {clauses} i {contract} togs bort.",
    "Comment {comment} of {party} on {clauses} in {contract} was taken away.",
)

register(
    CONTRACT_TAKEN_IN,
    ROWS_CHANGED,
    CLAUSES_ACCEPTED,
    ACCEPTANCE_WITHDRAWN,
    PROPOSAL_MADE,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_WITHDRAWN,
    COMMENT_MADE,
    COMMENT_RESOLVED,
    COMMENT_REMOVED,
)
