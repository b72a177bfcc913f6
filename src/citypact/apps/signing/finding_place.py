"""The places of a finding as the page shows them: what stands there, and the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from citypact.apps.drafting.content import CARRIED
from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.words import TABLES, cell_word, column_word, said
from citypact.apps.signing.place import Place
from citypact.apps.workspace import selectors
from citypact.apps.workspace.models import City
from citypact.contract.checker.finding import Finding
from citypact.contract.checker.finding import Place as Cell

__all__ = ["FindingPlace", "addresses_in_the_book", "places_of", "values_beside"]


@dataclass(frozen=True)
class FindingPlace:
    """One place of a finding.

    Attributes:
        what: what kind of thing it is, such as a commitment.
        title: which one; its file and row where it is no part of the text.
        address: the page on which it is read and changed; empty where there is none.
        column: what is looked at, in words; empty for the whole.
        value: what stands there, in words; empty where that is not known.
    """

    what: str
    title: str
    address: str
    column: str
    value: str


def addresses_in_the_book(place: Place, findings: Sequence[Finding]) -> dict[str, str]:
    """The page of each row of the city's book that findings are about, by its key. Two queries."""
    keys = sorted({_key(cell) for each in findings for cell in each.where})
    try:
        book = selectors.version_of(place.city, place.actor)
    except City.DoesNotExist:
        return {}
    rows = selectors.rows_of(book, keys)
    return {row.key: reverse("workspace:row", args=[place.city, row.key]) for row in rows}


def places_of(
    place: Place, finding: Finding, in_book: dict[str, str], language: str
) -> list[FindingPlace]:
    """Every place of a finding in a version, the one to look at first before the others."""
    return [_shown(place, cell, in_book, language) for cell in finding.where]


def values_beside(place: Place, finding: Finding) -> tuple[str, ...]:
    """The values of a finding that its places do not show already."""
    there = {_cells(place, cell).get(cell.column, "") or "–" for cell in finding.where}
    return () if set(finding.values) <= there else finding.values


def _shown(place: Place, cell: Cell, in_book: dict[str, str], language: str) -> FindingPlace:
    table, cells = _table(cell), _cells(place, cell)
    text = cells.get(cell.column, "")
    value = place.title(text) if cell.column == "party" and text else cell_word(cell.column, text)
    clause = _clause(place, table, cells)
    if clause:
        address = reverse(
            "drafting:clause", args=[place.city, place.rows.contract.pk, place.version, clause]
        )
    else:
        address = in_book.get(_key(cell), "")
    return FindingPlace(
        what=gettext(TABLES[table]) if table in TABLES else gettext("Place"),
        title=_title(place, cell, cells, language),
        address=address,
        column=column_word(cell.column),
        value=(value or "–") if cell.key in place.rows.tables.get(table, {}) else value,
    )


def _title(place: Place, cell: Cell, cells: Cells, language: str) -> str:
    if not cells:
        row = gettext("row")
        return f"{cell.file}, {row} {cell.row}" if cell.row else cell.file
    named = _commitment(place, cells) if _table(cell) in CARRIED else cells
    text = said(named, "title", language) or said(named, "text", language)
    return f"{named.get('number', '')} {text or cell.key}".strip()


def _clause(place: Place, table: str, cells: Cells) -> str:
    """The clause on whose page the row is changed; empty for a row of no clause."""
    if table not in TABLES or not cells:
        return ""
    return place.rows.clause_of(table, cells)


def _commitment(place: Place, cells: Cells) -> Cells:
    row = place.rows.find("commitments", f"{cells.get('version')}:{cells.get('commitment')}")
    return row.cells if row is not None else {}


def _cells(place: Place, cell: Cell) -> Cells:
    """What is written in the row of a cell; nothing where it is no row of the contract.

    A place names what a commitment carries by the commitment: of several rows, what they share.
    """
    rows = place.rows.tables.get(_table(cell), {})
    if not cell.key:
        return {}
    exact = [rows[cell.key]] if cell.key in rows else []
    within: list[Cells] = [
        row.cells
        for row in exact or (row for key, row in rows.items() if key.startswith(f"{cell.key}:"))
    ]
    first = within[0] if within else {}
    return {
        name: text for name, text in first.items() if all(each.get(name) == text for each in within)
    }


def _table(cell: Cell) -> str:
    return cell.file.removesuffix(".csv")


def _key(cell: Cell) -> str:
    """The key of a row in the city's book."""
    return f"{_table(cell)}/{cell.key}"
