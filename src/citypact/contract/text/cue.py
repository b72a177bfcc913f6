"""The word by which a sentence promises something, and how strongly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citypact.contract.text.words import Strength, Words

__all__ = ["Cue", "cue_in"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a sentence is recognised by.

    Attributes:
        strength: how strongly it promises.
        start: where in the sentence the words begin.
        end: where they end.
        adverbial: whether they are no verb but say when, such as *under 2024*.
    """

    strength: Strength
    start: int
    end: int
    adverbial: bool = False


def cue_in(sentence: str, known: Words, valid: int | None) -> Cue | None:
    """What ``sentence`` promises by, or None where it promises nothing.

    An undertaking anywhere in the main clause decides; else the first word that obliges; else
    the present tense with the year that the contract is for; else what is being done or was.

    Args:
        sentence: one sentence.
        known: the words of its language.
        valid: the year that the contract is for, where it says so.
    """
    lower = sentence.lower()
    main, inner = _obliging(lower, known)
    reported = _first(lower, known, (Strength.REPORTED,))
    if main:
        return _as_goal(min(main, key=_rank), lower, known)
    if inner and known.decided.search(lower[: inner[0].start]):
        return _as_goal(inner[0], lower, known)
    if reported is None and (ahead := _year_ahead(lower, known, valid)) is not None:
        return ahead
    ongoing = _first(lower, known, (Strength.ONGOING,))
    return reported if reported is not None and _earlier(reported, ongoing) else ongoing


def _rank(cue: Cue) -> tuple[bool, int]:
    return cue.strength is not Strength.UNDERTAKES, cue.start


def _earlier(one: Cue, other: Cue | None) -> bool:
    return other is None or one.start < other.start


def _obliging(lower: str, known: Words) -> tuple[list[Cue], list[Cue]]:
    """The cues that oblige: of the main clause, and of clauses within it."""
    main: list[Cue] = []
    inner: list[Cue] = []
    for strength in Strength:
        if not strength.obliges:
            continue
        for found in known.strengths[strength].finditer(lower):
            where = inner if _is_subordinate(lower, found.start(), known) else main
            where.append(Cue(strength, found.start(), found.end()))
    return main, sorted(inner, key=lambda cue: cue.start)


def _first(lower: str, known: Words, strengths: Sequence[Strength]) -> Cue | None:
    found = [
        Cue(strength, one.start(), one.end())
        for strength in strengths
        for one in known.strengths[strength].finditer(lower)
        if not _is_subordinate(lower, one.start(), known)
    ]
    return min(found, key=lambda cue: cue.start, default=None)


#: A subordinate clause has its verb at most so many words behind the word that begins it.
_REACH = 4
#: So many characters before a verb are looked at.
_WINDOW = 600


def _is_subordinate(lower: str, start: int, known: Words) -> bool:
    """Whether the word at ``start`` is the verb of a clause within the sentence.

    It is one close behind a word that begins such a clause, and anywhere behind *för att* with a
    subject of its own, unless the sentence begins with that: then the main clause follows it.
    """
    before = re.split(r"(?:[,;:–]|\()\s", lower[max(0, start - _WINDOW) : start])[-1]
    if any(known.subordinate.fullmatch(word) for word in before.split()[-_REACH:]):
        return True
    purpose = known.purpose.search(before)
    return (
        purpose is not None
        and bool(before[: purpose.start()].strip())
        and known.infinitive.match(before, purpose.end()) is None
    )


def _as_goal(cue: Cue, lower: str, known: Words) -> Cue:
    """A state that is to be reached, with a year or a measure of it, is a goal."""
    if cue.strength is not Strength.WILL:
        return cue
    state = known.state.match(lower, cue.start)
    if state and known.target.search(lower, state.end()):
        return Cue(Strength.GOAL, cue.start, cue.end)
    return cue


def _year_ahead(lower: str, known: Words, valid: int | None) -> Cue | None:
    """The present tense, said of the year that the contract is for: what will be done."""
    if valid is None:
        return None
    for found in re.finditer(rf"\b{known.during}\s+(\d{{4}})\b", lower):
        if int(found[1]) >= valid and not _is_subordinate(lower, found.start(), known):
            return Cue(Strength.WILL, found.start(), found.end(), adverbial=True)
    return None
