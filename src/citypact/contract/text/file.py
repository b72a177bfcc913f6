"""The bytes of a supplied contract text, taken safely: bounded, no document format, UTF-8.

Owns everything that can be wrong with the file before its clauses are looked for.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from citypact.book.files import FileFault, decode
from citypact.errors import ContractError, Problem
from citypact.said import Said, beginning

__all__ = ["LARGEST_TEXT", "read_file", "text_of"]

#: The largest text that is read, in bytes: some 2 000 pages.
LARGEST_TEXT = 5_000_000

_BYTE_ORDER_MARK = "\ufeff"
_SAVE = Said(
    "save it as plain text in UTF-8 (in a word processor: Plain text, encoding Unicode UTF-8)"
)
_OPEN = Said("open it in the program that made it, and save it as plain text in UTF-8")
_SCAN = Said(
    "a picture holds no text: have its text recognised first, read it through, and import that"
)

#: First bytes of what people take for a text: what it is, and what to do with it.
_FORMATS = (
    (
        b"%PDF-",
        Said("a PDF"),
        Said("copy its text into a plain text file; where it is a scan, %(scan)s", scan=_SCAN),
    ),
    (b"\x89PNG", Said("a picture (PNG)"), _SCAN),
    (b"\xff\xd8\xff", Said("a picture (JPEG)"), _SCAN),
    (b"GIF8", Said("a picture (GIF)"), _SCAN),
    (b"II*\x00", Said("a scan (TIFF)"), _SCAN),
    (b"MM\x00*", Said("a scan (TIFF)"), _SCAN),
    (b"PK\x03\x04", Said("a word processor's document or another archive (ZIP)"), _OPEN),
    (b"\xd0\xcf\x11\xe0", Said("a word processor's document (DOC)"), _OPEN),
    (b"{\\rtf", Said("a word processor's document (RTF)"), _OPEN),
    (b"<!doctype html", Said("a web page (HTML)"), _OPEN),
    (b"<html", Said("a web page (HTML)"), _OPEN),
)
_LONGEST_MAGIC = max(len(magic) for magic, _, _ in _FORMATS)

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
#: UTF-8 that was read as Latin-1 and written as UTF-8 again.
_MOJIBAKE = re.compile("Ã[¥¤¶…„–\x85\x84\x96]|â€")


def read_file(path: Path) -> str:
    """The text of the file, its line ends made uniform and without byte-order mark.

    Raises:
        ContractError: it is missing, no ordinary file, unreadable, larger than
            :data:`LARGEST_TEXT`, a PDF, a picture or another document, empty, not UTF-8, or
            holds what no text does. All that can be told is told at once.
    """
    try:
        data = _bytes(path)
    except FileFault as fault:
        raise ContractError(str(path), [fault.problem]) from fault
    return text_of(path.name, data)


def text_of(name: str, data: bytes) -> str:
    """The text of a file of which the bytes are at hand; ``name`` is what it is called.

    Raises:
        ContractError: as for :func:`read_file`.
    """
    try:
        if len(data) > LARGEST_TEXT:
            raise _too_large(name, len(data))
        _refuse_formats(name, data)
        text = decode(name, data, save=_SAVE)
    except FileFault as fault:
        raise ContractError(name, [fault.problem]) from fault
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    problems = _strange(name, text)
    if problems:
        raise ContractError(name, problems)
    return text


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise FileFault.of(
                path.name,
                "file-kind",
                Said("this is not an ordinary file"),
                mend=Said("name a text file"),
            )
        if state.st_size > LARGEST_TEXT:
            raise _too_large(path.name, state.st_size)
        with path.open("rb") as stream:
            data = stream.read(LARGEST_TEXT + 1)
    except FileNotFoundError as error:
        raise FileFault.of(
            path.name, "file-missing", Said("there is no such file"), mend=Said("check the path")
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = Said("the file cannot be read: %(reason)s", reason=reason)
        raise FileFault.of(
            path.name, "file-unreadable", message, mend=Said("check its rights")
        ) from error
    if len(data) > LARGEST_TEXT:  # grew since it was measured
        raise _too_large(path.name, len(data))
    return data


def _too_large(file: str, size: int) -> FileFault:
    return FileFault.of(
        file,
        "file-size",
        Said("the file is too large to be the text of a contract; it was not read"),
        found=f"{size / 1e6:,.0f} MB".replace(",", " "),
        allowed=Said("at most %(value).0f MB", value=LARGEST_TEXT / 1e6),
        mend=Said("check that it is the right file, and that it is text alone"),
    )


def _refuse_formats(file: str, data: bytes) -> None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")[:_LONGEST_MAGIC]
    for magic, kind, mend in _FORMATS:
        if start.lower().startswith(magic.lower()):
            raise FileFault.of(
                file,
                "file-format",
                Said("the file is %(kind)s, not a text", kind=kind),
                found=Said("“%(mark)s” at its beginning", mark=beginning(magic)),
                allowed=Said("plain text in UTF-8"),
                mend=mend,
            )
    if b"\0" in data[:8192] and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise FileFault.of(
            file,
            "file-format",
            Said("the file is binary, not a text"),
            allowed=Said("plain text in UTF-8"),
            mend=_OPEN,
        )
    if not data.strip():
        raise FileFault.of(
            file,
            "file-empty",
            Said("the file holds no text"),
            allowed=Said("the text of a contract with numbered clauses"),
            mend=Said("check that it was saved whole"),
        )


def _strange(file: str, text: str) -> list[Problem]:
    """A problem for each kind of character that shows a damaged or wrongly saved text."""
    kinds = (
        (_CONTROL, "control-character", Said("the text holds a control character")),
        (_MOJIBAKE, "encoding-twice", Said("letters were turned into UTF-8 twice")),
    )
    problems = []
    for pattern, check, message in kinds:
        found = pattern.search(text)
        if found is not None:
            line = text.count("\n", 0, found.start()) + 1
            many = sum(1 for _ in pattern.finditer(text))
            problems.append(
                Problem(
                    file,
                    line,
                    "",
                    check,
                    Said(
                        "%(message)s, here first and %(many)s times in all",
                        message=message,
                        many=many,
                    ),
                    found=found.group().encode("unicode_escape").decode("ascii"),
                    allowed=Said("letters, digits, signs, line breaks and page breaks"),
                    mend=Said("take the text from its source again, and %(save)s", save=_SAVE),
                )
            )
    return problems
