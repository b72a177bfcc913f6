"""What a result leaves out for want of data: which kind, of which rows.

The kind is a word to be said in the reader's language; :attr:`LeftOut.sentence` says it in
English, for data that leave the house.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LeftOut"]

_SENTENCES = {
    "no-payer": "What these activities buy is not counted, as no payer is stated",
    "no-price": "What is bought of these carriers is not counted, as no price is stated",
    "no-years": "The money of these measures is not counted, as no start and end are stated",
    "not-computable": "What these measures save is not yet computable",
    "repeats": "These measures repeat another and are counted there",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One kind of thing that is not in a result.

    Attributes:
        kind: ``no-payer`` (activities), ``no-price`` (carriers), ``no-years``,
            ``not-computable`` or ``repeats`` (measures).
        ids: of what is left out.
        counted_as: for ``repeats``: the measure that each of ``ids`` is counted as.
    """

    kind: str
    ids: tuple[str, ...]
    counted_as: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In English, with the ids."""
        named = self.ids
        if self.counted_as:
            pairs = zip(self.ids, self.counted_as, strict=True)
            named = tuple(f"{name} (as {other})" for name, other in pairs)
        return f"{_SENTENCES[self.kind]}: {', '.join(named)}"
