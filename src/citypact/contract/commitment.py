"""Commitments: what a party promises, and what of the model the promise carries."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.contract.local.action import Action

__all__ = ["Carried", "Commitment", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a measure a commitment brings where others bring other parts of it.

    Parts of different objects add up; those of one object are counted once.

    Attributes:
        effect: id of the effect of the measure that it is a part of.
        object: what it is done to.
        limit: level that all parts of the effect together reach at most.
    """

    effect: str
    object: str
    limit: float


@dataclass(frozen=True, slots=True)
class Carried:
    """A measure that a commitment carries.

    Attributes:
        measure: id of the measure in the city book.
        level: how far the commitment takes it, 0 to 1.
        certainty: probability that it is carried out; None for that of the wording.
        quality: ``reported``, ``derived`` or ``assumption``.
        note_sv: why it is read so.
        note_en: likewise.
        part: where the level is a part that adds to those of others; None where it is how far the
            commitment takes the whole measure.
    """

    measure: str
    level: float
    certainty: float | None
    quality: str
    note_sv: str = ""
    note_en: str = ""
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a party promises in one version.

    Attributes:
        id: stable, the same in every version.
        clause: id of the clause that it stands in.
        party: id of who promises.
        strength: one of :data:`citypact.contract.strength.STRENGTHS`.
        form: what kind of promise it is, such as ``carry out``, ``finance`` or ``learn``.
        text_sv: what is promised.
        text_en: what is promised; empty where it is not translated.
        due: year by whose end it is to be done; None where none is stated.
        yearly: whether it is to be done every year.
        measurable: whether it can be told if it was kept.
        authority: what kind of decision-maker can keep it; empty for who can decide on what it
            carries.
        status: what the latest follow-up says; empty before any.
        evidence_sv: what the status rests on.
        evidence_en: likewise.
        measures: what of the model it carries; empty where the model cannot carry it.
        indicators: ids of the indicators by which it is followed.
        funding: ids of the sources of funds that it promises.
        action: the quantity that it promises; None where it promises none.
        source_detail: lines or page of the source.
        note_sv: anything to know.
        note_en: likewise.
    """

    id: str
    clause: str
    party: str
    strength: str
    form: str
    text_sv: str
    text_en: str = ""
    due: int | None = None
    yearly: bool = False
    measurable: bool = False
    authority: str = ""
    status: str = ""
    evidence_sv: str = ""
    evidence_en: str = ""
    measures: tuple[Carried, ...] = ()
    indicators: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    action: Action | None = None
    source_detail: str = ""
    note_sv: str = ""
    note_en: str = ""
