"""The summary of a city's figures as a PDF: the main job on paper.

Where we are, where the promises lead, the gap; the figures; the measures beside what the plan
says; what cannot be computed yet; how far the figures can be trusted; what to measure next;
sources and versions. Everything in it comes from the results and the book.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citypact.book import Book, Row
from citypact.documents.assumptions import assumptions
from citypact.documents.sources import sources_behind
from citypact.documents.typesetting import typeset
from citypact.documents.versions import versions
from citypact.errors import InputError
from citypact.figures import FIGURES, Context, Figure, FigureUnavailable
from citypact.figures.files import write_whole
from citypact.figures.measures import MeasureRow, measure_rows
from citypact.figures.numbers import (
    write_digits,
    write_number,
    write_probability,
    write_range,
    write_share,
)
from citypact.figures.palette import TOKENS, colour
from citypact.figures.sentences import three_sentences
from citypact.figures.table import Cell
from citypact.figures.typeface import FAMILY
from citypact.figures.widths import PAPER
from citypact.figures.words import say, title_of
from citypact.model.reconciliation import base_year_distance

__all__ = ["AS_CHARTS", "AS_TABLES", "summary", "write_summary"]

#: So many assumptions are listed; the book has them all.
_ASSUMPTIONS = 8

#: The figures that the summary shows; the investment plan and the pages show the others.
AS_CHARTS = ("gap", "pathway", "sectors", "authority", "measures", "money")
#: What is set as a table on paper, where a chart would take the room of two.
AS_TABLES = ("distance", "reconciliation")

_Data = dict[str, object]


def write_summary(context: Context, book: Book, path: Path, language: str) -> None:
    """Write the summary of a city to ``path`` as PDF/UA-1, whole or not at all.

    Args:
        context: the city and the results of its reference and contract.
        book: the city book that they were computed from.
        path: where to.
        language: ``sv`` or ``en``.

    Raises:
        InputError: the results were computed from another book.
        EnvironmentFault: typst or vl-convert is not installed, the disk is full, or the file
            cannot be written.
    """
    write_whole(path, summary(context, book, language))


def summary(context: Context, book: Book, language: str) -> bytes:
    """Return the summary as PDF/UA-1; the same results and book give the same bytes.

    Raises:
        InputError: the results were computed from another book.
        EnvironmentFault: typst or vl-convert is not installed.
    """
    for result in context.results.values():
        if result.book_hash != book.hash:
            message = (
                f"the results of {result.scenario} were computed from the book "
                f"{result.book_hash[:12]}, not from {book.hash[:12]}: run it again"
            )
            raise InputError(message)
    return typeset("summary.typ", _content(context, book, language))


def _content(context: Context, book: Book, language: str) -> _Data:
    """Gather everything that the template reads."""
    drawn = {name: _drawn(name, context, language) for name in (*AS_CHARTS, *AS_TABLES)}
    figures = [figure for figure in drawn.values() if isinstance(figure, Figure)]
    city = title_of(context.city, language)
    origin = figures[0].origin if figures else city
    return {
        "language": language,
        "typeface": FAMILY,
        "colours": {token: colour(token, "light") for token in TOKENS},
        "title": say(language, "summary.title", city=city),
        "subtitle": say(language, "summary.subtitle"),
        "description": " ".join(three_sentences(context, language)),
        "author": "Citypact",
        "keywords": say(language, "summary.keywords", city=city).split(", "),
        "footer": origin,
        "sentences": list(three_sentences(context, language)),
        "key": _key(context, language),
        "headings": _words("heading", language, city=city),
        "texts": _texts(context, language),
        "figures": {name: _placed(drawn[name]) for name in AS_CHARTS},
        "compared": {name: _compared(drawn[name], language) for name in AS_TABLES},
        "measures": _measures(context, book, language),
        "missing": _missing(context, book, language),
        "assumptions": _assumptions(context, book, language),
        "sources": _sources(context, book, figures, language),
        "versions": {
            "head": _head(("name", "value"), language),
            "rows": [
                {"name": name, "value": value} for name, value in versions(context, book, language)
            ],
        },
    }


def _drawn(name: str, context: Context, language: str) -> Figure | str:
    """Make a figure, or say why it cannot be made."""
    try:
        return FIGURES[name](context, language)
    except FigureUnavailable as reason:
        return str(reason)


def _placed(figure: Figure | str) -> _Data:
    """Return a figure as the template reads it."""
    if isinstance(figure, str):
        return {"unavailable": figure}
    return {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "description": figure.description,
        "method": figure.method_note,
        "svg": figure.svg(PAPER),
    }


def _compared(figure: Figure | str, language: str) -> _Data:
    """Return a comparison of two sides as a table: numbers in kt, a dash where one is missing."""
    if isinstance(figure, str):
        return {"unavailable": figure}
    *columns, _ = figure.table.columns
    return {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "method": figure.method_note,
        "head": [column.title for column in columns],
        "rows": [_side_by_side(row, language) for row in figure.table.rows],
    }


def _side_by_side(row: tuple[Cell, ...], language: str) -> _Data:
    """Write a line of a comparison: name, both sides, the difference and its parts, reasons."""
    name, first, second, *parts, reason = row
    sides = [write_digits(_amount(cell), language) for cell in (first, second)]
    return {
        "name": name,
        "figures": [*sides, *(write_digits(_amount(p), language, signed=True) for p in parts)],
        "reason": reason,
    }


def _amount(cell: Cell) -> float | None:
    """Narrow a cell to a number, or None where it is missing."""
    return float(cell) if isinstance(cell, int | float) else None


def _words(part: str, language: str, **values: str | int) -> _Data:
    """Return the words of the summary's headings."""
    names = ("left", "measures", "effects", "missing", "trust", "assumptions", "sources")
    return {
        name: say(language, f"summary.{part}.{name}", **values) for name in (*names, "versions")
    }


