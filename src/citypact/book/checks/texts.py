"""Checks on what people read: reasons are given, and every text stands in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.errors import Problem

#: Qualities of figures that nobody observed or published as they stand, and what a note says.
_EXPLAINED = {
    "derived": "say how it was derived",
    "default": "say what the figure stands for",
    "assumption": "say why it was assumed",
}
_LANGUAGES = {"sv": "Swedish", "en": "English"}


@check("note-missing", "A figure that is derived, a default or assumed says how or why.")
def note_missing(contents: Contents) -> Iterator[Problem]:
    """Notes of such figures, in Swedish and in English."""
    for table in contents.tables.values():
        if not table.form.quantity:
            continue
        for row in table.rows:
            mend = _EXPLAINED.get(row.text("quality"))
            if mend:
                yield from missing_texts(row, "note", f"the figure is {_called(row)}", mend)


def _called(row: Row) -> str:
    quality = row.text("quality")
    return quality if quality == "derived" else f"a{'n' * (quality[0] == 'a')} {quality}"


def missing_texts(row: Row, name: str, because: str, mend: str) -> Iterator[Problem]:
    """A problem for each language in which a text that is needed does not stand."""
    for code, language in _LANGUAGES.items():
        column = f"{name}_{code}"
        if column not in row.texts:
            yield row.problem(
                column, f"{because} and has no {name} in {language}", mend=f"{mend}, in {language}"
            )


@check("one-language", "Every text stands in Swedish and in English.", warning=True)
def one_language(contents: Contents) -> Iterator[Problem]:
    """Texts that a reader of the other language meets in a language that is not theirs."""
    every = [contents.settings, *(row for table in contents.tables.values() for row in table.rows)]
    for row in every:
        for column in row.texts:
            name, _, code = column.rpartition("_")
            other = next((one for one in _LANGUAGES if one != code), "")
            if code in _LANGUAGES and f"{name}_{other}" not in row.texts:
                yield row.problem(
                    f"{name}_{other}",
                    f"the {name} stands in {_LANGUAGES[code]} alone",
                    mend=f"write it in {_LANGUAGES[other]} too",
                )
