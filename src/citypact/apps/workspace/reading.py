"""A row of the book as a person reads it: names of columns, cells as written, links to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.conf import settings

from citypact.apps.workspace.lookup import language
from citypact.apps.workspace.models import BookRow
from citypact.apps.workspace.selectors import Form
from citypact.apps.workspace.vocabulary import column_title, table_title, value_title

__all__ = ["Cell", "ReadRow", "language_of"]

SEPARATOR = " | "
#: In which the texts of a book stand, as the ends of the names of their columns.
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        title: the column's name for people.
        column: the column's name in the file.
        parts: texts with the key of the row that each refers to, empty where it refers to none.
        web: the cell is a web address, and may be opened.
    """

    title: str
    column: str
    parts: tuple[tuple[str, str], ...]
    web: bool

    @property
    def language(self) -> str:
        """The language that the text is written in, where its column says so; else empty."""
        return language_of(self.column)

    @property
    def text(self) -> str:
        """The cell in one piece."""
        return SEPARATOR.join(text for text, _ in self.parts)


@dataclass(frozen=True)
class ReadRow:
    """One row.

    Attributes:
        key: its full key, ``table/key``.
        name: what it is about.
        table: its table's name for people.
        file: the file of the book that it stands in, and ``line`` there.
        cells: every cell that is not empty, in the order of the columns; of a text that stands
            in two languages only the one of the reader, where it is there.
    """

    key: str
    name: str
    table: str
    file: str
    line: int
    cells: tuple[Cell, ...]

    @classmethod
    def of(cls, row: BookRow, form: Form) -> Self:
        """Read ``row`` of a book with this ``form``, in the language of this request."""
        table = form[row.table]
        cells = tuple(
            _cell(column, row.cells[column["name"]])
            for column in table["columns"]
            if row.cells.get(column["name"]) and _is_for(column["name"], row.cells, language())
        )
        return cls(
            key=row.key,
            name=row.name(language()),
            table=table_title(table["title"]),
            file=table["file"],
            line=row.line,
            cells=cells,
        )

    @property
    def references(self) -> list[str]:
        """Keys of the rows that this one refers to."""
        return [key for cell in self.cells for _, key in cell.parts if key]

    def _text(self, column: str) -> str:
        return next((cell.text for cell in self.cells if cell.column == column), "")

    def _told(self, name: str) -> str:
        texts = (self._text(f"{name}_{code}") for code in LANGUAGES)
        return next((text for text in texts if text), "")

    @property
    def value(self) -> str:
        """The value with its unit, as written in the book; empty where there is none."""
        value, unit = self._text("value"), self._text("unit")
        return f"{value} {unit}".strip() if value else ""

    @property
    def year(self) -> str:
        """The year that the row is for; empty where it has none."""
        return self._text("year")

    @property
    def quality(self) -> str:
        """Observed, reported, derived, default or assumption; empty where it has none."""
        return self._text("quality")

    @property
    def note(self) -> str:
        """How it was derived or why it was assumed; empty where nothing is said."""
        return self._told("note")

    @property
    def title(self) -> str:
        """The title of a source; empty for other rows."""
        return self._told("title")

    @property
    def publisher(self) -> str:
        """The publisher of a source; empty for other rows."""
        return self._told("publisher")


def language_of(column: str) -> str:
    """The language of the texts of a column, where its name says so; else empty."""
    code = column.rpartition("_")[2]
    return code if code in LANGUAGES else ""


def _is_for(column: str, cells: Mapping[str, str], reader: str) -> bool:
    """Whether a reader is shown a cell: not a text that stands there in their language too."""
    name, _, code = column.rpartition("_")
    return code not in LANGUAGES or code == reader or not cells.get(f"{name}_{reader}")


def _cell(column: Mapping[str, str], text: str) -> Cell:
    if column["table"]:
        parts = tuple((part, f"{column['table']}/{part}") for part in text.split(SEPARATOR))
    else:
        parts = ((value_title(column["type"], text), ""),)
    return Cell(
        title=column_title(column["title"]),
        column=column["name"],
        parts=parts,
        web=text.startswith(("https://", "http://")),
    )
