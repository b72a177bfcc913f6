"""The kinds of audit lines: a dotted code that never changes, and the sentence it is read as.

No sentence holds a person's data: who did it stands in the line's own field, by role.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CITY_LOADED", "KINDS", "Kind"]


@dataclass(frozen=True)
class Kind:
    """One kind of event.

    Attributes:
        code: dotted and stable; what programs look for.
        sentence: what people read, with the names of its values in braces.
    """

    code: str
    sentence: str

    def says(self, **values: str | int) -> str:
        """The sentence with ``values`` set in.

        Raises:
            KeyError: a value that the sentence needs is not given.
        """
        return self.sentence.format_map(values)


CITY_LOADED = Kind(
    "workspace.city.loaded",
    "{city} shows the book {book_hash} with {results} results and {figures} figures.",
)

KINDS = {kind.code: kind for kind in (CITY_LOADED,)}
