"""All that a site keeps, as it can be compared; and copies of it to begin from again.

To be imported when the site is set up.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.db import connection, connections

from citypact.apps.conduct.verifying import verify

__all__ = ["Copies", "State", "copies"]

#: Name of a table and of one of its columns.
Column = tuple[str, str]
#: Seconds that PostgreSQL is given to notice that a client was killed.
PATIENCE = 30.0


@dataclass(frozen=True)
class State:
    """Every row of every table.

    Attributes:
        columns: names of columns, by table.
        rows: each row's values as texts and how often it is there, by table.
        passed_over: columns whose values are left out.
    """

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Counter[tuple[str, ...]]]
    passed_over: frozenset[Column] = field(default=frozenset())

    @classmethod
    def now(cls) -> State:
        """As it stands in the database."""
        columns, rows = {}, {}
        for model in apps.get_models(include_auto_created=True):
            described = model._meta  # noqa: SLF001  Django documents it
            table = described.db_table
            names = tuple(each.attname for each in described.concrete_fields)
            columns[table] = names
            rows[table] = Counter(
                tuple(_text(value) for value in row)
                for row in model._base_manager.values_list(*names)  # noqa: SLF001  likewise
            )
        return cls(columns, rows)

    def without(self, passed_over: Collection[Column]) -> State:
        """The same without the values of some columns: their rows are there still."""
        rows = {}
        for table, counted in self.rows.items():
            kept = [(table, name) not in passed_over for name in self.columns[table]]
            rows[table] = Counter[tuple[str, ...]]()
            for row, count in counted.items():
                shown = tuple(v if keep else "…" for v, keep in zip(row, kept, strict=True))
                rows[table][shown] += count
        return State(self.columns, rows, frozenset(passed_over))

    def columns_apart(self, other: State) -> Iterator[Column]:
        """The columns that hold other values than in ``other``."""
        for table, names in self.columns.items():
            for place, name in enumerate(names):
                if _column(self.rows[table], place) != _column(other.rows[table], place):
                    yield table, name


def _column(rows: Counter[tuple[str, ...]], place: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for row, count in rows.items():
        found[row[place]] += count
    return found


def _text(value: object) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).hex()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    return repr(value)


class Copies:
    """The site's database, put back to what it was as often as is asked for."""

    def renew(self) -> None:
        """Put the database back."""
        raise NotImplementedError

    def sound(self) -> None:
        """See that the database is not harmed, and that the log of what happened is whole.

        Raises:
            AssertionError: it is, or it is not.
        """
        harm = self.harm()
        found = verify()
        if harm or not found.whole:
            message = f"the database is harmed: {harm}; the log: {found.breaks}"
            raise AssertionError(message)

    def harm(self) -> list[str]:
        """What the database itself finds wrong with its files."""
        raise NotImplementedError

    def state(self) -> State:
        """All that is kept."""
        return State.now()

    def leave(self) -> None:
        """Keep no connection: a process that is forked must not have it too."""
        connections.close_all()


class _SQLiteCopies(Copies):
    def __init__(self, image: Path) -> None:
        self._file, self._image = Path(connection.settings_dict["NAME"]), image
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.leave()
        shutil.copyfile(self._file, image)

    def renew(self) -> None:
        for beside in ("-wal", "-shm"):
            self._file.with_name(self._file.name + beside).unlink(missing_ok=True)
        shutil.copyfile(self._image, self._file)

    def harm(self) -> list[str]:
        with connection.cursor() as cursor:
            told = cursor.execute("PRAGMA integrity_check").fetchall()
            loose = cursor.execute("PRAGMA foreign_key_check").fetchall()
        return [*(str(each) for (each,) in told if each != "ok"), *map(str, loose)]


class _PostgreSQLCopies(Copies):
    def __init__(self, image: str) -> None:
        self._name, self._image = connection.settings_dict["NAME"], image
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        self._administer(f'CREATE DATABASE "{image}" TEMPLATE "{self._name}"')

    def renew(self) -> None:
        self._administer(
            f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)',
            f'CREATE DATABASE "{self._name}" TEMPLATE "{self._image}"',
        )

    def end(self) -> None:
        """Take the image away: the site's database is what it was."""
        self.renew()
        self._administer(f'DROP DATABASE "{self._image}"')

    def sound(self) -> None:
        # What the killed client had sent is carried out to its end before anything is looked at.
        deadline = time.monotonic() + PATIENCE
        while self._others():
            if time.monotonic() > deadline:
                message = f"the server kept a killed client for {PATIENCE:.0f} s"
                raise AssertionError(message)
            time.sleep(0.002)
        super().sound()

    def harm(self) -> list[str]:
        with connection.cursor() as cursor:
            found = cursor.execute(_HARM).fetchall()
            cursor.execute(_INDEXES)
        return [str(each) for each in found]

    def _others(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND backend_type = 'client backend'"
            )
            return int(cursor.fetchone()[0])

    def _administer(self, *statements: str) -> None:
        self.leave()
        with connection._nodb_cursor() as cursor:  # noqa: SLF001  as Django's own tests do it
            for statement in statements:
                cursor.execute(statement)


#: What is wrong with the pages of tables; and, raised as an error, with an index or what it misses.
_HARM = """
SELECT relname, blkno, msg FROM pg_class, LATERAL verify_heapam(oid)
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
_INDEXES = """
SELECT bt_index_check(c.oid, true) FROM pg_class c
JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree'
WHERE c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace
"""


@contextmanager
def copies(folder: Path) -> Iterator[Copies]:
    """Copies of the site's database as it stands now, to which it is put back in the end."""
    found: Copies
    if connection.vendor == "sqlite":
        found = _SQLiteCopies(folder / "image.sqlite3")
        yield found
        found.renew()
        return
    found = _PostgreSQLCopies("citypact_image")
    yield found
    found.end()
