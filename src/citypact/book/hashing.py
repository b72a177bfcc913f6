"""The content hash of a book: what it says, whatever way it is written down.

Two books with the same hash hold the same cells. Row order, column order, line ends,
comments, quotation and columns without content do not enter; a number enters as written.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator

from citypact.book.contents import Contents
from citypact.book.table import Row

__all__ = ["hash_contents"]

#: What the hash of a city book begins with, so that no other kind of folder has the same.
_BOOK = "citypact city book 1"


def hash_contents(contents: Contents, form: str = _BOOK) -> str:
    """SHA-256 of what a folder of tables of a ``form`` says, as 64 hexadecimal digits.

    Letters are taken in Unicode's composed form, so that a file written on a machine that
    keeps accents apart has the same hash.
    """
    digest = hashlib.sha256()
    for line in (form, *_lines(contents)):
        digest.update(line.encode("utf-8"))
        digest.update(b"\n")
    return digest.hexdigest()


def _lines(contents: Contents) -> Iterator[str]:
    yield _line(contents.settings.form.name, contents.settings)
    for name, table in contents.tables.items():
        yield from sorted(_line(name, row) for row in table.rows)


def _line(table: str, row: Row) -> str:
    cells = {name: row.texts[name] for name in row.form.columns if name in row.texts}
    text = json.dumps([table, cells], ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)
