"""Who promises: the party that a sentence, the one before it, or the clause's heading names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from citypact.contract.text.cue import Cue
from citypact.contract.text.party import Party
from citypact.contract.text.words import Words

__all__ = ["Basis", "Subjects"]


class Basis(StrEnum):
    """What tells who promises, from the surest to none."""

    SENTENCE = "sentence"
    HEADING = "heading"
    BEFORE = "sentence-before"
    NOBODY = "nobody-named"


#: Stands for whoever is named and is no party.
_SOMEBODY_ELSE = Party("")

#: Between a verb and the subject behind it stand at most so many words.
_BETWEEN = 1
#: Between a preposition and the noun that it governs stand at most so many words.
_GOVERNED = 2
#: So many characters hold the few words before a name.
_NEAR = 120


class Subjects:
    """The subjects of the sentences of one clause, taken one after another."""

    def __init__(self, parties: Sequence[Party], known: Words, titles: Sequence[str]) -> None:
        """Begin a clause.

        Args:
            parties: of the contract.
            known: words of its language.
            titles: of the clause and of those above it, the nearest first.
        """
        self.parties = tuple(parties)
        self._known = known
        self._called: dict[str, tuple[Party, ...]] = {}
        for party in parties:
            self._called |= dict.fromkeys(party.aliases, (party,))
            self._called |= {one.lower(): (Party(one, line=party.line),) for one in party.members}
        self._names = _pattern(self._called)
        self.own = self._of_titles(titles)
        self._called |= {
            many: (party,)
            for party in parties
            if party.of_a_city
            for many in known.plural_of_the_city
        }
        self._called |= dict.fromkeys(known.we, self.own or self.parties)
        self._called |= dict.fromkeys(known.all, self.parties)
        self._called |= dict.fromkeys(known.others, (_SOMEBODY_ELSE,))
        self._names = _pattern(self._called)
        self._last: tuple[Party, ...] = ()

    def of(self, sentence: str, cue: Cue) -> tuple[tuple[Party, ...], Basis] | None:
        """Who promises what ``sentence`` says by ``cue``, and what tells so.

        The subject of the verb, or who does what is said in the passive; else whom the heading
        of the clause, or one above it, names; else whom the sentence before was about; else all.
        None where the subject is somebody who is no party.
        """
        lower = sentence.lower()
        named = self._agent(lower) or self._behind(lower, cue) or self._before(lower, cue)
        if named is None:
            if self.own:
                return self.own, Basis.HEADING
            return (self._last, Basis.BEFORE) if self._last else (self.parties, Basis.NOBODY)
        if _SOMEBODY_ELSE in named:
            return None
        self._last = named
        return named, Basis.SENTENCE

    def _of_titles(self, titles: Sequence[str]) -> tuple[Party, ...]:
        """The parties that the nearest heading names which names any; empty where none does."""
        for title in titles:
            named = [self._called[one[1]] for one in self._names.finditer(title.lower())]
            if named:
                return _each(named)
        return ()

    def _agent(self, lower: str) -> tuple[Party, ...] | None:
        """Who is said to do it in the passive, as in *samordnas av programmet*."""
        passive = rf"\w{self._known.agent_of_passive}\s+{self._known.agent}\s+(?:\w+\s+)?$"
        for found in self._names.finditer(lower):
            if re.search(passive, _up_to(lower, found.start())):
                return _each(self._group(lower, found)) or None
        return None

    def _behind(self, lower: str, cue: Cue) -> tuple[Party, ...] | None:
        """The subject behind the verb, as in *avser myndigheterna att*."""
        start = cue.end if cue.adverbial else _after_word(lower, cue.start)
        for found in self._names.finditer(lower, start):
            between = lower[start : found.start()]
            if len(between.split()) > _BETWEEN or re.search(r"[,.;:(]", between):
                break
            if not self._governed(between):
                return _each(self._group(lower, found))
        return None

    def _before(self, lower: str, cue: Cue) -> tuple[Party, ...] | None:
        """The subject before the verb: the first name that no preposition governs."""
        for found in self._names.finditer(lower, 0, cue.start):
            if not self._governed(_up_to(lower, found.start())):
                return _each(self._group(lower, found))
        return None

    def _group(self, lower: str, first: re.Match[str]) -> Iterator[tuple[Party, ...]]:
        """What the names mean that are joined to ``first`` by *och*, *samt* or a comma."""
        yield self._called[first[1]]
        joint = "|".join(map(re.escape, self._known.coordinated))
        end = first.end()
        while joined := re.compile(rf"\s*,?\s+(?:{joint})\s+|\s*,\s+").match(lower, end):
            following = self._names.match(lower, joined.end())
            if following is None:
                return
            yield self._called[following[1]]
            end = following.end()

    def _governed(self, before: str) -> bool:
        """Whether a preposition stands close before a name, with ``before`` in front of it."""
        near = re.split(r"[,.;:(]", before)[-1].split()[-_GOVERNED - 1 :]
        return any(word in self._known.prepositions for word in near)


def _pattern(called: dict[str, tuple[Party, ...]]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(called, key=len, reverse=True))) or r"(?!)"
    return re.compile(rf"(?<![\w-])({names})(?:s|'s|’s)?(?![\w-])")


def _up_to(lower: str, start: int) -> str:
    """The last words before ``start``."""
    return lower[max(0, start - _NEAR) : start]


def _after_word(lower: str, start: int) -> int:
    found = re.compile(r"\S+\s*").match(lower, start)
    return found.end() if found else start


def _each(named: Sequence[tuple[Party, ...]] | Iterator[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Every party named, once."""
    return tuple(dict.fromkeys(party for parties in named for party in parties))
