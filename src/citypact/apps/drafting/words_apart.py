"""Two texts word by word: what stands in one of them and not in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

__all__ = ["Part", "words_apart"]

#: Texts of more words than this together are compared line by line: a page is not kept waiting.
MOST: Final = 6_000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Part:
    """A piece of text that stands in both, in the first alone, or in the second alone."""

    kind: Literal["both", "first", "second"]
    text: str


def words_apart(first: str, second: str) -> tuple[Part, ...]:
    """The two texts as one run of parts.

    Those of ``both`` and ``first`` make the first text, those of ``both`` and ``second`` the second
    (longest matching blocks, Ratcliff and Metzener 1988).
    """
    before, after = _WORD.findall(first), _WORD.findall(second)
    if len(before) + len(after) > MOST:
        before, after = _LINE.findall(first), _LINE.findall(second)
    return tuple(_parts(before, after))


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Part("both", "".join(before[a:b]))
            continue
        if a < b:
            yield Part("first", "".join(before[a:b]))
        if c < d:
            yield Part("second", "".join(after[c:d]))
