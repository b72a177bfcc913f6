"""How a row of the book came to say what it says: over the versions that were loaded here.

A workspace keeps every version of a city's book that it has shown, and the log tells when each was
shown and by whom. What differs from one to the next is the history of a row; of a measure also that
of the rows that say what it does, costs and claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.conduct.models import Event
from citypact.apps.workspace.events import CITY_LOADED
from citypact.apps.workspace.lookup import language
from citypact.apps.workspace.models import BookRow, BookVersion
from citypact.apps.workspace.reading import language_of
from citypact.apps.workspace.selectors import Form
from citypact.apps.workspace.vocabulary import column_title, table_title, value_title

__all__ = ["CellChange", "ChangedBook", "RowChange", "RowHistory", "row_history"]

#: Of which table the rows have others that hang on them, and the column that says on which.
_HOLDING: Final = {"measures": "measure"}

_Rows = Mapping[str, BookRow]


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else: its column's name for people, before and after.

    ``language`` is that of the texts, empty where the column says none.
    """

    title: str
    before: str
    after: str
    language: str


@dataclass(frozen=True)
class RowChange:
    """What became of one row.

    Attributes:
        key: its full key, ``table/key``.
        name: what it is about.
        table: its table's name for people.
        what: ``added``, ``removed`` or ``changed``.
        cells: that say something else; of a row that is added or removed all that it says.
    """

    key: str
    name: str
    table: str
    what: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class ChangedBook:
    """A version of the book in which something of the row is not as it was: when, who, what.

    The row itself stands before those that hang on it.
    """

    at: datetime
    who: str
    content_hash: str
    rows: tuple[RowChange, ...]


@dataclass(frozen=True)
class RowHistory:
    """The history of a row.

    Attributes:
        key: of the row, ``table/key``.
        since: when the first version of the book was loaded here; None where nobody knows.
        versions: how many versions were shown, one after the other.
        changes: the versions in which something changed, the newest first.
    """

    key: str
    since: datetime | None
    versions: int
    changes: tuple[ChangedBook, ...]

    @property
    def gone(self) -> datetime | None:
        """When the book that is shown came to be without the row; None where it has it."""
        own = (
            (book.at, row.what) for book in self.changes for row in book.rows if row.key == self.key
        )
        at, what = next(own, (None, ""))
        return at if what == "removed" else None


def row_history(city: str, key: str, form: Form) -> RowHistory:
    """The history of the row ``key`` of a city's book. Three queries.

    Args:
        city: id.
        key: full key, ``table/key``.
        form: of the version that is shown, for the names of tables and columns.
    """
    loaded = list(_shown(city))
    kept = dict(
        BookVersion.objects.filter(
            city_id=city, content_hash__in={each.values["book_hash"] for each in loaded}
        ).values_list("content_hash", "pk")
    )
    rows: dict[int, dict[str, BookRow]] = defaultdict(dict)
    found = BookRow.objects.filter(_of(key, form), book__in=kept.values())
    for row in found.order_by("table", "line"):
        rows[row.book_id][row.key] = row
    steps = [(event, rows[kept[event.values["book_hash"]]]) for event in loaded]
    changes = [
        ChangedBook(after.at, _who(after), after.values["book_hash"], tuple(changed))
        for (_before, earlier), (after, later) in pairwise(steps)
        if (
            changed := tuple(sorted(_changed(earlier, later, form), key=lambda one: one.key != key))
        )
    ]
    since = loaded[0].at if loaded else None
    return RowHistory(key, since, len(loaded), tuple(reversed(changes)))


def _shown(city: str) -> Iterator[Event]:
    """The events by which another version than the one before came to be shown. One query."""
    last = ""
    for event in Event.objects.filter(code=CITY_LOADED.code, subject=f"city:{city}"):
        if event.values["book_hash"] != last:
            last = event.values["book_hash"]
            yield event


def _of(key: str, form: Form) -> Q:
    """The row itself, and those that hang on it."""
    table, _, own = key.partition("/")
    column = _HOLDING.get(table)
    if column is None:
        return Q(key=key)
    hanging = [
        name
        for name, each in form.items()
        if any(one["name"] == column and one["table"] == table for one in each["columns"])
    ]
    return Q(key=key) | Q(**{"table__in": hanging, f"cells__{column}": own})


def _changed(earlier: _Rows, later: _Rows, form: Form) -> Iterator[RowChange]:
    for key in dict.fromkeys([*later, *earlier]):
        before, after = earlier.get(key), later.get(key)
        cells = tuple(_cells(before, after, form))
        row = after or before
        if cells and row is not None:
            what = "changed" if before and after else "added" if after else "removed"
            title = form[row.table]["title"] if row.table in form else row.table
            yield RowChange(key, row.name(language()), table_title(title), what, cells)


def _cells(before: BookRow | None, after: BookRow | None, form: Form) -> Iterator[CellChange]:
    first = before.cells if before else {}
    second = after.cells if after else {}
    row = after or before
    known = {each["name"]: each for each in _columns(row, form)}
    for name in dict.fromkeys([*known, *second, *first]):
        one, other = first.get(name, ""), second.get(name, "")
        if one != other:
            column = known.get(name, {"title": name, "type": ""})
            kind = column["type"]
            yield CellChange(
                title=column_title(column["title"]),
                before=value_title(kind, one),
                after=value_title(kind, other),
                language=language_of(name),
            )


def _columns(row: BookRow | None, form: Form) -> Sequence[Mapping[str, str]]:
    """The columns of a row's table; none where the book that is shown has no such table."""
    columns: Sequence[Mapping[str, str]] = (
        form[row.table]["columns"] if row is not None and row.table in form else ()
    )
    return columns


def _who(event: Event) -> str:
    """Who loaded it, as much as everybody may know."""
    if event.actor == OPERATOR.id:
        return gettext("The operator of this site")
    return gettext("Somebody")