def _head(names: tuple[str, ...], language: str) -> list[str]:
    """Return the headings of a table's columns."""
    return [say(language, f"summary.column.{name}") for name in names]


def _key(context: Context, language: str) -> list[_Data]:
    """Return the figures that a reader remembers: now, promised, target, gap."""
    standing = context.standing(context.contract or context.reference)
    found: list[tuple[str, float, str]] = []
    if context.history:
        now = context.history[-1]
        found.append(("now", now.value, str(now.year)))
    if standing is not None:
        span = ""
        if standing.low is not None:
            span = write_range(standing.low, standing.high, "kt", language, size=1.0)
        chance = ""
        if standing.probability is not None:
            number = write_probability(standing.probability, language)
            chance = say(language, "summary.key.chance", number=number)
        found += [
            (
                "promised",
                standing.value,
                f"{standing.year}, {span}" if span else str(standing.year),
            ),
            ("target", standing.allowed, str(standing.year)),
            ("gap", standing.gap, chance),
        ]
    return [
        {
            "label": say(language, f"summary.key.{name}"),
            "value": write_number(value, "kt", language, size=1.0),
            "detail": detail,
            "marked": name == "gap" and value > 0,
        }
        for name, value, detail in found
    ]


def _texts(context: Context, language: str) -> _Data:
    """Return the running text of the sections."""
    contract = context.contract
    every = 0 if contract is None else len(contract.measures)
    left_out = 0 if contract is None else len(context.left_out(contract))
    total = base_year_distance(context.city)[-1]
    trust = say(language, "summary.text.trust-unknown")
    if total.distance is not None and total.relative is not None:
        trust = say(
            language,
            "summary.text.trust-below" if total.distance < 0 else "summary.text.trust-above",
            year=context.city.base_year,
            distance=write_number(abs(total.distance), "kt", language, size=1.0),
            share=write_share(abs(total.relative), language),
        )
    return {
        "measures": say(
            language,
            "summary.text.measures",
            computed=every - left_out,
            all=every,
        ),
        "missing": say(language, "summary.text.missing"),
        "trust": trust,
        "assumptions": say(language, "summary.text.assumptions", count=_ASSUMPTIONS),
        "versions": say(language, "summary.text.versions"),
    }


def _measures(context: Context, book: Book, language: str) -> _Data:
    """Return the table of measures: three ways of counting beside the plan's own figure."""
    names = ("measure", "share", "range", "alone", "last", "claim")
    rows = [] if context.contract is None else measure_rows(context, language)
    return {
        "head": _head(names, language),
        "rows": [_measure(row, book, language) for row in rows],
    }


def _measure(row: MeasureRow, book: Book, language: str) -> _Data:
    """Write one measure, with the book's reason where the plan says something else."""
    spanned = row.low is not None
    span = write_range(row.low, row.high, "", language).strip() if spanned else ""
    return {
        "title": row.title,
        "reason": _told(book.row(row.claim_key), "note", language) if row.claim_key else _NOTHING,
        "range": span,
        "share": write_digits(row.shown, language),
        "alone": write_digits(row.alone, language),
        "last": write_digits(row.last, language),
        "claim": write_digits(row.claim, language),
    }


#: Where a row of the book would be told of and there is none.
_NOTHING: _Data = {"text": "", "language": "sv"}


def _told(row: Row, name: str, language: str) -> _Data:
    """Return a text of the book, with the language that it stands in there."""
    text, written = row.told(name, language)
    return {"text": text, "language": written}


def _missing(context: Context, book: Book, language: str) -> _Data:
    """Return the measures that cannot be computed yet, together where the reason is the same."""
    contract, city = context.contract, context.city
    titles: dict[tuple[str, str], list[str]] = {}
    for name in () if contract is None else context.left_out(contract):
        if not city.measures[name].same_as:
            told = book.row(f"measures/{name}").told("reason", language)
            titles.setdefault(told, []).append(title_of(city.measures[name], language))
    rows = sorted((sorted(names), told) for told, names in titles.items())
    return {
        "head": _head(("measure", "reason"), language),
        "rows": [
            {"title": "; ".join(names), "reason": {"text": text, "language": written}}
            for names, (text, written) in rows
        ],
    }


def _assumptions(context: Context, book: Book, language: str) -> _Data:
    """Return the widest assumptions."""
    found = assumptions(context, book, language)[:_ASSUMPTIONS]
    return {
        "head": _head(("what", "assumed", "span", "reason"), language),
        "rows": [
            {
                "what": each.what,
                "value": each.value,
                "span": each.span,
                "reason": _told(book.row(each.key), "note", language),
            }
            for each in found
        ],
    }


def _sources(
    context: Context, book: Book, figures: list[Figure], language: str
) -> Mapping[str, object]:
    """Return the publications behind the figures."""
    return {
        "head": _head(("title", "publisher", "year"), language),
        "rows": [
            {
                "title": row.text(f"title_{language}"),
                "publisher": row.text(f"publisher_{language}"),
                "year": row.text("year"),
                "address": row.text("address"),
            }
            for row in sources_behind(context, book, figures, language)
        ],
    }
