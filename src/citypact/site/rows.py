"""The rows of the database as lines of JSON, the same from whichever database they come."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

__all__ = ["fill", "lines", "reset_counters", "tables"]

#: Apps of Django's whose rows are made anew by every site, or end with it.
LEFT_OUT = frozenset({"auth", "contenttypes", "sessions"})
BATCH = 500

Model = type[models.Model]
#: A value as JSON holds it, or as Django does.
Value = Any


def tables() -> list[Model]:
    """The models whose rows are kept, by the names of their tables."""
    every = apps.get_models(include_auto_created=True)
    kept = [model for model in every if model._meta.app_label not in LEFT_OUT]  # noqa: SLF001  Django's public name
    return sorted(kept, key=lambda model: model._meta.db_table)  # noqa: SLF001  the same


def _fields(model: Model) -> list[models.Field[Any, Any]]:
    return list(model._meta.concrete_fields)  # noqa: SLF001  Django's public name


def lines(model: Model) -> Iterator[bytes]:
    """The rows of ``model`` by primary key, each a line."""
    fields = _fields(model)
    names = [str(field.attname) for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH)  # noqa: SLF001  Django's public name
    for row in rows:
        written = {name: _written(value) for name, value in zip(names, row, strict=True)}
        text = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield text.encode() + b"\n"


def fill(model: Model, written: Iterable[bytes]) -> int:
    """Put rows into the table of ``model`` as they were written; how many there were."""
    fields = _fields(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)  # noqa: SLF001  Django's public name
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608  names of our models
    count = 0
    with connection.cursor() as cursor:
        remaining = iter(written)
        while rows := [json.loads(line) for line in islice(remaining, BATCH)]:
            cursor.executemany(
                statement,
                [
                    [
                        field.get_db_prep_save(_read(field, row[field.attname]), connection)
                        for field in fields
                    ]
                    for row in rows
                ],
            )
            count += len(rows)
    return count


def reset_counters() -> None:
    """Let the next row of each table get an id after those that were put in."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _written(value: Value) -> Value:
    if isinstance(value, (bytes, memoryview)):
        return b64encode(bytes(value)).decode("ascii")
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    return value


def _read(field: models.Field[Any, Any], value: Value) -> Value:
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return b64decode(value)
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    if isinstance(field, models.UUIDField):
        return UUID(value)
    return value
