"""Kinds of action: what a company can promise a quantity of, and what of the model that is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of action.

    Attributes:
        id: short name.
        title_sv: what is done.
        title_en: what is done.
        asked_sv: which quantity is asked for.
        asked_en: likewise.
        unit: that the quantity is counted in, a year.
        effect: id of the effect in the city book that the quantity is a part of.
        carrier: id of the carrier whose use the quantity is; empty for the activity itself.
        worth: how much of ``worth_unit`` one ``unit`` is; None where units alone tell.
        worth_unit: empty where units alone tell.
        source: id of the source.
        quality: ``reported``, ``derived``, ``default`` or ``assumption``.
        note_sv: why it is read so.
        note_en: likewise.
    """

    id: str
    title_sv: str
    title_en: str
    asked_sv: str
    asked_en: str
    unit: str
    effect: str
    carrier: str = ""
    worth: float | None = None
    worth_unit: str = ""
    source: str = ""
    quality: str = "derived"
    note_sv: str = ""
    note_en: str = ""
