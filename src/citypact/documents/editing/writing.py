"""A version as DOCX, for those who edit elsewhere.

Clauses are headings, commitments are items of lists below them, and a table at the end tells who
promises each, how firmly and by when. Every piece carries its mark, see
:mod:`citypact.documents.editing.mark`; what comes back is read by
:mod:`citypact.documents.editing.proposing`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.documents.contract_words import say
from citypact.documents.editing.fields import COLUMNS, HandedOut, Piece
from citypact.documents.editing.mark import Mark
from citypact.errors import EnvironmentFault
from citypact.figures.words import title_of

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["contract_docx"]

_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
#: Word knows nine levels of headings.
_LAST_LEVEL: Final = 9
#: When every part of the file says that it was made: the earliest that ZIP can say.
_MADE: Final = (1980, 1, 1, 0, 0, 0)


def contract_docx(contract: Contract, version: Version, language: str) -> bytes:
    """Return a version as DOCX; the same version gives the same bytes on the same machine.

    Args:
        contract: that the version belongs to.
        version: of it.
        language: ``sv`` or ``en``; what is not translated stands in Swedish.

    Raises:
        EnvironmentFault: python-docx is not installed.
    """
    try:
        import docx
        from docx.oxml import parse_xml
    except ImportError as error:
        message = "a DOCX needs python-docx. Mend: pip install 'citypact[documents]'"
        raise EnvironmentFault(message) from error
    handed = HandedOut(contract, version, language)
    document = docx.Document()
    _describe(document, handed)
    body = document.element.body
    end = body[-1]  # the properties of the page stand last
    for text in _Writer(handed).written():
        end.addprevious(parse_xml(text))
    stream = io.BytesIO()
    document.save(stream)
    return _without_time(stream.getvalue())


def _describe(document: Document, handed: HandedOut) -> None:
    """Title and language of the document; nobody's name, and no time of making."""
    from docx.oxml.ns import qn

    language = _LANGUAGES[handed.language]
    said = document.core_properties
    said.title = title_of(handed.contract, handed.language)
    said.author, said.last_modified_by, said.comments = "", "", ""
    said.language = language
    said.created = said.modified = datetime(handed.version.year, 1, 1)  # noqa: DTZ001  the library takes it so
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for lang in [] if defaults is None else defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def _without_time(content: bytes) -> bytes:
    """The same package with no time of making in it."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for entry in made.infolist():
            packed.writestr(zipfile.ZipInfo(entry.filename, _MADE), made.read(entry),
                            zipfile.ZIP_DEFLATED)  # fmt: skip
    return stream.getvalue()


class _Writer:
    """Writes the blocks of a document, each as XML of its own."""

    def __init__(self, handed: HandedOut) -> None:
        self.handed = handed
        self.language = handed.language
        self.bookmarks = 0

    def written(self) -> Iterator[str]:
        version = self.handed.version
        yield self._block(
            "Title", title_of(self.handed.contract, self.language), mark=self.handed.mark
        )
        state = say(self.language, f"state-{version.state}")
        told = {"version": version.id, "year": version.year, "state": state}
        yield self._block("Subtitle", say(self.language, "subtitle", **told))
        yield self._block("IntenseQuote", say(self.language, "edit-how"))
        for clause in version.clauses:
            level = min(1 + sum(1 for _ in version.above(clause)), _LAST_LEVEL)
            yield self._piece(f"Heading{level}", self.handed.heading(clause))
            yield from self._text(self.handed.text(clause))
            for commitment in version.commitments_of.get(clause.id, ()):
                yield self._piece("ListBullet", self.handed.text(commitment))
        yield self._block("Heading1", say(self.language, "edit-table"))
        yield self._block("", say(self.language, "edit-table-how", strengths=self._strengths()))
        yield self._commitments()
        yield self._block("Heading1", say(self.language, "parties"))
        yield self._block("", say(self.language, "edit-parties-how"))
        yield self._parties()

    def _strengths(self) -> str:
        return ", ".join(self.handed.strengths.values())

    def _text(self, piece: Piece) -> Iterator[str]:
        """The paragraphs of a clause's text under one mark."""
        if piece.text:
            paragraphs = piece.text.split("\n\n")
            first, last = self._bookmark(piece.mark)
            said = [self._run(each, piece.language) for each in paragraphs]
            said[0] = first + said[0]
            said[-1] += last
            whole = "".join(f"<w:p>{each}</w:p>" for each in said)
            yield self._control(piece.mark, piece.key, whole)

    def _piece(self, style: str, piece: Piece) -> str:
        first, last = self._bookmark(piece.mark)
        run = f"{first}{self._run(piece.text, piece.language)}{last}"
        return self._control(piece.mark, piece.key, self._paragraph(style, run))

    def _block(self, style: str, text: str, mark: Mark | None = None) -> str:
        first, last = self._bookmark(mark) if mark else ("", "")
        run = self._run(text, self.language)
        return self._paragraph(style, f"{first}{run}{last}", outermost=True)

    def _control(self, mark: Mark, key: str, content: str) -> str:
        return (
            f"<w:sdt xmlns:w={quoteattr(_NAMESPACE)}><w:sdtPr><w:alias w:val={quoteattr(key)}/>"
            f"<w:tag w:val={quoteattr(mark.name)}/><w:id w:val={quoteattr(str(self.bookmarks))}/>"
            f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _bookmark(self, mark: Mark) -> tuple[str, str]:
        self.bookmarks += 1
        number = quoteattr(str(self.bookmarks))
        return (
            f"<w:bookmarkStart w:id={number} w:name={quoteattr(mark.name)}/>",
            f"<w:bookmarkEnd w:id={number}/>",
        )

    def _paragraph(self, style: str, content: str, *, outermost: bool = False) -> str:
        space = f" xmlns:w={quoteattr(_NAMESPACE)}" if outermost else ""
        properties = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>" if style else ""
        return f"<w:p{space}>{properties}{content}</w:p>"

    def _run(self, text: str, language: str, *, bold: bool = False) -> str:
        spoken = f"<w:lang w:val={quoteattr(_LANGUAGES[language])}/>"
        properties = f"<w:rPr>{'<w:b/>' if bold else ''}{spoken}</w:rPr>"
        lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
        return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"

    def _commitments(self) -> str:
        names = ("identifier", "commitment", "party", "strength", "due")
        rows = []
        for each in self.handed.version.commitments:
            own = self.handed.text(each)
            cells = [self._run(each.id, self.language), self._run(own.text, own.language)]
            for column in COLUMNS:
                piece = self.handed.cell(each, column)
                first, last = self._bookmark(piece.mark)
                cells.append(f"{first}{self._run(piece.text, self.language)}{last}")
            rows.append(cells)
        return self._table(names, rows, (1700, 3800, 1700, 1100, 1000))

    def _parties(self) -> str:
        rows = [
            [
                self._run(title_of(party, self.language), self.language),
                self._run(party.number or "–", self.language),
                self._run(say(self.language, "yes" if party.signs else "no"), self.language),
            ]
            for party in self.handed.contract.parties.values()
        ]
        return self._table(("party", "number", "signs"), rows, (5100, 2500, 1700))

    def _table(
        self, names: Iterable[str], rows: Iterable[list[str]], widths: tuple[int, ...]
    ) -> str:
        """A table whose first row is repeated on every page and read as its head."""
        head = [self._run(say(self.language, name), self.language, bold=True) for name in names]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        said = self._row(head, widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        said += "".join(
            self._row(cells, widths, "<w:trPr><w:cantSplit/></w:trPr>") for cells in rows
        )
        return (
            f"<w:tbl xmlns:w={quoteattr(_NAMESPACE)}><w:tblPr>"
            '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
            '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{said}</w:tbl>"
        )

    def _row(self, cells: Iterable[str], widths: tuple[int, ...], properties: str) -> str:
        said = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{self._paragraph('', cell)}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr>{properties}{''.join(said)}</w:tr>"
