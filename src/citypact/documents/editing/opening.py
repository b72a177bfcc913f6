"""A DOCX opened with care: its text and its styles as XML, within bounds, and nothing run.

A DOCX is a ZIP of XML files (ECMA-376). Nothing in it is fetched, no entity is expanded, and no
more is unpacked than a contract can have.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from citypact.documents.beginning import how_it_begins
from citypact.errors import InputError

__all__ = ["LARGEST_FILE", "Package", "open_docx", "read_docx_file"]

#: A file that is larger is not read: 300 pages of text are below 1 MB.
LARGEST_FILE: Final = 20_000_000
#: What a part may unpack to, how many parts there may be, and how deep and large XML is.
_LARGEST_PART, _MOST_PARTS, _DEEPEST, _MOST_ELEMENTS = 50_000_000, 2_000, 200, 3_000_000
#: What begins a file of Microsoft's older container: an encrypted DOCX, or a document of Word 97.
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 65_536
_DOCUMENT, _STYLES, _TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
_SAVE = "Mend: open it where it was edited, and save it as .docx (Word)"


class Package:
    """The two parts of a DOCX that are read.

    Attributes:
        document: the root of its text.
        styles: the root of its styles; None where it has none.
    """

    def __init__(self, document: Element, styles: Element | None) -> None:
        """Keep both."""
        self.document = document
        self.styles = styles


def read_docx_file(path: Path) -> bytes:
    """Read a file from the disk, and never more than :data:`LARGEST_FILE` bytes of it.

    Raises:
        InputError: there is no such file, or it is too large.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    _within_size(content)
    return content


def open_docx(content: bytes) -> Package:
    """Open the bytes of a DOCX.

    Raises:
        InputError: it is too large, encrypted, no DOCX, broken, or unpacks to too much.
    """
    _within_size(content)
    if content.startswith(_OLD_CONTAINER):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise InputError(
                "the document is encrypted with a password, and cannot be read. Mend: save it "
                "without password"
            )
        raise InputError(f"this is a document of an older Word (.doc), not a DOCX. {_SAVE}")
    if not content.startswith(b"PK"):
        raise InputError(f"this is no DOCX: {how_it_begins(content, 'DOCX', 'PK')}. {_SAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = _names(packed)
            document = _parsed(_DOCUMENT, _read(packed, _DOCUMENT))
            styles = _parsed(_STYLES, _read(packed, _STYLES)) if _STYLES in names else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(f"the DOCX is broken and cannot be unpacked: {error}. {_SAVE}") from error
    return Package(document, styles)


def _within_size(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise InputError(
            f"the document is larger than {LARGEST_FILE // 1_000_000} MB, the most that is read. "
            "Mend: take out pictures that are not the contract's"
        )


def _names(packed: zipfile.ZipFile) -> set[str]:
    entries = packed.infolist()
    if len(entries) > _MOST_PARTS:
        raise InputError(f"the document holds {len(entries)} parts; {_MOST_PARTS} are the most")
    names = {entry.filename for entry in entries}
    if "mimetype" in names and _DOCUMENT not in names:
        raise InputError(f"this is an OpenDocument text (.odt), not a DOCX. {_SAVE}")
    missing = [name for name in (_TYPES, _DOCUMENT) if name not in names]
    if missing:
        raise InputError(f"this is no DOCX: it holds no {' and no '.join(missing)}. {_SAVE}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError("the document is encrypted, and cannot be read. Mend: save it unencrypted")
    return names


def _read(packed: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, and never more than :data:`_LARGEST_PART` bytes whatever it says of itself."""
    with packed.open(name) as stream:
        content = stream.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise InputError(
            f"{name} in the document unpacks to more than {_LARGEST_PART // 1_000_000} MB, which "
            "no contract does: it was not read"
        )
    return content


class _Bounded(TreeBuilder):
    """Builds a tree of XML that is neither too deep nor too large, and declares no types."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.depth, self.count = name, 0, 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.depth += 1
        self.count += 1
        if self.depth > _DEEPEST or self.count > _MOST_ELEMENTS:
            raise InputError(
                f"{self.name} in the document is nested too deep or too large to be text"
            )
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Refuse what could define entities: no part of a DOCX may (ECMA-376 part 2, 8.1.4)."""
        raise InputError(f"{self.name} in the document declares a document type ({name}): refused")


def _parsed(name: str, content: bytes) -> Element:
    parser = XMLParser(target=_Bounded(name))  # noqa: S314  bounded above: no types, so no entities
    try:
        for place in range(0, len(content), _CHUNK):
            parser.feed(content[place : place + _CHUNK])
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise InputError(f"{name} in the document is broken: {error}. {_SAVE}") from error
    return root
