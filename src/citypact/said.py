"""A sentence for people that is an English text to a program, and can be said in other languages.

Rooms without web framework say what is wrong in English. A page says it in its reader's language:
for that a sentence keeps its template, by which a catalogue knows it, and what is set into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Self

__all__ = ["NOTHING", "Said", "SetIn", "as_written", "beginning", "joined"]

#: What can be set into a sentence: a text as it is, a number, or something said.
SetIn = str | int | float

#: So many bytes of a file tell a person what it is.
_BEGINNING = 12
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"

_PLACE = re.compile(r"%(?:\((\w+)\)(\.?\d*[srgdf])|%)")


class Said(str):
    """A sentence, or a part of one. It is its English text, and equal to it.

    >>> said = Said("the year %(year)s is after %(last)r", year=2031, last="2030")
    >>> said
    "the year 2031 is after '2030'"
    >>> swedish = {"the year %(year)s is after %(last)r": "året %(year)s är efter ”%(last)s”"}
    >>> said.told(lambda _context, template: swedish[template])
    'året 2031 är efter ”2030”'

    Attributes:
        template: the English text with named places, such as ``%(year)s``, ``%(found)r`` or
            ``%(least)g``; a per cent sign is written twice.
        values: what is set in, by the name of its place.
        context: what tells the template from the same words elsewhere; empty for a sentence.
        small: a title within a sentence, in lower-case letters.
    """

    __slots__ = ("context", "small", "template", "values")

    template: str
    values: dict[str, SetIn]
    context: str
    small: bool

    def __new__(
        cls, template: str, /, *, context: str = "", small: bool = False, **values: SetIn
    ) -> Self:
        """Say ``template`` with ``values`` set in.

        Raises:
            KeyError: the template has a place for which there is no value.
        """
        text = template % values
        said = super().__new__(cls, text.lower() if small else text)
        said.template, said.values, said.context, said.small = template, values, context, small
        return said

    def __reduce__(self) -> tuple[Callable[..., Said], tuple[object, ...]]:
        """Copied and kept as its template and values."""
        return _again, (self.template, self.context, self.small, self.values)

    def told(self, translate: Callable[[str, str], str], write: Callable[[str], str] = str) -> str:
        """The sentence in another language.

        Args:
            translate: gives the template of the language for a context and an English template.
            write: writes a number as the language does; it is given as English writes it.
        """
        if not self.template:
            return ""

        def filled(place: re.Match[str]) -> str:
            if not place[1]:
                return "%"
            value = self.values[place[1]]
            if isinstance(value, Said):
                return f"%{place[2]}" % value.told(translate, write)
            text = f"%{place[2]}" % value
            return text if isinstance(value, str) else write(text)

        text = _PLACE.sub(filled, translate(self.context, self.template))
        return text.lower() if self.small else text


def _again(template: str, context: str, small: bool, values: dict[str, SetIn]) -> Said:  # noqa: FBT001  as kept
    return Said(template, context=context, small=small, **values)


def as_written(text: object) -> Said:
    """What reads the same in every language: a name, a number in a file, what stands in a cell."""
    return Said("%(text)s", text=str(text))


def joined(parts: Iterable[str], between: str = ", ") -> Said:
    """Several texts one after the other, each told in the language if it is said.

    >>> joined(["a", "b"])
    'a, b'
    """
    places: dict[str, Any] = {f"part_{number}": part for number, part in enumerate(parts)}
    return Said(between.replace("%", "%%").join(f"%({name})s" for name in places), **places)


def beginning(content: bytes) -> str:
    r"""How a file begins, as a person can read it; … stands for what cannot be read, and goes on.

    >>> beginning(b"PK\x03\x04\x14")
    'PK…'
    >>> beginning(b"Dear Sir, dear Madam")
    'Dear Sir, de…'
    """
    text = content[:_BEGINNING].decode("utf-8", "replace")
    shown = "".join(
        letter if letter.isprintable() and letter != _UNREADABLE else "…" for letter in text
    )
    return re.sub("…+", "…", shown + "…" if len(content) > _BEGINNING else shown)


#: Where there is nothing to say.
NOTHING = Said("")
