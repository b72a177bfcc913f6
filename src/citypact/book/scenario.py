"""A scenario put into a book, so that it can be run, compared and edited like any other."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from citypact.book.book import PACKAGED, Book, examine_book
from citypact.book.table import Table
from citypact.book.values import CellFault, read_cell
from citypact.book.writing import render_book, table_text, write_files
from citypact.errors import BookError, InputError
from citypact.model.city import Scenario

__all__ = ["PLANS", "add_scenario", "adding_problems"]

#: The source that a scenario has which Citypact chose, as a row of the sources.
PLANS: Mapping[str, str] = {
    "id": "citypact-plan",
    "title_sv": "Plan vald av Citypact",
    "title_en": "Plan chosen by Citypact",
    "publisher_sv": "Citypact",
    "publisher_en": "Citypact",
    "note_sv": "Nivåerna är valda av en beräkning på denna stadsbok; varje scenario säger vilken.",
    "note_en": "Levels are chosen by a computation on this book; each scenario says which.",
}


def add_scenario(
    book: Book,
    scenario: Scenario,
    description: tuple[str, str] = ("", ""),
    *,
    into: Path | None = None,
) -> Path:
    """Put a scenario into a book: into its own folder, or into a copy that is written ``into``.

    What is written is checked first, as any book is. In the book's own folder the tables of
    sources, scenarios and their measures are written anew; nothing else is touched.

    Args:
        book: where the scenario's measures and background are.
        scenario: with an id that the book does not have yet.
        description: what it is, in Swedish and in English.
        into: a folder that does not exist, or is empty; the book's own where it is None.

    Returns:
        The folder.

    Raises:
        InputError: the book has a scenario of that id, is packaged and no folder was named, or
            the folder holds something already.
        BookError: the scenario does not fit the book; it carries all problems.
        EnvironmentFault: it cannot be written.
    """
    if problems := adding_problems(book, scenario.id, into):
        raise InputError("; ".join(problems))
    changed = _with_rows(book, scenario, description)
    whole = {**render_book(book), **changed}
    with tempfile.TemporaryDirectory() as folder:
        faults = examine_book(write_files(whole, Path(folder) / "draft")).problems
    if faults:
        raise BookError(book.id, faults)
    if into is None:
        return write_files(changed, book.path, replace=True)
    return write_files(whole, into)


def adding_problems(book: Book, scenario: str, into: Path | None = None) -> list[str]:
    """Why :func:`add_scenario` would refuse, as far as can be told before there is a scenario."""
    problems = []
    try:
        read_cell(book.tables["scenarios"].form.columns["id"], scenario or " ")
    except CellFault as fault:
        problems.append(
            f"{scenario!r} is no name for a scenario, which has {fault.allowed}: {fault.mend}"
        )
    if scenario in book.tables["scenarios"].by_key:
        problems.append(
            f"the book {book.id} has a scenario {scenario!r} already, and it is not written over: "
            "choose another name, or take it out of scenarios.csv and scenario_measures.csv"
        )
    if into is None and book.path.parent == PACKAGED:
        problems.append(
            f"{book.id} came with Citypact and is not written to: name a folder for a copy of it"
        )
    if into is not None and into.exists() and (not into.is_dir() or any(into.iterdir())):
        problems.append(f"{into} holds something already: name a folder that does not exist")
    return problems


def _with_rows(book: Book, scenario: Scenario, description: tuple[str, str]) -> dict[str, str]:
    """The texts of the tables that change, sources first: each is right without the next."""
    source = PLANS["id"]
    row = {
        "id": scenario.id,
        "title_sv": scenario.title_sv,
        "title_en": scenario.title_en,
        "kind": scenario.kind,
        "background": scenario.background,
        "description_sv": description[0],
        "description_en": description[1],
        "source": source,
    }
    levels: list[Mapping[str, str]] = [
        {
            "scenario": scenario.id,
            "measure": measure,
            "level": _number(level),
            "postponed": str(scenario.postponed.get(measure) or ""),
        }
        for measure, level in scenario.levels.items()
    ]
    known = source in book.tables["sources"].by_key
    added: dict[str, list[Mapping[str, str]]] = {
        "sources": [] if known else [PLANS],
        "scenarios": [row],
        "scenario_measures": levels,
    }
    return {
        book.tables[name].form.file: _text(book.tables[name], rows) for name, rows in added.items()
    }


def _text(table: Table, added: list[Mapping[str, str]]) -> str:
    rows = [*(row.texts for row in table.rows), *added]
    rows.sort(key=lambda row: tuple(row.get(name, "") for name in table.form.key))
    return table_text(table.form, rows, table.comments)


def _number(value: float) -> str:
    """As short as it can be written so that reading it gives the same bits.

    >>> _number(1.0), _number(0.44131445708874717)
    ('1', '0.44131445708874717')
    """
    return np.format_float_positional(value, trim="-")
