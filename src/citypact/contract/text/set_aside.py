"""What belongs to the pages and not to the contract: table of contents, headers, page numbers.

Such lines are set aside, never dropped: they keep their place and are listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from citypact.contract.text.line import Kind, Line
from citypact.contract.text.numbering import Numbered, numbered

__all__ = ["set_aside_contents", "set_aside_furniture"]

_CONTENTS = re.compile(r"(?:innehåll(?:sförteckning)?|(?:table of )?contents)\W*", re.IGNORECASE)
_PAGED = re.compile(r".*[ \t.…·_]\d{1,3}")
_PAGE = re.compile(
    r"\d{1,3}"
    r"|(?:sida|sid\.?|page|p\.|s\.)[ \t]*\d{1,3}(?:[ \t]*(?:av|of|[/(])[ \t]*\d{1,3}\)?)?"
    r"|\d{1,3}[ \t]*[/(][ \t]*\d{1,3}\)?"
    r"|[-–][ \t]*\d{1,3}[ \t]*[-–]"
    r"|(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?[ \t]+\d{1,3}"
    r"|version[ \t]+\d[\d.-]*",
    re.IGNORECASE,
)
#: A line that stands so often in the text, and is no longer than this, is a running header.
_REPEATED, _LONGEST_HEADER = 3, 80
#: So many entries in a row are a table of contents, also where nothing says so above them.
_FEWEST_ENTRIES = 3


def set_aside_furniture(lines: Sequence[Line]) -> None:
    """Mark page numbers, running headers and marks of the version as furniture."""
    body = [line for line in lines if line.kind is Kind.BODY]
    count = Counter(_header(line.bare) for line in body)
    for line in body:
        text = line.bare
        repeated = (
            count[_header(text)] >= _REPEATED
            and len(text) <= _LONGEST_HEADER
            and text[0].isalpha()
            and not text.endswith((".", ":", ";", ","))
        )
        if repeated or _PAGE.fullmatch(text):
            line.kind = Kind.FURNITURE


def _header(text: str) -> str:
    """A running header without the number of the page that follows it."""
    return re.sub(r"(?<![ \t|])[ \t|]+\d{1,3}$", "", text)


def set_aside_contents(lines: Sequence[Line]) -> dict[str, str]:
    """Mark the table of contents, if there is one; give the titles that it lists by number."""
    body = [line for line in lines if line.kind is Kind.BODY]
    title = next((i for i, line in enumerate(body) if _CONTENTS.fullmatch(line.bare)), None)
    if title is not None:
        found = [body[title], *_entries(body[title + 1 :])]
    else:
        found = _without_title(body)
    listed = {}
    for line in found:
        line.kind = Kind.CONTENTS
        entry = numbered(line.bare)
        if entry is not None:
            listed[entry.number] = entry.without_page
    return listed


def _entries(body: Sequence[Line]) -> list[Line]:
    """The lines at the beginning of ``body`` that are entries of a table of contents."""
    later = Counter(one.number for line in body if (one := numbered(line.bare)))
    found: list[Line] = []
    seen: set[str] = set()
    for place, line in enumerate(body):
        entry = numbered(line.bare)
        following = body[place + 1].bare if place + 1 < len(body) else ""
        if not (_PAGED.fullmatch(line.bare) or _pageless(entry, following, later, seen)):
            break
        if entry is not None:
            seen.add(entry.number)
        found.append(line)
    return found


def _pageless(entry: Numbered | None, following: str, later: Counter[str], seen: set[str]) -> bool:
    """Whether an entry without page is one: it wraps to the next line, or comes again as heading.

    Args:
        entry: number and title of the line, if it has one.
        following: the line after it.
        later: how often each number begins a line from here on.
        seen: numbers of the entries so far.
    """
    if entry is None or entry.number in seen:
        return False
    wraps = numbered(following) is None and _PAGED.fullmatch(following) is not None
    return wraps or later[entry.number] > 1


def _without_title(body: Sequence[Line]) -> list[Line]:
    """The first run of numbered lines with pages that is long enough to be a table of contents."""
    found: list[Line] = []
    for line in body:
        entry = numbered(line.bare)
        if entry is not None and entry.paged:
            found.append(line)
        elif len(found) >= _FEWEST_ENTRIES:
            break
        else:
            found = []
    return found if len(found) >= _FEWEST_ENTRIES else []
