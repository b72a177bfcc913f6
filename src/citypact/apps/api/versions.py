"""Operations on one version: what the check finds, steps, acceptances, signatures, adequacy."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from ninja import Router

from citypact.apps.api.asking import actor_of, asks
from citypact.apps.api.contracts import FAULTS
from citypact.apps.api.schemas import (
    AcceptanceIn,
    FindingsOut,
    SignatureOut,
    SignaturesOut,
    StepIn,
    VersionOut,
)
from citypact.apps.cycle.stepping import AdvanceVersion
from citypact.apps.drafting.acceptance import AcceptClauses, signs
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Rows
from citypact.apps.drafting.selectors import contract_rows_for
from citypact.apps.signing.checking import report_of
from citypact.apps.signing.policy import DOCUMENTS
from citypact.apps.signing.selectors import document_of
from citypact.apps.workspace.kept_books import book_of

__all__ = ["router"]

router = Router(tags=["versions"])


@router.get("/{contract}/versions/{version}/check", response={200: FindingsOut, **FAULTS})
@asks(DOCUMENTS, "check")
def check(request: HttpRequest, contract: str, version: str, language: str = "en") -> FindingsOut:
    """What the check finds, what was let stand, what could not be checked."""
    rows = contract_rows_for(actor_of(request), contract)
    return FindingsOut(**report_of(rows, version).to_json(language))


@router.get("/{contract}/versions/{version}/adequacy", response={200: dict[str, Any], **FAULTS})
@asks(KEPT_CONTRACTS, "read")
def adequacy(request: HttpRequest, contract: str, version: str) -> dict[str, Any]:
    """What the promises add up to, as they are written now: as ``citypact contract adequacy``."""
    rows = contract_rows_for(actor_of(request), contract)
    return _adequacy(_Once(rows), version)


@router.get("/{contract}/versions/{version}/clauses", response={200: dict[str, str], **FAULTS})
@asks(KEPT_CONTRACTS, "read")
def clauses(request: HttpRequest, contract: str, version: str) -> dict[str, str]:
    """By the id of each clause, the hash of what it says: what an acceptance names."""
    return dict(clause_hashes(contract_rows_for(actor_of(request), contract), version))


@router.post("/{contract}/versions/{version}/acceptances", response={200: list[str], **FAULTS})
@asks(KEPT_CONTRACTS, "accept")
def accept(request: HttpRequest, contract: str, version: str, body: AcceptanceIn) -> list[str]:
    """Accept clauses for a party, as they were read; the ids of those that are new."""
    action = AcceptClauses(contract, version, body.party, body.clauses, actor_of(request))
    return [each.clause for each in action.perform()]


@router.post("/{contract}/versions/{version}/steps", response={200: VersionOut, **FAULTS})
@asks(KEPT_CONTRACTS, "advance")
def step(request: HttpRequest, contract: str, version: str, body: StepIn) -> VersionOut:
    """Take a version on to another state, or back; 422 says everything that stands in the way."""
    made = AdvanceVersion(contract, version, body.to, actor_of(request)).perform()
    now = made.version(version)
    return VersionOut(id=now.id, year=now.year, state=now.state)


@router.get("/{contract}/versions/{version}/signatures", response={200: SignaturesOut, **FAULTS})
@asks(DOCUMENTS, "read")
def signatures(request: HttpRequest, contract: str, version: str) -> SignaturesOut:
    """How far the signing has come."""
    rows = contract_rows_for(actor_of(request), contract)
    rows.made().version(version)
    document = document_of(contract, version)
    kept = {each.party: each for each in document.signatures.all()} if document else {}
    return SignaturesOut(
        state=document.state if document else "none",
        sha256=document.sha256 if document else "",
        current=document.current if document else "",
        signatures=[
            SignatureOut(
                party=party,
                state=kept[party].state if party in kept else "waited for",
                level=kept[party].level if party in kept else "",
                at=kept[party].at.isoformat() if party in kept else None,
            )
            for party in signs(rows)
        ],
    )


class _Once:
    """A contract's rows, known by what they say: the same contract is computed once."""

    def __init__(self, rows: Rows) -> None:
        examined = rows.examined()
        self.contract = examined.contract(rows.contract.pk)
        self.book = book_of(self.contract.city)
        self.hashes = (examined.content_hash(rows.contract.pk), self.book.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self.hashes == other.hashes

    def __hash__(self) -> int:
        return hash(self.hashes)


@lru_cache(maxsize=32)
def _adequacy(known: _Once, version: str) -> dict[str, Any]:
    from citypact.contract.adequacy import adequacy as computed  # noqa: PLC0415  brings the model

    found = computed(known.contract, known.contract.version(version), known.book)
    return dict(found.to_json())
