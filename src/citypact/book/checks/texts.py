"""Checks on what people read: reasons are given, and every text stands in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import Said

#: A problem and how to mend it, for a language in which a text does not stand.
Lacking = Callable[[str], tuple[Said, Said]]

_LANGUAGES = ("sv", "en")


@check("note-missing", "A figure that is derived, a default or assumed says how or why.")
def note_missing(contents: Contents) -> Iterator[Problem]:
    """Notes of such figures, in Swedish and in English."""
    for table in contents.tables.values():
        if not table.form.quantity:
            continue
        for row in table.rows:
            lacking = _UNEXPLAINED.get(row.text("quality"))
            if lacking:
                yield from missing_texts(row, "note", lacking)


def _derived(language: str) -> tuple[Said, Said]:
    if language == "sv":
        return (
            Said("the figure is derived and has no note in Swedish"),
            Said("say how it was derived, in Swedish"),
        )
    return (
        Said("the figure is derived and has no note in English"),
        Said("say how it was derived, in English"),
    )


def _default(language: str) -> tuple[Said, Said]:
    if language == "sv":
        return (
            Said("the figure is a default and has no note in Swedish"),
            Said("say what the figure stands for, in Swedish"),
        )
    return (
        Said("the figure is a default and has no note in English"),
        Said("say what the figure stands for, in English"),
    )


def _assumption(language: str) -> tuple[Said, Said]:
    if language == "sv":
        return (
            Said("the figure is an assumption and has no note in Swedish"),
            Said("say why it was assumed, in Swedish"),
        )
    return (
        Said("the figure is an assumption and has no note in English"),
        Said("say why it was assumed, in English"),
    )


#: Qualities of figures that nobody observed or published as they stand, without their note.
_UNEXPLAINED: dict[str, Lacking] = {
    "derived": _derived,
    "default": _default,
    "assumption": _assumption,
}


def missing_texts(row: Row, name: str, lacking: Lacking) -> Iterator[Problem]:
    """A problem for each language in which a text that is needed does not stand."""
    for code in _LANGUAGES:
        column = f"{name}_{code}"
        if column not in row.texts:
            message, mend = lacking(code)
            yield row.problem(column, message, mend=mend)


@check("one-language", "Every text stands in Swedish and in English.", warning=True)
def one_language(contents: Contents) -> Iterator[Problem]:
    """Texts that a reader of the other language meets in a language that is not theirs."""
    every = [contents.settings, *(row for table in contents.tables.values() for row in table.rows)]
    for row in every:
        for column in row.texts:
            name, _, code = column.rpartition("_")
            other = next((one for one in _LANGUAGES if one != code), "")
            if code in _LANGUAGES and f"{name}_{other}" not in row.texts:
                message = (
                    Said("the %(name)s stands in Swedish alone", name=name)
                    if code == "sv"
                    else Said("the %(name)s stands in English alone", name=name)
                )
                mend = (
                    Said("write it in English too")
                    if code == "sv"
                    else Said("write it in Swedish too")
                )
                yield row.problem(f"{name}_{other}", message, mend=mend)
