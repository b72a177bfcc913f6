"""The bytes of a book's files, taken safely: bounded, inside the folder, and UTF-8.

Owns everything that can be wrong with a file before its content is looked at.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from citypact.book.suggestion import did_you_mean
from citypact.errors import Problem
from citypact.said import NOTHING, Said, as_written

__all__ = ["LARGEST_FILE", "FileFault", "decode", "read_text", "unknown_files"]

#: The largest file that is read, in bytes.
LARGEST_FILE = 100_000_000

_BYTE_ORDER_MARK = "\ufeff"
_SAVE = Said("save it as UTF-8 (in a spreadsheet: CSV UTF-8, comma separated)")


@dataclass(frozen=True)
class FileFault(Exception):  # noqa: N818  caught by the reader and collected
    """A file that cannot be read at all; carries the problem to report."""

    problem: Problem

    @classmethod
    def of(
        cls,
        file: str,
        check: str,
        message: Said,
        *,
        found: str = "",
        allowed: Said = NOTHING,
        mend: Said = NOTHING,
    ) -> FileFault:
        """What is wrong with the whole of ``file``."""
        return cls(
            Problem(
                file=file,
                row=0,
                column="",
                check=check,
                message=message,
                found=found,
                allowed=allowed,
                mend=mend,
            )
        )


def read_text(folder: Path, file: str) -> tuple[str, list[Problem]]:
    """Text of ``file`` in ``folder``, its line ends made uniform, and what is wrong with it.

    Raises:
        FileFault: it is missing, outside the folder, no ordinary file, larger than
            :data:`LARGEST_FILE`, unreadable, empty, not UTF-8, or holds NUL.
    """
    data = _bytes(folder, file)
    if not data:
        raise FileFault.of(
            file,
            "file-empty",
            Said("the file is empty"),
            mend=Said("give it at least its header line"),
        )
    text = decode(file, data)
    problems = []
    if text.startswith(_BYTE_ORDER_MARK):
        text = text.removeprefix(_BYTE_ORDER_MARK)
        problems.append(
            Problem(
                file,
                1,
                "",
                "byte-order-mark",
                Said("the file begins with a byte-order mark"),
                found="EF BB BF",
                allowed=Said("UTF-8 without a byte-order mark"),
                mend=Said("save it as UTF-8 without BOM"),
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _bytes(folder: Path, file: str) -> bytes:
    path = folder / file
    try:
        inside = path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
        state = path.stat()
    except FileNotFoundError as error:
        raise FileFault.of(
            file,
            "file-missing",
            Said("the file is missing"),
            mend=Said(
                "add %(file)s; with nothing to say, its header line alone is enough", file=file
            ),
        ) from error
    except (OSError, RuntimeError) as error:
        raise _unreadable(file, error) from error
    if not inside:
        raise FileFault.of(
            file,
            "file-outside",
            Said("the file is a link to a place outside the book"),
            mend=Said("put the file itself into the folder"),
        )
    if not stat.S_ISREG(state.st_mode):
        raise FileFault.of(
            file,
            "file-kind",
            Said("this is not an ordinary file"),
            mend=Said("put a CSV file in its place"),
        )
    if state.st_size > LARGEST_FILE:
        raise _too_large(file, state.st_size)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(file, error) from error
    if len(data) > LARGEST_FILE:  # grew since it was measured
        raise _too_large(file, len(data))
    return data


def _unreadable(file: str, error: Exception) -> FileFault:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileFault.of(
        file,
        "file-unreadable",
        Said("the file cannot be read: %(reason)s", reason=reason.lower()),
        mend=Said("check its rights and that its disk is there"),
    )


def _too_large(file: str, size: int) -> FileFault:
    return FileFault.of(
        file,
        "file-size",
        Said("the file is too large to be a table of a city book; it was not read"),
        found=f"{size / 1e6:,.0f} MB".replace(",", " "),
        allowed=Said("at most %(value).0f MB", value=LARGEST_FILE / 1e6),
        mend=Said("check that it is the right file, or keep fewer rows in it"),
    )


def decode(file: str, data: bytes, save: Said = _SAVE) -> str:
    """``data`` as text; ``save`` says how the file should have been saved.

    Raises:
        FileFault: it is UTF-16, or not UTF-8 (with the line), or holds NUL.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise FileFault.of(
            file,
            "encoding",
            Said("the file is written in UTF-16"),
            found=data[:2].hex(" ").upper(),
            allowed=as_written("UTF-8"),
            mend=save,
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise FileFault(
            Problem(
                file,
                row,
                "",
                "encoding",
                Said("the file is not UTF-8"),
                found=Said(
                    "byte %(byte)s where a letter should be", byte=f"{data[error.start]:02X}"
                ),
                allowed=as_written("UTF-8"),
                mend=save,
            )
        ) from error
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise FileFault(
            Problem(
                file,
                row,
                "",
                "nul",
                Said("the file holds a NUL character, which no text does"),
                found="00",
                mend=Said("export it again, and %(save)s", save=save),
            )
        )
    return text


def unknown_files(folder: Path, known: Iterable[str]) -> list[Problem]:
    """A warning for each file of ``folder`` that belongs to no table; hidden ones are left."""
    names = list(known)
    warnings = []
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        return [_unreadable(".", error).problem]
    for path in paths:
        if path.name in names or path.name.startswith("."):
            continue
        mend = did_you_mean(path.name, names) if path.suffix.lower() == ".csv" else NOTHING
        warnings.append(
            Problem(
                path.name,
                0,
                "",
                "file-unknown",
                Said("this file is no part of the book and was not read"),
                mend=mend or Said("move it elsewhere, if it is not meant to lie beside the book"),
            )
        )
    return warnings
