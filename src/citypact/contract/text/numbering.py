"""The number and title of a clause, as a heading or an entry of the contents writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Numbered", "annex", "is_title", "numbered", "parent_number", "same_title"]

#: The longest title of a clause, in characters.
LONGEST_TITLE = 140

_WORD = r"(?:§|artikel|article|avsnitt|section|kapitel|chapter|clause|punkt)"
_NUMBERED = re.compile(
    rf"(?P<word>{_WORD}[ \t]*)?(?P<number>[1-9]\d?(?:\.[1-9]\d?)*)"
    r"(?P<mark>[.:]?)(?:[ \t]+|(?<=[.:])(?-i:(?=[A-ZÅÄÖ][a-zåäö])))(?:[-–][ \t]+)?(?P<title>\S.*)",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"(?P<word>bilaga|appendix|annex)(?:[ \t]*(?P<number>\d{1,2}|[A-Z]))?"
    r"(?:[ \t]*[-–:.][ \t]*(?P<title>\S.*)|[ \t]*)",
    re.IGNORECASE,
)
_BREAK_INSIDE = re.compile(r"[.!?][\"”)]?[ \t]+[\"“”(]?[A-ZÅÄÖ]")
_PAGE = re.compile(r"(?<![ \t.…·_])[ \t.…·_]+\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number as clauses have them.

    Attributes:
        number: such as ``3`` or ``3.10``.
        title: what stands after it.
        marked: whether a full stop, a colon or a word such as *Article* shows that it is no
            number of a footnote.
    """

    number: str
    title: str
    marked: bool

    @property
    def key(self) -> tuple[int, ...]:
        """The number as whole numbers, which sort as clauses do."""
        return tuple(int(part) for part in self.number.split("."))

    @property
    def without_page(self) -> str:
        """The title without the number of a page."""
        return _PAGE.sub("", self.title)

    @property
    def paged(self) -> bool:
        """Whether it ends with the number of a page, as an entry of the contents does."""
        return _PAGE.search(self.title) is not None


def numbered(text: str) -> Numbered | None:
    """The number and title of ``text``, or None where it does not begin with a number.

    >>> numbered("3.10. Follow-up")
    Numbered(number='3.10', title='Follow-up', marked=True)
    """
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None
    number = found["number"]
    marked = bool(found["mark"] or found["word"]) or "." in number
    return Numbered(number, found["title"], marked)


def annex(text: str) -> tuple[str, str] | None:
    """Number and title of an annex's heading, or None where ``text`` is none.

    >>> annex("Bilaga 1 - Dokument")
    ('bilaga-1', 'Bilaga 1 - Dokument')
    """
    found = _ANNEX.fullmatch(text)
    if found is None or not is_title(text):
        return None
    parts = (found["word"].lower(), (found["number"] or "").lower())
    return "-".join(part for part in parts if part), text


def is_title(text: str) -> bool:
    """Whether ``text`` reads as a title: short, begins with a capital, and is no sentence."""
    return (
        len(text) <= LONGEST_TITLE
        and (text[:1].isupper() or text[:1] in '"“”')
        and not text.endswith((".", ",", ";", ":"))
        and _BREAK_INSIDE.search(text) is None
    )


def same_title(one: str, other: str) -> bool:
    """Whether two titles have the same letters and figures, in any spacing and hyphenation."""
    return re.sub(r"[\W_]", "", one).casefold() == re.sub(r"[\W_]", "", other).casefold()


def parent_number(number: str, known: frozenset[str] | set[str]) -> str:
    """The nearest number above ``number`` that is known; empty where there is none."""
    parts = number.split(".")[:-1]
    while parts:
        if ".".join(parts) in known:
            return ".".join(parts)
        parts.pop()
    return ""
