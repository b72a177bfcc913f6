"""What the copy of a contract lost: names and addresses masked as ``Xxxx``, marks, hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citypact.contract.text.hyphen import breaks_word
from citypact.contract.text.line import Kind, Line

__all__ = ["Loss", "lost_in"]

_MASKED = re.compile(r"[Xx]x{2,}(?:[/:.@_-]+[Xx]+)+/?|[Xx]x{2,}|\bxx+\.xx+\b")
_BROKEN = re.compile(r"\b([^\W\d_]{2,})- ([^\W\d_]{2,})\b")
_AND = {"och", "eller", "samt", "respektive", "and", "or"}


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """Something that the copy has no more.

    Attributes:
        line: where it was.
        kind: ``word`` or ``address`` (masked), ``footnote`` (led to, and not there), or
            ``hyphen`` (a word that is broken at the end of a line, or was and is not joined).
        found: what stands there.
    """

    line: int
    kind: str
    found: str


def lost_in(lines: Sequence[Line], footnotes: Sequence[tuple[int, int]]) -> list[Loss]:
    """Every loss, by line.

    Args:
        lines: every line of the text.
        footnotes: numbers of footnotes that are not there, and the lines that lead to them.
    """
    losses = [Loss(line, "footnote", str(number)) for number, line in footnotes]
    words = {
        word.lower()
        for line in lines
        for word in re.findall(r"[^\W\d_]+", line.text)
        if line.kind is not Kind.BLANK
    }
    for line in lines:
        losses += _masked(line)
        losses += _broken(line, words)
    body = [line for line in lines if line.kind is Kind.BODY]
    losses += [
        Loss(before.number, "hyphen", before.bare.split()[-1])
        for before, after in pairwise(body)
        if before.clause == after.clause and breaks_word(before.bare, after.bare)
    ]
    return sorted(losses)


def _masked(line: Line) -> Iterator[Loss]:
    for found in _MASKED.finditer(line.text):
        text = found.group()
        yield Loss(line.number, "address" if re.search(r"[/:.@]", text) else "word", text)


def _broken(line: Line, words: set[str]) -> Iterator[Loss]:
    """Words with a hyphen and a blank inside, of which the text has the joined form elsewhere."""
    for found in _BROKEN.finditer(line.text):
        if found[2].lower() not in _AND and (found[1] + found[2]).lower() in words:
            yield Loss(line.number, "hyphen", found.group())


def joined(text: str, losses: Sequence[Loss]) -> str:
    """``text`` with the words whose hyphen was lost put together again.

    >>> joined("ut- värdering", [Loss(3, "hyphen", "ut- värdering")])
    'utvärdering'
    """
    for loss in losses:
        if loss.kind == "hyphen":
            text = text.replace(loss.found, loss.found.replace("- ", ""))
    return text
