"""What the promises add up to beside the version before, and what one change would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from citypact.apps.contracts.frame import frame_of, text_in
from citypact.apps.contracts.prepared import Change, Compared, ComparedCuts, ComparedPage
from citypact.apps.contracts.vocabulary import STRENGTHS, word
from citypact.contract.adequacy import Adequacy
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.contract.what_if import Outcome, WhatIf, WhatIfs
from citypact.figures.numbers import write_number, write_probability, write_share
from citypact.model.city import City

__all__ = ["ASKED", "compared_page"]

#: For so many measures that nobody has promised in full it is asked what promising one would give.
ASKED = 8
#: Less than this, in kt, is written as nothing and is not listed.
_SHOWN = 0.05


def compared_page(
    contract: Contract,
    version: Version,
    city: City,
    found: Mapping[str, Adequacy],
    asked: WhatIfs,
    language: str,
) -> ComparedPage:
    """The page; to be called with the language switched on.

    Args:
        contract: that the version belongs to.
        version: that is compared with the one that it was drawn up from.
        city: on the version's background.
        found: what versions add up to, by their ids; this one and the one before among them.
        asked: what changes of the version would give.
        language: of the page.
    """
    now, before = found[version.id], found.get(version.previous)
    return ComparedPage(
        frame=frame_of(contract, version, language),
        before="" if before is None else str(contract.versions[version.previous].year),
        headline=() if before is None else _headline(before, now, language),
        cuts=() if before is None else _cuts(contract, city, before, now, language),
        now=_change("", asked.now, language),
        firmer=tuple(
            _change(_worded(version, each, language), each.outcome, language)
            for each in _sorted(asked.firmer)
        ),
        added=tuple(
            _change(
                text_in(city.measures[each.measure], "title", language)[0], each.outcome, language
            )
            for each in _sorted(asked.added)
        ),
        method=gettext("%(draws)s draws, seed %(seed)s, the same for every version and change.")
        % {"draws": now.draws, "seed": now.seed},
    )


def _sorted(found: tuple[WhatIf, ...]) -> list[WhatIf]:
    """What closes most of the gap first."""
    return sorted(
        found, key=lambda each: -(each.outcome.closed.median if each.outcome.closed else 0.0)
    )


def _worded(version: Version, change: WhatIf, language: str) -> str:
    commitment = version.commitment[change.commitment]
    text = text_in(commitment, "text", language)[0]
    return f"{text} ({word(STRENGTHS, commitment.strength)} → {word(STRENGTHS, 'undertakes')})"


def _change(title: str, outcome: Outcome, language: str) -> Change:
    closed = write_share(outcome.closed.median, language) if outcome.closed else "–"
    return Change(title, closed, write_probability(outcome.probability, language))


def _headline(before: Adequacy, now: Adequacy, language: str) -> tuple[Compared, ...]:
    def closed(found: Adequacy) -> str:
        return write_share(found.closed.median, language) if found.closed else "–"

    return (
        Compared(gettext("Share of the gap that is closed"), closed(before), closed(now), ""),
        Compared(
            gettext("Probability that the target is met"),
            write_probability(before.probability, language),
            write_probability(now.probability, language),
            "",
        ),
        _cut(gettext("What the promises cut a year"), before.cut, now.cut, language),
        Compared(
            gettext("Promises"),
            str(before.commitments),
            str(now.commitments),
            _signed(now.commitments - before.commitments),
        ),
        Compared(
            gettext("Promises that the model can compute"),
            str(before.computable),
            str(now.computable),
            _signed(now.computable - before.computable),
        ),
    )


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"


def _cuts(
    contract: Contract, city: City, before: Adequacy, now: Adequacy, language: str
) -> tuple[ComparedCuts, ...]:
    def party(name: str) -> str:
        return text_in(contract.parties[name], "title", language)[0]

    def sector(name: str) -> str:
        own = city.sectors.get(name)
        return text_in(own, "title", language)[0] if own else gettext("Taken up or stored")

    def strength(name: str) -> str:
        return word(STRENGTHS, name)

    return (
        ComparedCuts(
            "party",
            gettext("Who promises it"),
            _rows(before.by_party, now.by_party, party, language),
        ),
        ComparedCuts(
            "sector",
            gettext("Where it falls"),
            _rows(before.by_sector, now.by_sector, sector, language),
        ),
        ComparedCuts(
            "strength",
            gettext("How firmly it is worded"),
            _rows(before.by_strength, now.by_strength, strength, language),
        ),
    )


def _rows(
    before: Mapping[str, float],
    now: Mapping[str, float],
    called: Callable[[str], str],
    language: str,
) -> tuple[Compared, ...]:
    names = sorted({*before, *now}, key=lambda name: (-now.get(name, 0.0), name))
    return tuple(
        _cut(called(name), before.get(name, 0.0), now.get(name, 0.0), language)
        for name in names
        if max(abs(before.get(name, 0.0)), abs(now.get(name, 0.0))) >= _SHOWN
    )


def _cut(title: str, before: float, now: float, language: str) -> Compared:
    return Compared(
        title,
        write_number(before, "kt", language),
        write_number(now, "kt", language),
        write_number(now - before, "kt", language, signed=True),
    )
