"""Rows and tables of a city book, as read: each cell both as written and as a value.

Owns what a row is and how it is identified. How cells become values is in
:mod:`citypact.book.values`, how files become rows in :mod:`citypact.book.reading`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citypact.book.form import TableForm
from citypact.errors import Problem
from citypact.said import NOTHING, Said

__all__ = ["LANGUAGES", "Row", "Table", "Value"]

#: In which texts for people stand, as the ends of the names of their columns.
LANGUAGES = ("sv", "en")

#: What a cell can hold, by the type of its column; None where it is empty or not readable.
Value = str | float | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of a table, or the settings of a book.

    Attributes:
        form: the table that it belongs to.
        line: line number as an editor shows it; the header line of a plain file is 1.
        texts: every cell that is not empty, as written, by column.
        values: the same cells as values; a cell whose form is wrong has none.
        key: the values of the key columns, joined by ``:``; empty parts are kept.
        lines: line of each cell, for settings; empty for a row of a table.
    """

    form: TableForm
    line: int
    texts: Mapping[str, str]
    values: Mapping[str, Value]
    key: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def full_key(self) -> str:
        """The table and the key, such as ``factors/diesel:CO2:fossil:1::2020``."""
        return f"{self.form.name}/{self.key}"

    def __getitem__(self, column: str) -> Value:
        """Value of ``column``; None when the cell is empty. An unknown column is a KeyError."""
        if column not in self.form.columns:
            raise KeyError(column)
        return self.values.get(column)

    def text(self, column: str) -> str:
        """The cell as written; empty when there is nothing."""
        if column not in self.form.columns:
            raise KeyError(column)
        return self.texts.get(column, "")

    def told(self, name: str, language: str) -> tuple[str, str]:
        """A text that stands in two languages, and the language that it is found in.

        Args:
            name: of the pair, such as ``note`` for ``note_sv`` and ``note_en``.
            language: ``sv`` or ``en``, the one that is wished for; the other is a last resort.
        """
        for code in (language, *LANGUAGES):
            text = self.text(f"{name}_{code}")
            if text:
                return text, code
        return "", language

    def number(self, column: str) -> float | None:
        """The cell as a number; None when it is empty."""
        value = self[column]
        return value if isinstance(value, float) else None

    def year(self, column: str) -> int | None:
        """The cell as a year; None when it is empty."""
        value = self[column]
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def yes(self, column: str) -> bool:
        """Whether the cell says yes."""
        return self[column] is True

    def items(self, column: str) -> tuple[str, ...]:
        """The members of a list or of references; empty when there is nothing."""
        value = self[column]
        return value if isinstance(value, tuple) else ()

    def problem(
        self,
        column: str,
        message: Said,
        *,
        allowed: Said = NOTHING,
        mend: Said = NOTHING,
        check: str = "",
    ) -> Problem:
        """A problem of this row; the value found is the cell as written."""
        return Problem(
            file=self.form.file,
            row=self.lines.get(column, self.line),
            column=column,
            check=check,
            message=message,
            found=self.texts.get(column, ""),
            allowed=allowed,
            mend=mend,
        )


@dataclass(frozen=True, eq=False)
class Table:
    """One table.

    Attributes:
        form: its columns and their rules.
        rows: sorted by key.
        comments: the comment lines above the header, as written.
        broken: identifiers of rows that could not be read; they are not missing, only
            unusable, so a reference to one of them is no fault of its own.
        readable: False when the file could not be read at all.
    """

    form: TableForm
    rows: tuple[Row, ...] = ()
    comments: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()
    readable: bool = True
    by_key: Mapping[str, Row] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the rows; of two rows with one key the first is kept."""
        index: dict[str, Row] = {}
        for row in self.rows:
            index.setdefault(row.key, row)
        object.__setattr__(self, "by_key", index)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, key: str) -> Row:
        """The row with ``key``, such as ``diesel:CO2:fossil:1::2020``."""
        return self.by_key[key]


def row_key(form: TableForm, texts: Mapping[str, str]) -> str:
    """Join the key columns of a row by ``:``, keeping empty parts."""
    return ":".join([texts.get(name, "") for name in form.key])


def sort_rows(form: TableForm, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows in the order of their key columns, then of their lines."""
    get = [tuple(row.texts.get(name, "") for name in form.key) for row in rows]
    order = sorted(range(len(rows)), key=lambda index: (get[index], rows[index].line))
    return tuple(rows[index] for index in order)
