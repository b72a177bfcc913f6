"""A book as plain data, and the JSON Schema of that data."""

from __future__ import annotations

from citypact.book.contents import Contents
from citypact.book.form import Column, TableForm, load_form
from citypact.book.reading import LONGEST_TEXT
from citypact.book.table import Row
from citypact.book.values import FIRST_YEAR, LAST_YEAR

__all__ = ["Json", "book_data", "json_schema"]

#: What JSON can hold.
Json = dict[str, "Json"] | list["Json"] | str | float | int | bool | None


def json_schema() -> dict[str, Json]:
    """JSON Schema (draft 2020-12) of what :func:`book_data` gives for a book."""
    form = load_form()
    tables: dict[str, Json] = {
        name: {
            "title": table.title,
            "description": table.description,
            "type": "array",
            "items": _object(table),
        }
        for name, table in form.tables.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "City book",
        "description": f"A city book of form {form.format}: its settings and its tables.",
        "type": "object",
        "required": ["book", "tables"],
        "additionalProperties": False,
        "properties": {
            "book": _object(form.settings),
            "tables": {
                "type": "object",
                "required": list(form.tables),
                "additionalProperties": False,
                "properties": tables,
            },
        },
    }


def _object(table: TableForm) -> dict[str, Json]:
    needed = [name for name, column in table.columns.items() if column.required]
    if table.quantity and not table.optional_value:
        needed += ["value", "unit"]
    return {
        "type": "object",
        "required": [*needed],
        "additionalProperties": False,
        "properties": {name: _property(column) for name, column in table.columns.items()},
    }


def _property(column: Column) -> dict[str, Json]:
    about: dict[str, Json] = {"title": column.title, "description": column.description}
    if column.default:
        about["default"] = column.default == "yes" if column.type == "yes-no" else column.default
    return about | _type(column)


def _type(column: Column) -> dict[str, Json]:
    if column.type == "number":
        bounds = (("minimum", column.minimum), ("maximum", column.maximum))
        return {"type": "number"} | {name: bound for name, bound in bounds if bound is not None}
    if column.type == "choice":
        return {"enum": [*column.allowed]}
    if column.type in {"list", "references"}:
        member: dict[str, Json] = {"enum": [*column.allowed]} if column.allowed else _TEXT
        return {"type": "array", "items": member, "minItems": 1, "uniqueItems": True}
    return _PLAIN.get(column.type, _TEXT)


_TEXT: dict[str, Json] = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
_PLAIN: dict[str, dict[str, Json]] = {
    "id": _TEXT | {"pattern": "^[a-z0-9][a-z0-9.-]*$"},
    "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    "yes-no": {"type": "boolean"},
}


def book_data(contents: Contents) -> dict[str, Json]:
    """What a book says, as data that :func:`json_schema` describes; empty cells are left out."""
    tables: dict[str, Json] = {
        name: [_row_data(row) for row in table.rows] for name, table in contents.tables.items()
    }
    return {"book": _row_data(contents.settings), "tables": tables}


def _row_data(row: Row) -> dict[str, Json]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in row.values.items()
    }
