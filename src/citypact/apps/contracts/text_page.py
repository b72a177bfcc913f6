"""The contract as it is read, and the part of it that one party has promised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext, ngettext

from citypact.apps.contracts.frame import before, changes_of, frame_of, text_in
from citypact.apps.contracts.prepared import (
    ClauseShown,
    CommitmentShown,
    PartyLink,
    PartyPage,
    TextPage,
)
from citypact.apps.contracts.updates import Edited, updates_of
from citypact.apps.contracts.vocabulary import CHANGES, FORMS, STATUSES, STRENGTHS, word
from citypact.contract.clause import Clause
from citypact.contract.commitment import Carried, Commitment
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.figures.numbers import write_share
from citypact.model.city import City

__all__ = ["party_page", "text_page"]

_Kept = Callable[[Commitment], bool]


def text_page(contract: Contract, version: Version, city: City, language: str) -> TextPage:
    """The page of the whole contract."""
    count = len(version.commitments)
    return TextPage(
        frame=frame_of(contract, version, language),
        lead=ngettext(
            "%(count)s promise in %(clauses)s clauses.",
            "%(count)s promises in %(clauses)s clauses.",
            count,
        )
        % {"count": count, "clauses": len(version.clauses)},
        clauses=tuple(_clauses(contract, version, city, language, lambda _: True)),
        parties=_parties(contract, version, language),
    )


def party_page(
    contract: Contract, version: Version, city: City, party: str, edited: Edited, language: str
) -> PartyPage:
    """The page of what one party has promised, alone and with others."""

    def own(commitment: Commitment) -> bool:
        return party == commitment.party or party in contract.alone(commitment.party)

    promised = [each for each in version.commitments if own(each)]
    together = sum(each.party != party for each in promised)
    shown = [each for each in _clauses(contract, version, city, language, own) if each.commitments]
    earlier = before(contract, version)
    count = len(promised)
    lead = ngettext("%(count)s promise", "%(count)s promises", count) % {"count": count}
    if together:
        lead = gettext("%(promises)s, %(together)s of them together with others") % {
            "promises": lead,
            "together": together,
        }
    return PartyPage(
        frame=frame_of(contract, version, language),
        title=text_in(contract.parties[party], "title", language)[0],
        lead=f"{lead}.",
        clauses=tuple(shown),
        updates=updates_of(contract, version, party, edited, language) if earlier else None,
    )


def _parties(contract: Contract, version: Version, language: str) -> tuple[PartyLink, ...]:
    promises: dict[str, int] = {}
    for each in version.commitments:
        promises[each.party] = promises.get(each.party, 0) + 1
    return tuple(
        PartyLink(name, text_in(contract.parties[name], "title", language)[0], count)
        for name, count in sorted(promises.items(), key=lambda item: (-item[1], item[0]))
    )


def _clauses(
    contract: Contract, version: Version, city: City, language: str, kept: _Kept
) -> Iterator[ClauseShown]:
    found = changes_of(contract, version)
    of_clause = {} if found is None else {one.id: one.kinds for one in found.clauses}
    of_commitment = {} if found is None else {one.id: one.kinds for one in found.commitments}
    for clause in version.clauses:
        commitments = [
            _commitment(contract, city, each, of_commitment, language)
            for each in version.commitments_of.get(clause.id, ())
            if kept(each)
        ]
        yield ClauseShown(
            id=clause.id,
            number=clause.number,
            title=text_in(clause, "title", language)[0],
            depth=1 + len(list(version.above(clause))),
            party=_party_of(contract, clause, language),
            change=_changed(of_clause, clause.id),
            paragraphs=tuple(filter(None, text_in(clause, "text", language)[0].split("\n"))),
            commitments=tuple(commitments),
        )


def _party_of(contract: Contract, clause: Clause, language: str) -> str:
    return text_in(contract.parties[clause.party], "title", language)[0] if clause.party else ""


def _changed(kinds: Mapping[str, tuple[str, ...]], name: str) -> str:
    return ", ".join(word(CHANGES, kind) for kind in kinds.get(name, ()))


def _commitment(
    contract: Contract,
    city: City,
    commitment: Commitment,
    changes: Mapping[str, tuple[str, ...]],
    language: str,
) -> CommitmentShown:
    text, found_in = text_in(commitment, "text", language)
    due = gettext("Every year") if commitment.yearly else str(commitment.due or "")
    return CommitmentShown(
        id=commitment.id,
        text=text,
        language=found_in,
        party=text_in(contract.parties[commitment.party], "title", language)[0],
        party_id=commitment.party,
        strength=word(STRENGTHS, commitment.strength),
        form=word(FORMS, commitment.form),
        due=due,
        status=word(STATUSES, commitment.status) if commitment.status else "",
        evidence=text_in(commitment, "evidence", language)[0],
        change=_changed(changes, commitment.id),
        carries=tuple(_carried(city, each, language) for each in commitment.measures),
        indicators=commitment.indicators,
        note=text_in(commitment, "note", language)[0],
        place=commitment.source_detail,
    )


def _carried(city: City, carried: Carried, language: str) -> tuple[str, str]:
    """A measure's name with how far it is taken, and why it is read so."""
    title = text_in(city.measures[carried.measure], "title", language)[0]
    if carried.level < 1.0:
        title = f"{title} ({write_share(carried.level, language)})"
    return title, text_in(carried, "note", language)[0]
