"""The city book that a page shows, as a book again: for what is computed on the site itself."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from django.utils.translation import gettext as _

from citypact.apps.workspace.models import BookVersion, City
from citypact.book import Book
from citypact.book.cells import contents_of_cells
from citypact.book.checks import run_checks
from citypact.book.form import load_form
from citypact.book.hashing import hash_contents
from citypact.errors import BookError, InputError

__all__ = ["book_of"]

#: So many books stay in memory: a workspace shows few cities, each by one version.
MOST = 4
_kept: OrderedDict[str, Book] = OrderedDict()
_lock = Lock()


def book_of(city: str) -> Book:
    """The book that the pages of ``city`` show. One query where it is in memory, else two.

    Raises:
        InputError: no city of this name is shown here.
        BookError: it was loaded by another version of Citypact, and this one finds problems in it.
    """
    shown = City.objects.select_related("shown").filter(pk=city).first()
    if shown is None:
        message = _("This workspace shows no city “%(city)s”: load its book first.")
        raise InputError(message % {"city": city})
    version = shown.shown
    with _lock:
        if version.content_hash not in _kept:
            _kept[version.content_hash] = _read(version)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        _kept.move_to_end(version.content_hash)
        return _kept[version.content_hash]


def _read(version: BookVersion) -> Book:
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for table, cells in version.rows.values_list("table", "cells"):
        rows[table].append(cells)
    contents, problems = contents_of_cells(load_form(), version.settings, rows)
    found, warnings = run_checks(contents)
    if problems or found:
        raise BookError(version.city_id, sorted([*problems, *found]))
    return Book(Path(), contents, hash_contents(contents), tuple(sorted(warnings)))
