"""Checks on the identity of rows and on the years of the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.form import load_form
from citypact.book.suggestion import all_of
from citypact.errors import Problem
from citypact.said import Said, as_written


@check("key-twice", "No two rows of a table have the same key.")
def key_twice(contents: Contents) -> Iterator[Problem]:
    """Every row after the first with its key."""
    for table in contents.tables.values():
        if len(table.by_key) == len(table.rows):
            continue
        columns = table.form.key
        for row in table.rows:
            first = table.by_key[row.key]
            if row is not first:
                yield row.problem(
                    columns[0],
                    Said(
                        "row %(line)s has the same %(names)s",
                        line=first.line,
                        names=all_of(columns),
                    ),
                    allowed=Said("each key once"),
                    mend=Said("take one of the two rows away, or tell them apart"),
                )


@check("format", "The book is of a form that this version reads.")
def format_known(contents: Contents) -> Iterator[Problem]:
    """The version of the form, against the one of this package."""
    known = load_form().format
    written = contents.settings.number("format")
    if written is not None and written != known:
        yield contents.settings.problem(
            "format",
            Said("the book is written in another version of the form"),
            allowed=as_written(known),
            mend=Said("use the version of Citypact that wrote it, or bring it to this form"),
        )


@check("municipality-code", "The municipality code has four digits.")
def municipality_code(contents: Contents) -> Iterator[Problem]:
    """A code such as 1280, kept as text because it may begin with 0."""
    code = contents.settings.text("municipality")
    if code and not re.fullmatch("[0-9]{4}", code):
        yield contents.settings.problem(
            "municipality",
            Said("the municipality code is not four digits"),
            allowed=Said(
                'four digits in quotation marks, such as "1280"; "0000" for an invented city'
            ),
            mend=Said("look it up in Statistics Sweden's list of municipalities"),
        )


@check("year-order", "The base year comes before the last year.")
def year_order(contents: Contents) -> Iterator[Problem]:
    """Base year and last year of the settings."""
    settings = contents.settings
    base, last = settings.year("base_year"), settings.year("last_year")
    if base is not None and last is not None and base >= last:
        yield settings.problem(
            "last_year",
            Said("the last year is not after the base year %(base)s", base=base),
            allowed=Said("%(year)s or later", year=base + 1),
            mend=Said("check both years"),
        )
