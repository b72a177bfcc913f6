"""A scenario of a book, found by name and computed."""

from __future__ import annotations

from citypact.book import Book
from citypact.cli.nearest import known
from citypact.model.city import City
from citypact.model.result import Result
from citypact.model.scenario import Progress, run_scenario

__all__ = ["city_of", "compute", "main_scenario"]


def main_scenario(book: Book) -> str:
    """The scenario that is meant where none is named: the contract, else the reference."""
    return book.settings.text("contract") or book.settings.text("reference")


def city_of(book: Book, scenario: str) -> City:
    """The city on the background of ``scenario``.

    Raises:
        InputError: the book has no such scenario; the message has the near miss.
    """
    scenarios = book.tables["scenarios"].by_key
    row = scenarios[known("scenario", scenario, scenarios)]
    return book.city(row.text("background"))


def compute(  # noqa: PLR0913  all but two are options by keyword
    book: Book,
    scenario: str,
    *,
    draws: int,
    seed: int,
    executor: str,
    sampling: str = "random",
    progress: Progress | None = None,
) -> Result:
    """Run ``scenario`` with what each measure is worth.

    Raises:
        InputError: the book has no such scenario, or cannot be computed.
    """
    return run_scenario(
        city_of(book, scenario),
        scenario,
        draws=draws,
        seed=seed,
        sampling=sampling,
        executor=executor,
        progress=progress,
    )
