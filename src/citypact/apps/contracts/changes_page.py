"""What changed since the version before."""

from __future__ import annotations

from django.utils.translation import gettext

from citypact.apps.contracts.frame import before, changes_of, frame_of, text_in
from citypact.apps.contracts.prepared import ChangedThing, ChangesPage
from citypact.apps.contracts.updates import Edited, updates_of
from citypact.apps.contracts.vocabulary import CHANGES, STRENGTHS, word
from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.difference import ClauseChange, CommitmentChange
from citypact.contract.version import Version

__all__ = ["changes_page"]


def changes_page(
    contract: Contract, version: Version, edited: Edited, language: str
) -> ChangesPage | None:
    """The page of what changed; None where the version before is not known."""
    earlier, found = before(contract, version), changes_of(contract, version)
    if earlier is None or found is None:
        return None
    parties = {one.party for one in found.commitments}
    alone = sorted({name for party in parties for name in contract.alone(party)})
    return ChangesPage(
        frame=frame_of(contract, version, language),
        lead=gettext("From the version of %(before)s to that of %(after)s.")
        % {"before": earlier.year, "after": version.year},
        before=earlier.id,
        counts=tuple((word(CHANGES, kind), count) for kind, count in found.counts().items()),
        commitments=tuple(_commitment(contract, each, language) for each in found.commitments),
        clauses=tuple(_clause(each, language) for each in found.clauses),
        updates=tuple(updates_of(contract, version, name, edited, language) for name in alone),
    )


def _commitment(contract: Contract, found: CommitmentChange, language: str) -> ChangedThing:
    return ChangedThing(
        title=text_in(found.shown, "text", language)[0],
        party=text_in(contract.parties[found.party], "title", language)[0],
        kinds=tuple(word(CHANGES, kind) for kind in found.kinds),
        before=_said(found.before, language),
        after=_said(found.after, language),
    )


def _said(commitment: Commitment | None, language: str) -> str:
    if commitment is None:
        return ""
    text = text_in(commitment, "text", language)[0]
    return f"{text} ({word(STRENGTHS, commitment.strength)})"


def _clause(found: ClauseChange, language: str) -> ChangedThing:
    return ChangedThing(
        title=text_in(found.shown, "title", language)[0],
        party="",
        kinds=tuple(word(CHANGES, kind) for kind in found.kinds),
        before=_headed(found.before, language),
        after=_headed(found.after, language),
    )


def _headed(clause: Clause | None, language: str) -> str:
    return f"{clause.number} {text_in(clause, 'title', language)[0]}".strip() if clause else ""
