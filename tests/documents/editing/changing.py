"""A version handed out as DOCX and changed, as somebody would who edits it in a word processor."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.version import Version
from citypact.documents.editing.proposed_change import Proposals
from citypact.documents.editing.proposing import proposed_changes
from citypact.documents.editing.writing import contract_docx

Element = Any  # what the library of DOCX gives: lxml has no types

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AUTHOR = "Anna Andersson"


@cache
def template() -> Contract:
    return open_contract("template")


def version(name: str = "2026") -> Version:
    return template().versions[name]


@cache
def handed(language: str = "sv", name: str = "2026") -> bytes:
    return contract_docx(template(), version(name), language)


def changed(change: Callable[[Document], object], content: bytes | None = None) -> bytes:
    document = docx.Document(io.BytesIO(handed() if content is None else content))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def proposals(change: Callable[[Document], object], content: bytes | None = None) -> Proposals:
    return proposed_changes(changed(change, content), template(), version())


def read(content: bytes) -> Proposals:
    return proposed_changes(content, template(), version())


def told(found: Proposals) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(each.table, each.key, each.column, each.before, each.after) for each in found.changes]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph, those in content controls too; not those of tables."""
    for each in document.element.body.iter(qn("w:p")):
        if not any(above.tag == qn("w:tbl") for above in each.iterancestors()):
            yield Paragraph(each, document)


def paragraph(document: Document, text: str) -> Paragraph:
    (found,) = [each for each in paragraphs(document) if each.text.startswith(text)]
    return found


def reword(document: Document, old: str, new: str) -> None:
    """Change a text where it stands, as typing does: bookmarks and controls stay."""
    found = paragraph(document, old)
    assert len(found.runs) == 1
    found.runs[0].text = new


def control(one: Paragraph) -> Element:
    """The content control that a paragraph stands in."""
    return next(above for above in one._p.iterancestors() if above.tag == qn("w:sdt"))


def take_out(document: Document, text: str) -> None:
    found = control(paragraph(document, text))
    found.getparent().remove(found)


def add_after(document: Document, text: str, new: str, style: str = "") -> Element:
    """A paragraph behind the control of another, of its style or of one that is named."""
    other = paragraph(document, text)
    made = parse_xml(f'<w:p xmlns:w="{WORD}"><w:r><w:t>{new}</w:t></w:r></w:p>')
    if other._p.pPr is not None:
        made.insert(0, copy.deepcopy(other._p.pPr))
    if style:
        Paragraph(made, document).style = style
    control(other).addnext(made)
    return made


def without_marks(content: bytes, *, controls: bool = True, bookmarks: bool = True) -> bytes:
    """The document as a program would save it that knows no controls, or no bookmarks."""

    def strip(document: Document) -> None:
        body = document.element.body
        for each in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            if bookmarks:
                each.getparent().remove(each)
        for each in list(body.iter(qn("w:sdt"))):
            if controls:
                for child in list(each.find(qn("w:sdtContent"))):
                    each.addprevious(child)
                each.getparent().remove(each)

    return changed(strip, content)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The package with one part put in the place of another, or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return stream.getvalue()


def tracked(kind: str, text: str) -> str:
    """A tracked insertion or deletion of a run, by somebody with a name."""
    said = "delText" if kind in {"del", "moveFrom"} else "t"
    return (
        f'<w:{kind} xmlns:w="{WORD}" w:id="900" w:author="{AUTHOR}" w:date="2026-01-01T00:00:00Z">'
        f'<w:r><w:{said} xml:space="preserve">{text}</w:{said}></w:r></w:{kind}>'
    )
