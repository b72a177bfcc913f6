"""A PDF opened with care: bounded, unencrypted, whole; and the files that it carries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from citypact.documents.beginning import how_it_begins
from citypact.errors import InputError
from citypact.figures.files import UNFINISHED

__all__ = ["LARGEST_FILE", "LIMITS", "Document", "attached", "entry", "opened", "read_bounded"]

#: A document that is larger is not read: a contract with its city book is below 2 MB.
LARGEST_FILE = 50_000_000
#: What unpacks to more is refused before it is unpacked; all of it together to 256 MB at most.
_LARGEST_PART = 50_000_000
LIMITS = DecodeLimits(per_stream=StreamDecodeLimits(max_output_size=_LARGEST_PART))
#: A document that carries more files than this is refused.
_MOST_ATTACHMENTS = 100
#: A tree of names that is deeper is none.
_DEEPEST = 20


def read_bounded(path: Path) -> bytes:
    """Read a PDF from the disk, and never more than :data:`LARGEST_FILE` bytes of it.

    Raises:
        InputError: there is no such file, it is too large, it is no PDF, or its name says that
            whoever wrote it was stopped in the middle.
    """
    if path.name.startswith(".") and path.name.endswith(UNFINISHED):
        raise InputError(
            f"{path} was being written when its writer was stopped: it may be half of a document. "
            f"Mend: give the document itself, {path.name[1:].removesuffix(UNFINISHED)[:-9]}"
        )
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > LARGEST_FILE:
        raise InputError(
            f"{path} is larger than {LARGEST_FILE // 1_000_000} MB, the most that is read. "
            "Mend: give the contract's own document"
        )
    if not content.startswith(b"%PDF-"):
        raise InputError(f"{path} is no PDF: {how_it_begins(content, 'PDF', '%PDF-')}")
    return content


@dataclass(frozen=True)
class Document:
    """A PDF that was opened.

    Attributes:
        content: its bytes.
        reader: of them.
    """

    content: bytes
    reader: PdfFileReader


def opened(pdf: bytes) -> Document:
    """Open a PDF that is whole and not encrypted.

    Raises:
        InputError: it is broken or encrypted.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), decode_limits=LIMITS)
        encrypted = reader.encrypted
        if not encrypted:
            reader.root["/Pages"]  # a file without pages fails here
    except (PdfError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise InputError(
            f"the PDF is broken: {error}. Mend: take it again from whoever sent it, byte for byte"
        ) from error
    if encrypted:
        raise InputError(
            "the PDF is encrypted: it cannot be signed or verified. Mend: give the one without "
            "password; removing the password breaks its signatures"
        )
    return Document(pdf, reader)


def attached(document: Document) -> dict[str, bytes]:
    """The files that a document carries, by name, unpacked within bounds.

    Raises:
        InputError: an attachment cannot be unpacked, is too large, or has the name of another;
            or there are too many.
    """
    found: dict[str, bytes] = {}
    try:
        tree = entry(entry(document.reader.root, "/Names"), "/EmbeddedFiles")
        for name, stream in [] if tree is None else _leaves(tree, 0):
            if name in found:
                raise InputError(f"two attachments are called {name!r}: which is meant is unknown")
            if len(found) == _MOST_ATTACHMENTS:
                raise InputError(f"the document carries more than {_MOST_ATTACHMENTS} files")
            found[name] = stream.data
    except PdfDecodeLimitError as error:
        raise InputError(
            f"an attachment unpacks to more than {_LARGEST_PART // 1_000_000} MB, or all of them "
            f"to far more than the document: they were not unpacked ({error})"
        ) from error
    except (PdfError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"the attachments of the PDF cannot be read: {error}") from error
    return found


def entry(dictionary: generic.DictionaryObject | None, name: str) -> Any:  # noqa: ANN401  any object
    """What stands in a dictionary under a name; None where nothing does."""
    return dictionary[name] if dictionary is not None and name in dictionary else None


def _leaves(
    node: generic.DictionaryObject, depth: int
) -> Iterator[tuple[str, generic.StreamObject]]:
    """The leaves of a tree of names (ISO 32000-1, 7.9.6): names of files and their streams."""
    if depth > _DEEPEST:
        raise InputError("the list of attachments is nested too deep to be one")
    if "/Names" in node:
        pairs = node["/Names"]
        for index in range(1, len(pairs), 2):
            described = pairs[index]
            name = str(described["/UF"] if "/UF" in described else described["/F"])
            yield name, described["/EF"]["/F"]
    for index in range(len(node["/Kids"]) if "/Kids" in node else 0):
        yield from _leaves(node["/Kids"][index], depth + 1)
