"""The next best measures as a person reads them in a terminal."""

from __future__ import annotations

from citypact.choice.next_best import NextBest
from citypact.choice.next_measure import NextMeasure
from citypact.cli.grid import grid
from citypact.cli.paragraph import paragraph
from citypact.cli.plan_words import PLAN_WORDS
from citypact.cli.summary import figure
from citypact.cli.words import title_of
from citypact.model.city import City

__all__ = ["next_summary"]


def next_summary(city: City, found: NextBest, language: str) -> str:
    """The list and the sequence as text, in ``language`` (sv or en)."""
    words = PLAN_WORDS[language]
    payer = title_of(city.actors[found.payer], language) if found.payer else ""
    head = words["next"].format(
        scenario=title_of(city.scenarios[found.scenario], language),
        by=words[found.by].format(payer=payer),
    )
    now = words["next-now"].format(
        target=title_of(city.targets[found.target], language),
        result=figure(found.result, language),
        allowed=figure(found.allowed, language),
    )
    parts = [[title_of(city, language), head, now]]
    if not found.listed and not found.beside:
        parts.append([words["next-none"]])
    parts += [_listed(city, found, language), _notes(found, language)]
    parts.append(_sequence(city, found, language))
    return "\n\n".join("\n".join(part) for part in parts if part)


def _listed(city: City, found: NextBest, language: str) -> list[str]:
    words = PLAN_WORDS[language]
    columns = words["next-columns"].split("|")
    if found.payer:
        columns.append(words["next-payer"])
    rows = [
        [
            title_of(city.measures[each.id], language),
            figure(each.abatement.net_value, language),
            figure(each.abatement.cost_per_tonne, language, 0),
            figure(each.cut, language),
            *([figure(each.per_krona(found.payer), language, 3)] if found.payer else []),
        ]
        for each in found.listed
    ]
    return grid([columns, *rows]) if rows else []


def _notes(found: NextBest, language: str) -> list[str]:
    words = PLAN_WORDS[language]
    free = [each for each in found.listed if not each.cost_stated]
    lines = paragraph(words["next-beside"].format(names=_names(found.beside)))
    costless = paragraph(words["next-free"].format(names=_names(free)))
    return [*(lines if found.beside else []), *(costless if free else [])]


def _names(measures: tuple[NextMeasure, ...] | list[NextMeasure]) -> str:
    return ", ".join(each.id for each in measures)


def _sequence(city: City, found: NextBest, language: str) -> list[str]:
    words = PLAN_WORDS[language]
    if not found.sequence:
        return [words["sequence-none"]] if found.listed else []
    rows = [
        [
            title_of(city.measures[step.measure.id], language),
            figure(step.measure.cut, language),
            figure(step.result, language),
            figure(step.net_cost, language),
            words["yes" if step.target_met else "no"],
        ]
        for step in found.sequence
    ]
    return grid([words["sequence"].split("|"), *rows])
