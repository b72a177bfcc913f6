"""What stands in a document after its signatures, and what it says of itself before and after."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from citypact.documents.pades.reading import Document, entry, opened
from citypact.errors import InputError

__all__ = ["changed_metadata", "ends_unsigned"]

#: What every program that adds to a document writes anew, signing ones included.
_ALWAYS = ("ModDate", "Producer", "ModifyDate", "MetadataDate")
#: Lists of what a document keeps for later verifiers (ISO 32000-2, 12.8.4.3).
_KEPT = ("/Certs", "/CRLs", "/OCSPs", "/VRI")


def changed_metadata(document: Document) -> tuple[str, ...]:
    """Names of what the document says of itself otherwise than when it was first signed.

    Title, parties, language, description and standard are looked at; date and program of the last
    writing are not, for each signature changes them. pyHanko lets all of it pass.
    """
    reader = document.reader
    if not _ends(reader):
        return ()
    signed = reader.get_historical_resolver(reader.embedded_signatures[0].signed_revision)
    before = _said(signed.trailer_view)
    after = _said(reader.get_historical_resolver(reader.xrefs.total_revisions - 1).trailer_view)
    return tuple(
        sorted(name for name in before | after.keys() if before.get(name) != after.get(name))
    )


def ends_unsigned(document: Document) -> bool:
    """Whether something follows the last signature that is not validation data."""
    ends = _ends(document.reader)
    if not ends or len(document.content) <= max(ends):
        return False
    return _kept(opened(document.content[: max(ends)]).reader) == _kept(document.reader)


def _ends(reader: PdfFileReader) -> list[int]:
    """Where the bytes end that each signature and time stamp covers."""
    try:
        return [
            int(one.byte_range[2]) + int(one.byte_range[3]) for one in reader.embedded_signatures
        ]
    except (PdfError, ValueError, KeyError, IndexError, TypeError) as error:
        raise InputError(f"the signatures of the PDF cannot be read: {error}") from error


def _kept(reader: PdfFileReader) -> tuple[int, ...]:
    store = entry(reader.root, "/DSS")
    return () if store is None else tuple(len(entry(store, name) or ()) for name in _KEPT)


def _said(trailer: generic.DictionaryObject) -> dict[str, str]:
    """What a revision says of itself: entries of its information and of its metadata."""
    try:
        info = entry(trailer, "/Info") or {}
        found = {str(name).lstrip("/"): str(info[name]) for name in info}
        stream = entry(trailer["/Root"], "/Metadata")
        if stream is not None:
            for name, text in _elements(stream.data):
                found[name] = found.get(name, "") + text
    except (PdfError, ET.ParseError, KeyError, TypeError) as error:
        raise InputError(f"the metadata of the PDF cannot be read: {error}") from error
    return {name: text for name, text in found.items() if name.split(":")[-1] not in _ALWAYS}


def _elements(metadata: bytes) -> Iterator[tuple[str, str]]:
    """Texts and attributes of XMP, by the local names that lead to them."""
    text = metadata.decode("utf-8", "replace").strip("\ufeff\0 \n")
    if "<!" in text.replace("<!--", ""):
        raise InputError("the metadata of the PDF declares entities, which no document needs")

    def walk(element: ET.Element, path: str) -> Iterator[tuple[str, str]]:
        name = f"{path}:{element.tag.rpartition('}')[2]}"
        for attribute, value in element.attrib.items():
            yield f"{name}:{attribute.rpartition('}')[2]}", value
        if element.text and element.text.strip():
            yield name, element.text.strip()
        for child in element:
            yield from walk(child, name)

    yield from walk(ET.fromstring(text), "xmp")  # noqa: S314  entities are refused above
