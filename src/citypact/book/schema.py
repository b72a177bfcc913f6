"""The form of the city book as others need it: a page to read, and a JSON Schema.

Both are made from ``schema.toml`` and the list of checks, so that neither can fall behind
what is read and refused.
"""

from __future__ import annotations

from citypact.book.data import Json, book_data, json_schema
from citypact.book.documentation import document
from citypact.book.form import Column, Form, TableForm, load_form

__all__ = [
    "Column",
    "Form",
    "Json",
    "TableForm",
    "book_data",
    "document",
    "json_schema",
    "load_form",
]
