"""Commitments that a contract's text seems to make, for a person to accept or not.

Rules and not statistics: which word makes a sentence a promise is told beside each proposal,
so that whoever reads it can see why. The preamble binds nobody, and a clause that tells what has
been done proposes only what is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from citypact.contract.text.cover import PREAMBLE
from citypact.contract.text.cue import Cue, cue_in
from citypact.contract.text.party import Party, find_parties
from citypact.contract.text.reading import ClauseText, ContractText
from citypact.contract.text.sentence import Sentence, sentences
from citypact.contract.text.signature import Signature, signatures
from citypact.contract.text.subject import Basis, Subjects
from citypact.contract.text.words import Strength, Words, language_of, words

__all__ = ["Proposal", "Reading", "propose", "valid_year"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A promise that the text seems to make.

    Attributes:
        clause: number of its clause.
        sentence: as it stands; line breaks have become blanks.
        line: its first line.
        last_line: its last line.
        party: who promises, in words; empty where the text names no parties.
        parties: the same, each by its name.
        basis: what tells so: the sentence itself, the heading, the sentence before, or nothing,
            so that all parties are named.
        strength: how strongly.
        cue: the words that it was recognised by.
        lead: the sentence that leads to it, where it is an item of a list.
    """

    clause: str
    sentence: str
    line: int
    last_line: int
    party: str
    parties: tuple[str, ...]
    basis: Basis
    strength: Strength
    cue: str
    lead: str = ""


@dataclass(frozen=True)
class Reading:
    """What a contract's text seems to say.

    Attributes:
        language: ``sv`` or ``en``.
        year: that the contract is in force for; None where it does not say.
        parties: in the order in which the text names them.
        signatures: the lines of who signs.
        proposals: every sentence and item that promises something, in the order of the text.
    """

    language: str
    year: int | None
    parties: tuple[Party, ...]
    signatures: tuple[Signature, ...]
    proposals: tuple[Proposal, ...]


def propose(text: ContractText) -> Reading:
    """Who promises what in a contract's text, and how strongly.

    What is going on and what was done is among the proposals, with the strengths ``ongoing``
    and ``reported``, which oblige nobody. A sentence that stands twice in a clause is proposed
    once; an item once under each sentence that leads to it.
    """
    said = {clause.number: sentences(clause) for clause in text.clauses}
    language = language_of(" ".join(one.text for found in said.values() for one in found))
    known, parties = words(language), find_parties(text)
    year = valid_year(said, known)
    titles = _titles(text.clauses)
    found: list[Proposal] = []
    for clause in text.clauses:
        if clause.number == PREAMBLE:
            continue
        subjects = Subjects(parties, known, titles[clause.number])
        telling = any(known.telling.search(title.lower()) for title in titles[clause.number])
        seen: set[tuple[str, str]] = set()
        for spoken in _spoken(said[clause.number], known, year):
            promised = subjects.of(spoken.by, spoken.cue)
            binds = spoken.cue.strength.obliges or not telling
            place = (spoken.sentence.lead, spoken.sentence.text)
            if promised is not None and binds and place not in seen:
                seen.add(place)
                who, basis = promised
                found.append(_proposal(spoken, who, basis, _in_words(who, parties, known)))
    names = [name for party in parties for name in (*party.members, party.name)]
    return Reading(language, year, parties, signatures(text.lines, names), tuple(found))


def _in_words(who: Sequence[Party], parties: Sequence[Party], known: Words) -> str:
    if len(who) > 1 and set(who) == set(parties):
        return known.everybody
    return f" {known.coordinated[0]} ".join(party.name for party in who)


def valid_year(said: Mapping[str, Sequence[Sentence]], known: Words) -> int | None:
    """The year that the contract says it is in force for; None where it does not say."""
    pattern = re.compile(rf"\b{known.in_force}\s+(\d{{4}})\b")
    for found in said.values():
        for sentence in found:
            year = pattern.search(sentence.text.lower())
            if year is not None:
                return int(year[1])
    return None


def _titles(clauses: Sequence[ClauseText]) -> dict[str, list[str]]:
    """The title of each clause and of those above it, the nearest first, by its number.

    A clause may stand before the one above it, where the text has them in that order.
    """
    by_number = {one.number: one for one in clauses}
    found = {}
    for clause in clauses:
        titles, above = [clause.title], clause.parent
        while above:
            titles.append(by_number[above].title)
            above = by_number[above].parent
        found[clause.number] = titles
    return found


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence, its cue, and the sentence that has the cue: itself or its lead-in."""

    sentence: Sentence
    cue: Cue
    by: str


def _spoken(said: Sequence[Sentence], known: Words, valid: int | None) -> Iterator[_Spoken]:
    """The sentences that promise something.

    A lead-in whose items are promises is none itself. A sentence that only goes on with the
    one before it promises as that one does.
    """
    leads = {one.lead for one in said}
    last: _Spoken | None = None
    for sentence in said:
        found = _of_item if sentence.lead else _of_sentence
        one = found(sentence, known, valid)
        if one is None and last is not None and known.elaborating.match(sentence.text.lower()):
            one = _Spoken(sentence, last.cue, last.by)
        last = one
        if one is not None and not (sentence.text.endswith(":") and sentence.text in leads):
            yield one


def _of_sentence(sentence: Sentence, known: Words, valid: int | None) -> _Spoken | None:
    cue = cue_in(sentence.text, known, valid)
    return None if cue is None else _Spoken(sentence, cue, sentence.text)


def _of_item(item: Sentence, known: Words, valid: int | None) -> _Spoken | None:
    """The item with its own cue where that obliges, otherwise with that of the lead-in."""
    own = cue_in(item.text, known, valid)
    lead = cue_in(item.lead, known, valid)
    if own is not None and own.strength.obliges:
        return _Spoken(item, own, item.text)
    if lead is not None and (lead.strength.obliges or known.finite.search(item.text.lower())):
        return _Spoken(item, lead, item.lead)
    goals = known.goal_list.search(item.lead.lower())
    if goals is not None and lead is None:
        return _Spoken(item, Cue(Strength.GOAL, goals.start(), goals.end()), item.lead)
    return None if own is None else _Spoken(item, own, item.text)


def _proposal(spoken: _Spoken, who: Sequence[Party], basis: Basis, party: str) -> Proposal:
    sentence, cue = spoken.sentence, spoken.cue
    return Proposal(
        sentence.clause,
        sentence.text,
        sentence.line,
        sentence.last_line,
        party,
        tuple(one.name for one in who),
        basis,
        cue.strength,
        spoken.by[cue.start : cue.end],
        sentence.lead,
    )
