"""The kinds of events: a dotted code that never changes, and the sentences it is read as.

No sentence and no value holds a person's data. Who did it stands in the event by an id that says
nothing; what must be remembered of a person is kept apart, see :mod:`citypact.apps.conduct.chain`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Kind", "kind_of", "kinds", "register"]

_CODE = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")
_kinds: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """One kind of event.

    Attributes:
        code: dotted and stable, ``app.thing.happened``; what programs look for.
        sentence_sv: what people read in Swedish, with the names of its values in braces.
        sentence_en: likewise in English.
    """

    code: str
    sentence_sv: str
    sentence_en: str

    def says(self, language: str, values: Mapping[str, object]) -> str:
        """The sentence in ``language`` (``sv`` or ``en``) with ``values`` set in.

        Raises:
            KeyError: a value that the sentence needs is not given.
        """
        sentence = self.sentence_sv if language == "sv" else self.sentence_en
        shown = {name: _shown(value) for name, value in values.items()}
        return sentence.format_map(shown)


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)


def register(*new: Kind) -> None:
    """Make kinds known; an app does so once, where it defines them.

    Raises:
        ValueError: a code is none, or two kinds have the same one.
    """
    for kind in new:
        if not _CODE.fullmatch(kind.code):
            message = f"{kind.code!r} is no code of an event: write it app.thing.happened"
            raise ValueError(message)
        if _kinds.setdefault(kind.code, kind) != kind:
            message = f"two kinds of events have the code {kind.code}: choose another for one"
            raise ValueError(message)


def kinds() -> Mapping[str, Kind]:
    """Every kind that is known, by its code."""
    return dict(_kinds)


def kind_of(code: str) -> Kind | None:
    """The kind with ``code``; None where no app of this version knows it."""
    return _kinds.get(code)
