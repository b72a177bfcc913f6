"""The form of a city book, as data: which tables, which columns, what each may hold.

Owns the reading of ``schema.toml`` into plain objects. What is made of them, the
documentation and the JSON Schema, is in :mod:`citypact.book.schema`.

Vocabulary: a *table* is one CSV file, a *column* one of its columns, *settings* are the
entries of ``book.toml``, a *quantity* is a table with value, unit, source and quality.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from citypact.said import Said

__all__ = ["Column", "Form", "TableForm", "load_form", "read_form"]

Entry = Mapping[str, object]

#: By what catalogues tell the title of a column, and its description, from other words.
COLUMN, DESCRIPTION = "column of the city book", "description of a column"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one entry of the settings.

    Attributes:
        name: as it stands in the header line.
        type: ``id``, ``text``, ``number``, ``year``, ``yes-no``, ``choice``, ``reference``,
            ``references``, ``list`` or ``unit``.
        title: its name for people.
        description: what it holds.
        required: whether an empty cell is refused.
        allowed: the values of a choice or list; empty where any will do.
        table: the table that a reference points to; empty otherwise.
        minimum: least number allowed; None for no bound.
        maximum: greatest number allowed; None for no bound.
        default: what a form starts a new row with; never filled in when a book is read.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    table: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: str = ""

    @property
    def said(self) -> Said:
        """Its title within a sentence."""
        return Said(self.title, context=COLUMN, small=True)

    @property
    def asked_for(self) -> Said:
        """Its description within a sentence."""
        text = f"{self.description[0].lower()}{self.description[1:].rstrip('.')}"
        return Said(text.replace("%", "%%"), context=DESCRIPTION)


@dataclass(frozen=True)
class TableForm:
    """One table.

    Attributes:
        name: its name; the file is ``name.csv``, or ``name.toml`` for the settings.
        title: its name for people.
        description: what it holds.
        columns: its columns in the order in which they are written.
        key: the columns that identify a row.
        quantity: the unit whose dimension every value has, ``any`` where it depends on the
            row (``quantity_note`` says on what), empty where the table holds no quantities.
        quantity_note: the rule for ``any``, in words.
        path: whether rows of one key differ only by background and year.
        optional_value: whether a row may stand without a value.
        optional_source: whether source and quality are needed only beside a value.
        is_settings: whether it is the settings, one entry a line, and no table.
    """

    name: str
    title: str
    description: str
    columns: Mapping[str, Column]
    key: tuple[str, ...] = ()
    quantity: str = ""
    quantity_note: str = ""
    path: bool = False
    optional_value: bool = False
    optional_source: bool = False
    is_settings: bool = False

    @property
    def file(self) -> str:
        """Name of the file inside the folder."""
        return f"{self.name}.toml" if self.is_settings else f"{self.name}.csv"

    @property
    def path_key(self) -> tuple[str, ...]:
        """The key columns that tell one path from another."""
        return tuple(name for name in self.key if name not in {"background", "year"})


@dataclass(frozen=True)
class Form:
    """The whole form: its version, the settings, and the tables in the order of the schema."""

    format: int
    settings: TableForm
    tables: Mapping[str, TableForm]


@cache
def load_form() -> Form:
    """Return the form of city books that this version of Citypact reads and writes, made once."""
    text = files("citypact.book").joinpath("schema.toml").read_text(encoding="utf-8")
    about = "What the book is about, and which of its rows are the main ones."
    return read_form(text, "book", about)


def read_form(text: str, settings: str, about: str) -> Form:
    """Read the form of a folder of tables.

    Args:
        text: of a schema written as ``schema.toml`` is.
        settings: the entry of the schema that describes the settings; ``settings.toml`` is
            the file that holds them.
        about: what the settings say, in a sentence.
    """
    data = tomllib.loads(text)
    quantity = _columns(data.get("quantity", {}))
    described = TableForm(
        name=settings,
        title="Settings",
        description=about,
        columns=_columns(data[settings]),
        key=("id",),
        is_settings=True,
    )
    tables = {name: _table(name, entry, quantity) for name, entry in data["tables"].items()}
    return Form(format=data["format"], settings=described, tables=tables)


def _columns(entries: Mapping[str, Entry]) -> dict[str, Column]:
    return {name: _column(name, entry) for name, entry in entries.items()}


def _column(name: str, entry: Entry) -> Column:
    allowed = entry.get("allowed", [])
    minimum, maximum = entry.get("minimum"), entry.get("maximum")
    return Column(
        name=name,
        type=str(entry["type"]),
        title=str(entry["title"]),
        description=str(entry["description"]),
        required=entry.get("required") is True,
        allowed=tuple(str(value) for value in allowed) if isinstance(allowed, list) else (),
        table=str(entry.get("table", "")),
        minimum=float(minimum) if isinstance(minimum, int | float) else None,
        maximum=float(maximum) if isinstance(maximum, int | float) else None,
        default=str(entry.get("default", "")),
    )


def _table(name: str, entry: Mapping[str, object], quantity: Mapping[str, Column]) -> TableForm:
    own = entry["columns"]
    key = entry["key"]
    assert isinstance(own, dict)  # noqa: S101  schema.toml is part of the package
    assert isinstance(key, list)  # noqa: S101  as above
    columns = _columns(own)
    optional_source = entry.get("optional_source") is True
    if "quantity" in entry:
        for column in quantity.values():
            needed = column.required and not optional_source
            columns[column.name] = replace(column, required=needed)
    return TableForm(
        name=name,
        title=str(entry["title"]),
        description=str(entry["description"]),
        columns=columns,
        key=tuple(str(part) for part in key),
        quantity=str(entry.get("quantity", "")),
        quantity_note=str(entry.get("quantity_note", "")),
        path=entry.get("path") is True,
        optional_value=entry.get("optional_value") is True,
        optional_source=optional_source,
    )
