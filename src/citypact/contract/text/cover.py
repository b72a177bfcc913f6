"""What stands before the first clause: the cover, which names the parties, and the preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citypact.contract.text.heading import Heading
from citypact.contract.text.line import Kind, Line
from citypact.contract.text.numbering import is_title

__all__ = ["BETWEEN", "PREAMBLE", "preamble"]

#: Number of what stands before the first numbered clause.
PREAMBLE = "0"

#: How the line begins that names the parties on the cover.
BETWEEN = re.compile(r"(?:mellan|between)\s", re.IGNORECASE)


def preamble(lines: Sequence[Line], first: Heading) -> list[Heading]:
    """The heading of the preamble, if there is one; marks the cover.

    The cover ends with the table of contents, and before the first sentence that does not name
    the parties. The title right above that sentence is the preamble's.
    """
    before = [line for line in lines if line.number < first.line.number]
    contents = max((line.number for line in before if line.kind is Kind.CONTENTS), default=0)
    body = [line for line in before if line.kind is Kind.BODY]
    covered = sum(line.number <= contents for line in body)
    start = covered + _first_sentence(body[covered:])
    titled = covered < start < len(body) and is_title(body[start - 1].bare)
    start -= titled
    for line in body[:start]:
        line.kind = Kind.COVER
    if start == len(body):
        return []
    if titled:
        body[start].kind = Kind.HEADING
    return [Heading(body[start], PREAMBLE, body[start].bare if titled else "")]


def _first_sentence(lines: Sequence[Line]) -> int:
    """The place of the first line of text; the number of lines where there is none.

    A line that begins with a small letter goes on with the one before it, however much that
    looks like a title.
    """
    between = False
    for place, line in enumerate(lines):
        between = between or BETWEEN.match(line.bare) is not None
        if between:
            between = not line.bare.endswith(".")
        elif not is_title(line.bare):
            return max(0, place - line.bare[:1].islower())
    return len(lines)
