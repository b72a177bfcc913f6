"""What rooms without web framework say, in the reader's language.

Their sentences are English texts that keep their template: the site's catalogue has each of them.
"""

from __future__ import annotations

from django.utils.translation import get_language, gettext, pgettext

from citypact.figures.numbers import MINUS
from citypact.said import Said

__all__ = ["in_words"]

_NARROW = "\N{NARROW NO-BREAK SPACE}"
#: Up to here digits stand together, as in a year.
_TOGETHER = 4


def in_words(said: str) -> str:
    """What was said, in the language that is active; a text that is no such sentence as it is."""
    return said.told(_translated, _number) if isinstance(said, Said) else said


def _translated(context: str, template: str) -> str:
    return pgettext(context, template) if context else gettext(template)


def _number(text: str) -> str:
    """A number that is written as in English, as the language writes it."""
    if (get_language() or "").partition("-")[0] != "sv":
        return text
    sign, digits = (MINUS, text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    if whole.isdigit() and len(whole) > _TOGETHER:
        whole = f"{int(whole):,}".replace(",", _NARROW)
    return f"{sign}{whole}{',' if point else ''}{rest}"
