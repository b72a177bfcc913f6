"""The schema is data: what describes a book is made from what reads it."""

import re
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no annotations
import pytest

from citypact.book import open_book, packaged_books, schema
from citypact.book.checks import CHECKS
from citypact.book.documentation import _of_kind
from citypact.book.form import load_form
from citypact.book.form_checks import FORM_CHECKS
from citypact.book.values import _READERS
from citypact.units import _DEFINITIONS, KINDS, is_unit, same_dimension

FORM = load_form()
TABLES = FORM.tables.values()


def test_every_column_says_what_it_is() -> None:
    for table in [FORM.settings, *TABLES]:
        assert table.title
        assert table.description.endswith(".")
        for column in table.columns.values():
            assert column.type in _READERS
            assert column.title
            assert column.description.endswith(".")
            assert bool(column.table) == (column.type in {"reference", "references"})
            assert not column.table or column.table in FORM.tables
            assert column.type != "choice" or column.allowed
            assert not column.default or column.type in {"choice", "yes-no", "number"}
            assert column.type != "choice" or column.default in {"", *column.allowed}


def test_every_key_is_made_of_columns() -> None:
    for table in TABLES:
        assert table.key
        assert set(table.key) <= set(table.columns)
        assert table.path == ({"background", "year"} <= set(table.key))


def test_every_quantity_has_the_columns_of_one_and_says_its_unit() -> None:
    for table in TABLES:
        assert ("value" in table.columns and "unit" in table.columns) == bool(table.quantity)
        if table.quantity == "any":
            assert table.quantity_note.endswith(".")
        elif table.quantity:
            assert is_unit(table.quantity)


def test_a_source_is_asked_for_with_every_value() -> None:
    for table in TABLES:
        if table.quantity and not table.optional_source:
            assert table.columns["source"].required
            assert table.columns["quality"].required


def test_the_json_schema_is_one_and_describes_every_packaged_book() -> None:
    described = schema.json_schema()
    jsonschema.Draft202012Validator.check_schema(described)
    validator = jsonschema.Draft202012Validator(described)
    for name in packaged_books():
        data = schema.book_data(open_book(name).contents)
        assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("sectors", {"id": "Å"}),
        ("stocks", {"value": "17"}),
        ("stocks", {"colour": "red"}),
        ("emissions", {"year": 1800}),
        ("emissions", {"notation": "XX"}),
        ("inventories", {"scopes": ["1", "1"]}),
    ],
)
def test_the_json_schema_refuses_what_a_book_refuses(
    table: str, cells: dict[str, schema.Json]
) -> None:
    data = schema.book_data(open_book("template").contents)
    tables = data["tables"]
    assert isinstance(tables, dict)
    rows = tables[table]
    assert isinstance(rows, list)
    first = rows[0]
    assert isinstance(first, dict)
    rows[0] = first | cells
    validator = jsonschema.Draft202012Validator(schema.json_schema())
    assert not validator.is_valid(data)


def test_the_page_names_every_table_column_unit_and_check() -> None:
    page = schema.document()
    assert page.startswith("# The city book\n")
    assert page.count("\n# ") == 0
    for table in TABLES:
        assert f"### {table.title}: `{table.file}`" in page
        for column in table.columns.values():
            assert f"| `{column.name}` |" in page
    for name in [*CHECKS, *FORM_CHECKS, *FORM.settings.columns]:
        assert f"| `{name}` |" in page
    for line in page.splitlines():
        if line.startswith("|"):
            assert line.count("|") in {3, 5}


def test_the_page_names_every_unit_under_its_kind() -> None:
    page = schema.document()
    named = {name for name in _DEFINITIONS if re.search(rf"`{re.escape(name)}`[,| ]", page)}
    assert named == set(_DEFINITIONS)
    for canonical in KINDS.values():
        assert all(same_dimension(unit, canonical) for unit in _of_kind(canonical))


def test_the_template_shows_every_table() -> None:
    book = open_book("template")
    for name, table in book.tables.items():
        assert table.rows, name
        assert table.comments, name
    shown = {
        row.text("distribution")
        for table in book.tables.values()
        for row in table.rows
        if "distribution" in table.form.columns
    }
    assert shown == {"", *FORM.tables["uses"].columns["distribution"].allowed}
    assert {row["kind"] for row in book.tables["targets"].rows} == set(
        FORM.tables["targets"].columns["kind"].allowed
    )
    assert Path(book.path / "book.toml").read_text("utf-8").startswith("# ")
