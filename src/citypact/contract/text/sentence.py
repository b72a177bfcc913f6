"""The sentences of a clause, and the items of its lists with the sentence that leads to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citypact.contract.text.hyphen import join
from citypact.contract.text.line import Line, ends_sentence, is_bullet, without_bullet
from citypact.contract.text.reading import ClauseText
from citypact.contract.text.signature import PLACE_AND_DATE

__all__ = ["Sentence", "sentences"]

_ABBREVIATION = re.compile(
    r"(?:\b(?:bl\.? ?a|t\.? ?ex|m\.? ?m|m\.? ?fl|d\.? ?v\.? ?s|s\.? ?k|o\.? ?s\.? ?v|f\.? ?n"
    r"|fr\.? ?o\.? ?m|t\.? ?o\.? ?m|p\.? ?g\.? ?a|ca|cirka|exv|kl|nr|jfr|resp|inkl|exkl|kap|art"
    r"|bil|st|e\.g|i\.e|etc|no|cf|approx|incl|vs|mr|ms|dr)|(?<![^\W\d_])[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
#: The end of a sentence: also where the blank after the full stop is missing.
_END = re.compile(
    r"(?:(?<![.!?])[.!?]+[”\"’)]*\d{0,2}|(?<=[^\W\d_]{2})[.!?](?=[A-ZÅÄÖ][a-zåäö]))"
    r"(?:[ ]+(?=[\"“”(]?[A-ZÅÄÖ0-9])|(?=[A-ZÅÄÖ][a-zåäö])|$)"
    r"|:(?:[ ]*$)"
)

#: A line that is shorter, in characters, is never full.
_FULL = 50


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause, or an item of a list.

    Attributes:
        clause: number of the clause.
        text: as it stands; line breaks have become blanks.
        line: its first line.
        last_line: its last line.
        lead: the sentence that ends with a colon and leads to this item; empty for no item.
    """

    clause: str
    text: str
    line: int
    last_line: int
    lead: str = ""


@dataclass(slots=True)
class _Block:
    """Lines that read on from each other, and whether they are an item of a list."""

    item: bool
    lines: list[tuple[int, str]]

    def joined(self) -> tuple[str, list[int]]:
        """The lines as one text, and where in it each of them begins."""
        parts: list[str] = []
        starts: list[int] = []
        at = 0
        for _, said in self.lines:
            if parts:
                both = join(parts[-1], said)
                at += len(both) - len(said) - len(parts[-1])
                parts[-1] = both[: len(both) - len(said)]
            starts.append(at)
            parts.append(said)
            at += len(said)
        return "".join(parts), starts


def sentences(clause: ClauseText) -> list[Sentence]:
    """The sentences of a clause's own text, in order."""
    found: list[Sentence] = []
    lead = ""
    for block in _blocks(clause.lines):
        if not block.item:
            lead = ""
        text, starts = block.joined()
        for start, end in _spans(text):
            said = text[start:end]
            first, last = (
                block.lines[bisect_right(starts, place) - 1][0] for place in (start, end - 1)
            )
            found.append(Sentence(clause.number, said, first, last, lead))
            if said.endswith(":"):
                lead = said
    return found


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    blocks: list[_Block] = []
    full = max(_FULL, *(int(0.75 * len(line.bare)) for line in lines)) if lines else _FULL
    for line in lines:
        text = line.bare
        date = PLACE_AND_DATE.match(text)
        if date is not None:
            text = text[date.end() :].strip()
        before = blocks[-1].lines[-1][1] if blocks else ""
        if _begins_item(text, before, after_item=bool(blocks) and blocks[-1].item):
            blocks.append(_Block(item=True, lines=[(line.number, without_bullet(text))]))
        elif not blocks or date is not None or _ends_item(blocks[-1], before, text, full):
            blocks.append(_Block(item=False, lines=[(line.number, text)]))
        else:
            blocks[-1].lines.append((line.number, text))
    return blocks


def _begins_item(text: str, before: str, *, after_item: bool) -> bool:
    """Whether ``text`` begins an item. A dash may also go on in the middle of a sentence."""
    if not is_bullet(text):
        return False
    return text[0] not in "-–*" or after_item or not before or ends_sentence(before)


def _ends_item(block: _Block, before: str, text: str, full: int) -> bool:
    """Whether ``text`` stands behind the item, and does not go on with it.

    It goes on where it begins with a small letter, or where the line before it is full, so that
    the line and not the item came to its end.
    """
    if not block.item:
        return False
    return ends_sentence(before) or not (text[:1].islower() or len(before) >= full)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of ``text`` begins and ends."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        said = text[start:end].rstrip()
        if end < len(text) and _ABBREVIATION.search(said):
            continue
        if said:
            yield start, start + len(said)
        start = end
    if text[start:].strip():
        yield start, len(text.rstrip())
