"""The words by which a sentence of a contract promises something: ``cues.toml``, made ready."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["LANGUAGES", "Strength", "Words", "language_of", "words"]

LANGUAGES = ("sv", "en")


class Strength(StrEnum):
    """How strongly something is promised; the last two are no obligations."""

    UNDERTAKES = "undertakes"
    WILL = "will"
    INTENDS = "intends"
    GOAL = "goal"
    ONGOING = "ongoing"
    REPORTED = "reported"

    @property
    def obliges(self) -> bool:
        """Whether it is something to be done, and not what is or was done."""
        return self not in {Strength.ONGOING, Strength.REPORTED}


@dataclass(frozen=True)
class Words:
    """The words of one language, ready to be matched against a sentence in small letters.

    Attributes:
        strengths: the words that promise, by how strongly.
        subordinate: words that begin a clause within a sentence.
        purpose: those of them that say what for.
        infinitive: a verb as it stands behind them where they have no subject of their own.
        decided: words that say that what follows is decided.
        elaborating: beginnings of a sentence that only goes on with the one before it.
        finite: a verb in the present tense.
        goal_list: what a sentence calls goals that it leads to.
        state: a state that is to be reached.
        target: a year or a measure of a state.
        telling: of headings whose clauses tell what has been done.
        during: before a year, that something happens in it.
        in_force: before a year, that the contract is for it.
        prepositions: before a name, that it is no subject.
        coordinated: between names that are a subject together.
        all: what all parties are called.
        we: what those are called who speak.
        plural_of_the_city: what all municipalities are called, this one among them.
        others: who is named and is no party.
        everybody: how all parties are named in what is proposed.
        agent: before the name of who does what is said in the passive.
        agent_of_passive: how a verb in the passive ends.
    """

    strengths: dict[Strength, re.Pattern[str]]
    subordinate: re.Pattern[str]
    purpose: re.Pattern[str]
    infinitive: re.Pattern[str]
    decided: re.Pattern[str]
    others: tuple[str, ...]
    elaborating: re.Pattern[str]
    during: str
    in_force: str
    goal_list: re.Pattern[str]
    target: re.Pattern[str]
    state: re.Pattern[str]
    telling: re.Pattern[str]
    finite: re.Pattern[str]
    prepositions: frozenset[str]
    coordinated: tuple[str, ...]
    everybody: str
    all: tuple[str, ...]
    we: tuple[str, ...]
    plural_of_the_city: tuple[str, ...]
    agent: str
    agent_of_passive: str


@lru_cache(maxsize=1)
def _tree() -> Mapping[str, Mapping[str, Any]]:
    text = (files("citypact.contract.text") / "cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(patterns, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(longest) + r")\b")


def _pattern(cue: str, tree: Mapping[str, Any]) -> str:
    strong = "|".join(tree["strong"])
    for name, value in (
        ("infinitive", _infinitive(tree)),
        ("supine_passive", tree["supine_passive"].replace("{strong}", strong)),
        ("supine", tree["supine"].replace("{strong}", strong)),
        ("past_passive", tree["past_passive"]),
    ):
        cue = cue.replace(f"{{{name}}}", f"(?:{value})")
    return cue.replace(" … ", r"\s+(?:[^\s,;:]+,?\s+){0,7}?")


def _infinitive(tree: Mapping[str, Any]) -> str:
    none = "|".join(tree["no_infinitive"]) or "(?!)"
    return rf"(?!(?:{none})\b)(?:{tree['infinitive']})"


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The cues of a language, ``sv`` or ``en``."""
    tree = _tree()[language]
    return Words(
        strengths={one: _either(_pattern(cue, tree) for cue in tree[one]) for one in Strength},
        subordinate=_either(tree["subordinate"]),
        purpose=_either(tree["purpose"]),
        infinitive=re.compile(rf"\s+{_infinitive(tree)}\b"),
        decided=_either(tree["decided"]),
        others=tuple(tree["others"]),
        elaborating=_either(tree["elaborating"]),
        during=tree["during"],
        in_force=tree["in_force"],
        goal_list=re.compile(rf"\b{tree['goal_list']}\b"),
        target=re.compile(tree["target"]),
        state=re.compile(tree["state"]),
        telling=re.compile(tree["telling"]),
        finite=re.compile(tree["finite"]),
        prepositions=frozenset(tree["prepositions"]),
        coordinated=tuple(tree["coordinated"]),
        everybody=tree["everybody"],
        all=tuple(tree["all"]),
        we=tuple(tree["we"]),
        plural_of_the_city=tuple(tree["plural_of_the_city"]),
        agent=tree["agent"],
        agent_of_passive=tree["agent_of_passive"],
    )


def language_of(text: str) -> str:
    """The language that more of the small words of ``text`` belong to."""
    said = re.findall(r"[^\W\d_]+", text.lower())
    tree = _tree()
    return max(LANGUAGES, key=lambda one: sum(word in tree[one]["words"] for word in said))
