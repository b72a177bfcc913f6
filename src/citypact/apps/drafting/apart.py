"""A row before and after, column by column and word by word, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.words import column_word, shown_cell
from citypact.apps.drafting.words_apart import Part, words_apart
from citypact.contract.form import contract_form

__all__ = ["ColumnApart", "columns_apart"]

#: Columns by which a row is found, and which are no change of it.
_IDENTITY: Final = frozenset({"version", "id", "commitment"})


@dataclass(frozen=True)
class ColumnApart:
    """A column that is not the same on both sides.

    Attributes:
        column: its name.
        title: what it is called.
        first: what stands on the first side, as people read it.
        second: likewise on the second.
        parts: both word by word.
    """

    column: str
    title: str
    first: str
    second: str
    parts: tuple[Part, ...]


def columns_apart(
    outline: Outline, table: str, first: Cells | None, second: Cells | None, language: str
) -> tuple[ColumnApart, ...]:
    """The columns in which two states of a row differ; None is a row that is not there."""
    return tuple(_found(outline, table, first or {}, second or {}, language))


def _found(
    outline: Outline, table: str, first: Cells, second: Cells, language: str
) -> Iterator[ColumnApart]:
    for column in contract_form().tables[table].columns:
        one, other = first.get(column, ""), second.get(column, "")
        if one == other or column in _IDENTITY:
            continue
        one = shown_cell(outline, column, one, language)
        other = shown_cell(outline, column, other, language)
        yield ColumnApart(column, column_word(column), one, other, words_apart(one, other))
