"""What a figure was computed with: enough to compute it again, bit for bit."""

from __future__ import annotations

from citypact.book import Book
from citypact.figures.context import Context
from citypact.figures.numbers import write_number
from citypact.figures.words import say, title_of

__all__ = ["versions"]


def versions(context: Context, book: Book, language: str) -> tuple[tuple[str, str], ...]:
    """Return names and values of book, inventory, program, scenarios, seed and draws."""
    settings = book.settings
    rows = [
        ("book", f"{book.id} {book.hash}"),
        ("inventory", title_of(context.inventory, language)),
        ("warming", settings.text("warming")),
        ("prices", str(context.city.price_year)),
        ("licence", settings.text("licence")),
    ]
    for result in context.results.values():
        scenario = title_of(context.city.scenarios[result.scenario], language)
        run = say(
            language,
            "summary.version.run",
            version=result.program_version,
            program=result.program_hash[:12],
            draws=write_number(float(result.draws), "", language).strip(),
            seed=result.seed,
        )
        rows.append((f"run:{scenario}", run))
    return tuple((_name(key, language), value) for key, value in rows)


def _name(key: str, language: str) -> str:
    """Name a row; a run by its scenario."""
    word, _, scenario = key.partition(":")
    return say(language, f"summary.version.{word}-name", scenario=scenario)
