"""Reading a PDF as a program that helps a reader does: words, language, tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from tests.figures.cities import book_of, context_of

from citypact.documents import summary

__all__ = ["kinds_of", "languages_of", "pdf_of", "reader_of", "tags_of", "under", "words_of"]


@cache
def pdf_of(city: str, language: str) -> bytes:
    """The summary of a packaged city, made once."""
    return summary(context_of(city), book_of(city), language)


def reader_of(pdf: bytes) -> PdfReader:
    """A reader of a PDF."""
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    """All its words, with one ordinary space between any two."""
    text = " ".join(page.extract_text() for page in reader_of(pdf).pages)
    return re.sub(r"\s+", " ", text)


def languages_of(pdf: bytes) -> set[str]:
    """The languages that parts of it say they are in, by tag or inside a paragraph."""
    pages = [page.get_contents() for page in reader_of(pdf).pages]
    texts = [page.get_data() for page in pages if page is not None]
    inside = {found.decode() for text in texts for found in re.findall(rb"/Lang\((\w+)\)", text)}
    return inside | {str(tag["/Lang"]) for tag in tags_of(pdf) if "/Lang" in tag}


def under(parent: DictionaryObject, name: str) -> DictionaryObject:
    """The dictionary or stream that stands in another under a name."""
    found = parent[name].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def tags_of(pdf: bytes) -> list[DictionaryObject]:
    """Every element of its structure, in order."""
    return list(_walk(under(reader_of(pdf).root_object, "/StructTreeRoot")))


def kinds_of(pdf: bytes) -> list[str]:
    """What each element of its structure is, such as ``/H1`` or ``/Table``."""
    return [str(tag["/S"]) for tag in tags_of(pdf)]


def _walk(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """An element and all below it."""
    if "/S" in element:
        yield element
    below = element["/K"].get_object() if "/K" in element else None
    for child in below if isinstance(below, ArrayObject) else [below]:
        found = None if child is None else child.get_object()
        if isinstance(found, DictionaryObject) and ("/S" in found or "/K" in found):
            yield from _walk(found)
