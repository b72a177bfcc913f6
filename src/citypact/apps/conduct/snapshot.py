"""Reading many rows as they were at one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

__all__ = ["snapshot"]


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything that is read in the block be of one moment; nothing may be written in it.

    SQLite shows a reader one moment by itself, as long as the reader does not ask to write, which
    transactions of this site do otherwise. PostgreSQL has to be told. Inside a transaction that has
    begun already the block is a part of it.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    sqlite = connection.vendor == "sqlite"
    mode = getattr(connection, "transaction_mode", None)
    if sqlite:
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # SQLite's has it
    try:
        with transaction.atomic():
            if not sqlite:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        if sqlite:
            connection.transaction_mode = mode  # type: ignore[attr-defined]  # SQLite's has it
