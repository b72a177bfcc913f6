"""Writing a book in its canonical form, whole or not at all.

Rows are sorted by key, columns in the order of the form, line ends as on Unix, UTF-8,
every cell as it was typed, comments at the top of a file kept. Reading what is written gives the
same book, and writing that again gives the same bytes.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from citypact.book.book import Book
from citypact.book.contents import Contents
from citypact.book.form import TableForm, load_form
from citypact.errors import CitypactError, EnvironmentFault, InputError
from citypact.said import Said

__all__ = [
    "render_book",
    "render_contents",
    "settings_text",
    "table_text",
    "write_book",
    "write_files",
]

_DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_book(book: Book, path: str | Path, *, replace: bool = False) -> Path:
    """Write a book to a folder, and return the folder.

    Args:
        book: what to write.
        path: a folder that does not exist yet, or is empty; with ``replace`` also one that
            holds a book. Files in it that are no part of a book are left as they are.
        replace: whether a book that is there may be written over.

    Raises:
        InputError: the folder holds something already.
        EnvironmentFault: the disk is full or refuses; what was there is still there.
    """
    return write_files(render_book(book), Path(path), replace=replace)


def render_book(book: Book) -> dict[str, str]:
    """The canonical text of every file of a book, by the name of the file."""
    return render_contents(book.contents)


def render_contents(contents: Contents) -> dict[str, str]:
    """The canonical text of every file of a folder of tables, by the name of the file."""
    settings = contents.settings
    files = {settings.form.file: settings_text(settings.texts, contents.comments, settings.form)}
    for table in contents.tables.values():
        rows = (row.texts for row in table.rows)
        files[table.form.file] = table_text(table.form, rows, table.comments)
    return files


def table_text(
    form: TableForm, rows: Iterable[Mapping[str, str]], comments: Sequence[str] = ()
) -> str:
    """The text of one table; ``rows`` are the cells by column, sorted by key already."""
    stream = io.StringIO()
    for comment in comments:
        stream.write(f"{comment}\n")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(form.columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in form.columns])
    return stream.getvalue()


def settings_text(
    entries: Mapping[str, str], comments: Sequence[str] = (), form: TableForm | None = None
) -> str:
    """The text of the settings: one entry a line, in the order of the form (``book.toml``'s)."""
    lines = list(comments)
    for name, column in (form or load_form().settings).columns.items():
        if name not in entries:
            continue
        # A JSON string is a TOML string too, for text without control characters.
        whole = column.type in {"year", "number"}
        value = entries[name] if whole else json.dumps(entries[name], ensure_ascii=False)
        lines.append(f"{name} = {value}")
    return "\n".join(lines) + "\n"


def write_files(
    files: Mapping[str, str], folder: Path, *, replace: bool = False, mark: str = "book.toml"
) -> Path:
    """Write texts into ``folder``: all of them, or none.

    They are written beside their place first and forced to the disk, so that a full disk is
    met before anything that was there is touched. With ``replace``, a folder that holds the file
    ``mark`` is written over.

    Raises:
        InputError: the folder holds something already and ``replace`` is not set, or cannot be
            a folder.
        EnvironmentFault: the disk is full or refuses.
    """
    blocked = next((path for path in folder.parents if path.exists() and not path.is_dir()), None)
    if blocked is not None:
        message = Said(
            "%(blocked)s is a file, so that no folder can be made in it: name another place",
            blocked=str(blocked),
        )
        raise InputError(message)
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
        if taken and not (replace and (folder / mark).is_file()):
            raise _taken(folder)
        if taken:
            _write_into(files, folder)
        else:
            _write_beside(files, folder)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:  # filled while this was written
            raise _taken(folder) from error
        raise _refused(folder, error) from error
    return folder


def _taken(folder: Path) -> CitypactError:
    what = "holds something already" if folder.is_dir() else "is a file"
    return InputError(f"{folder} {what}: name a folder that does not exist, or an empty one")


def _refused(folder: Path, error: OSError) -> CitypactError:
    if error.errno in _DISK_IS_FULL:
        return EnvironmentFault(
            f"the disk is full: nothing was written to {folder}. Make room, and run it again"
        )
    reason = (error.strerror or str(error)).lower()
    return EnvironmentFault(f"{folder} cannot be written: {reason}. Nothing was changed there")


def _write_beside(files: Mapping[str, str], folder: Path) -> None:
    """Write a new folder under another name, and give it its name when it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.parent / f".{folder.name}-{uuid4().hex}.part"
    try:
        _write_all(files, draft)
        if folder.is_dir():
            folder.rmdir()
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_into(files: Mapping[str, str], folder: Path) -> None:
    """Write into a draft inside the folder, then put each file into its place."""
    draft = folder / f".{uuid4().hex}.part"
    try:
        _write_all(files, draft)
        for name in files:
            (draft / name).replace(folder / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_all(files: Mapping[str, str], draft: Path) -> None:
    draft.mkdir()
    for name, text in files.items():
        with (draft / name).open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    with suppress(OSError):  # a folder cannot be opened on every system
        handle = os.open(draft, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
