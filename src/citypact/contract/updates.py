"""The most important updates of a party, drafted from the difference and the year's follow-up.

A draft in plain sentences, Swedish or English, for a person to edit: it says what the tables say
and weighs nothing. What binds more comes first, then what is new, then what binds less or is gone,
then how last year's promises went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.difference import CommitmentChange, difference
from citypact.contract.version import Version

__all__ = ["drafted_updates"]

_STRENGTH: Final[Mapping[str, Mapping[str, str]]] = {
    "sv": {
        "undertakes": "åtar sig",
        "will": "ska",
        "ongoing": "pågår",
        "intends": "avser",
        "goal": "mål",
    },
    "en": {
        "undertakes": "undertakes",
        "will": "will",
        "ongoing": "under way",
        "intends": "intends",
        "goal": "goal",
    },
}
_STATUS: Final[Mapping[str, Mapping[str, str]]] = {
    "sv": {
        "kept": "Hållet",
        "kept in part": "Delvis hållet",
        "not kept": "Inte hållet",
        "under way": "På väg",
        "not begun": "Inte påbörjat",
    },
    "en": {
        "kept": "Kept",
        "kept in part": "Kept in part",
        "not kept": "Not kept",
        "under way": "Under way",
        "not begun": "Not begun",
    },
}
_SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "sv": {
        "strengthened": "Skarpare: {text} ({before} → {after}).",
        "new": "Nytt: {text} ({after}).",
        "weakened": "Svagare: {text} ({before} → {after}).",
        "dropped": "Borttaget: {text}.",
        "carries more": "Går längre: {text}.",
        "carries less": "Går kortare: {text}.",
        "carries otherwise": "Bärs av andra åtgärder: {text}.",
        "other date": "Ny tid: {text} ({date}).",
        "none": "Inga ändringar av åtagandena.",
        "no date": "utan årtal",
        "yearly": "varje år",
    },
    "en": {
        "strengthened": "Firmer: {text} ({before} → {after}).",
        "new": "New: {text} ({after}).",
        "weakened": "Weaker: {text} ({before} → {after}).",
        "dropped": "Dropped: {text}.",
        "carries more": "Goes further: {text}.",
        "carries less": "Goes less far: {text}.",
        "carries otherwise": "Carried by other measures: {text}.",
        "other date": "New date: {text} ({date}).",
        "none": "No changes to the commitments.",
        "no date": "no year stated",
        "yearly": "every year",
    },
}
_ORDER: Final = tuple(_SENTENCES["sv"])[:8]


def drafted_updates(
    contract: Contract, before: Version, after: Version, party: str, language: str
) -> tuple[str, ...]:
    """Return the draft of a party's updates, one sentence each.

    Args:
        contract: that both versions belong to.
        before: the earlier version, with what its follow-up says.
        after: the later one.
        party: whose; the promises of groups that it is a member of are included.
        language: ``sv`` or ``en``.
    """

    def concerns(owner: str) -> bool:
        return party == owner or party in contract.alone(owner)

    changes = [one for one in difference(before, after).commitments if concerns(one.party)]
    told = [
        sentence
        for kind in _ORDER
        for change in changes
        if kind in change.kinds
        for sentence in [_sentence(kind, change, language)]
    ]
    followed = list(_followed(before, concerns, language))
    return (*told, *followed) or (_SENTENCES[language]["none"],)


def _sentence(kind: str, change: CommitmentChange, language: str) -> str:
    words = _STRENGTH[language]
    return _SENTENCES[language][kind].format(
        text=_text(change.shown, language),
        before=words[change.before.strength] if change.before else "",
        after=words[change.after.strength] if change.after else "",
        date=_date(change.shown, language),
    )


def _text(commitment: Commitment, language: str) -> str:
    own = commitment.text_en if language == "en" else commitment.text_sv
    return (own or commitment.text_sv).rstrip(".")


def _date(commitment: Commitment, language: str) -> str:
    words = _SENTENCES[language]
    if commitment.yearly:
        return words["yearly"]
    return str(commitment.due) if commitment.due else words["no date"]


def _followed(version: Version, concerns: Callable[[str], bool], language: str) -> Iterator[str]:
    for commitment in version.commitments:
        if commitment.status and concerns(commitment.party):
            evidence = commitment.evidence_en if language == "en" else commitment.evidence_sv
            said = f": {evidence.rstrip('.')}" if evidence else ""
            yield f"{_STATUS[language][commitment.status]}: {_text(commitment, language)}{said}."
