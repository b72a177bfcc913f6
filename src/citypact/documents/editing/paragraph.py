"""The paragraphs and tables of a DOCX as they would be read with every tracked change accepted.

What is marked as inserted or moved here is taken, what is marked as deleted or moved away is left
out. Who made a change, and when, is not read: nobody's name is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element

from citypact.documents.editing.mark import Mark, plain, read_mark
from citypact.documents.editing.opening import Package

__all__ = ["Block", "Paragraph", "Row", "Table", "blocks"]

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What is taken out by a tracked change, and what is no text of the paragraph.
_GONE: Final = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr"})
_BREAKS: Final[Mapping[str, str]] = {
    "tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " ",
}  # fmt: skip
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: with one space between words.
        level: of a heading, 1 for the highest; 0 for what is none.
        listed: whether it is an item of a list.
        marks: that lie on it.
        joins: whether a tracked change takes away the end of it, so that the next one follows on.
    """

    text: str
    level: int = 0
    listed: bool = False
    marks: tuple[Mark, ...] = ()
    joins: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table: the text of its cells, and the marks in each."""

    cells: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


def blocks(package: Package) -> list[Block]:
    """The paragraphs and tables of a document, in their order; what is empty is left out."""
    reader = _Reader(_styles(package.styles))
    body = package.document.find(f"{_WORD}body")
    found = [] if body is None else [*reader.within(body)]
    return [each for each in _joined(found) if isinstance(each, Table) or each.text]


def _joined(found: list[Block]) -> Iterator[Block]:
    """Paragraphs whose end was taken away, together with what follows on."""
    waiting: Paragraph | None = None
    for each in found:
        if isinstance(each, Table):
            if waiting is not None:
                yield waiting
            waiting = None
            yield each
            continue
        whole = each
        if waiting is not None and waiting.text:
            whole = replace(waiting, text=plain(f"{waiting.text} {each.text}"), joins=each.joins)
        if whole.joins:
            waiting = whole
        else:
            waiting = None
            yield whole
    if waiting is not None:
        yield waiting


@dataclass(frozen=True)
class _Style:
    level: int
    listed: bool


def _styles(root: Element | None) -> dict[str, _Style]:
    """By id: headings by their name, which is English in every language of Word, and lists."""
    found: dict[str, _Style] = {}
    for style in [] if root is None else root.iter(f"{_WORD}style"):
        name = _value(style.find(f"{_WORD}name"))
        heading = _HEADING.fullmatch(name)
        properties = style.find(f"{_WORD}pPr")
        numbered = properties is not None and properties.find(f"{_WORD}numPr") is not None
        found[style.get(f"{_WORD}styleId", "")] = _Style(
            int(heading[1]) if heading else 0,
            not heading and (numbered or name.lower().startswith("list")),
        )
    return found


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_WORD}val", "")


def _name(element: Element) -> str:
    """The name of an element of Word's own; empty for any other."""
    return element.tag.removeprefix(_WORD) if element.tag.startswith(_WORD) else ""


@dataclass
class _Reader:
    """Walks a body, and knows which marks lie on where it is."""

    styles: Mapping[str, _Style]
    open: dict[str, Mark] = field(default_factory=dict)
    tags: list[Mark] = field(default_factory=list)
    waiting: list[Mark] = field(default_factory=list)
    silent: bool = True

    def within(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            name = _name(element)
            if name == "p":
                yield self._paragraph(element)
            elif name == "tbl":
                yield self._table(element)
            elif name == "sdt":
                yield from self._control(element)
            elif name in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(element)
            elif name in {"customXml", "ins", "moveTo", "sdtContent"}:
                yield from self.within(element)

    def _control(self, element: Element) -> Iterator[Block]:
        mark, content = self._entered(element)
        if content is not None:
            yield from self.within(content)
        if mark is not None:
            self.tags.remove(mark)

    def _entered(self, element: Element) -> tuple[Mark | None, Element | None]:
        """The mark of a content control, now lying on what follows, and its content.

        A control that shows its placeholder is empty.
        """
        properties = element.find(f"{_WORD}sdtPr")
        mark, empty = None, False
        if properties is not None:
            mark = read_mark(_value(properties.find(f"{_WORD}tag")))
            empty = properties.find(f"{_WORD}showingPlcHdr") is not None
        if mark is not None:
            self.tags.append(mark)
        return mark, None if empty else element.find(f"{_WORD}sdtContent")

    def _bookmark(self, element: Element, marks: dict[Mark, None] | None = None) -> None:
        """Begin or end a bookmark; one that ends before any text of a paragraph is not on it."""
        number = element.get(f"{_WORD}id", "")
        if _name(element) == "bookmarkEnd":
            ended = self.open.pop(number, None)
            if marks is not None and self.silent and ended not in self.tags:
                marks.pop(ended, None)  # type: ignore[arg-type]  # None is no key of it
            return
        mark = read_mark(element.get(f"{_WORD}name", ""))
        if mark is not None:
            self.open[number] = mark
            self.waiting.append(mark)

    def _paragraph(self, element: Element) -> Paragraph:
        marks = dict.fromkeys((*self.tags, *self.waiting, *self.open.values()))
        self.waiting.clear()
        self.silent = True
        said = "".join(self._said(element, marks))
        marks |= dict.fromkeys(self.waiting)
        self.waiting.clear()
        properties = element.find(f"{_WORD}pPr")
        level, listed, joins = 0, False, False
        if properties is not None:
            style = self.styles.get(
                _value(properties.find(f"{_WORD}pStyle")), _Style(0, listed=False)
            )
            outline = _value(properties.find(f"{_WORD}outlineLvl"))
            level = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else style.level  # noqa: PLR2004  the tenth level is text
            listed = not level and (style.listed or properties.find(f"{_WORD}numPr") is not None)
            joins = properties.find(f"{_WORD}rPr/{_WORD}del") is not None
        return Paragraph(plain(said), level, listed, tuple(marks), joins)

    def _said(self, element: Element, marks: dict[Mark, None]) -> Iterator[str]:
        for child in element:
            name = _name(child)
            if name == "t":
                self.silent &= not (child.text or "").strip()
                yield child.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name in {"bookmarkStart", "bookmarkEnd"}:
                self._bookmark(child, marks)
            elif name == "sdt":
                mark, content = self._entered(child)
                if mark is not None:
                    marks[mark] = None
                    self.tags.remove(mark)
                if content is not None:
                    yield from self._said(content, marks)
            elif name and name not in _GONE:
                yield from self._said(child, marks)

    def _table(self, element: Element) -> Table:
        rows = []
        for row in element.iter(f"{_WORD}tr"):
            properties = row.find(f"{_WORD}trPr")
            if properties is not None and properties.find(f"{_WORD}del") is not None:
                continue
            cells = [[*self.within(cell)] for cell in row.iter(f"{_WORD}tc")]
            plain_cells = [[one for one in cell if isinstance(one, Paragraph)] for cell in cells]
            rows.append(
                Row(
                    tuple(plain(" ".join(one.text for one in cell)) for cell in plain_cells),
                    tuple(
                        tuple(mark for one in cell for mark in one.marks) for cell in plain_cells
                    ),
                )
            )
        return Table(tuple(rows))
