"""The scenarios side by side: what each gives in the target's year, and how it was computed."""

from __future__ import annotations

from citypact.apps.workspace.prepared import RunLine
from citypact.book import Book
from citypact.figures import Context
from citypact.figures.numbers import write_digits, write_number, write_probability
from citypact.figures.words import title_of
from citypact.model import Result

__all__ = ["run_line"]

UNIT = "kt"


def run_line(book: Book, context: Context, result: Result, language: str) -> RunLine:
    """One scenario, on whatever background it stands."""
    scenario = context.city.scenarios[result.scenario]
    background = ""
    if scenario.background:
        background = book.row(f"backgrounds/{scenario.background}").text(f"title_{language}")
    standing = context.standing(result)
    chance = None if standing is None else standing.probability
    return RunLine(
        scenario=result.scenario,
        title=title_of(scenario, language),
        background=background,
        value="" if standing is None else write_number(standing.value, UNIT, language),
        gap="" if standing is None else write_number(standing.gap, UNIT, language, signed=True),
        probability="" if chance is None else write_probability(chance, language),
        seed=result.seed,
        draws=write_digits(float(result.draws), language),
        program_version=result.program_version,
    )
