"""The parties of a contract, and what the text calls them: found in the text itself.

Three places name them: a clause on the parties, the line *Mellan … och …* (*Between … and …*)
on the cover, and the lines of who signs. No name is known beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from citypact.contract.text.cover import BETWEEN
from citypact.contract.text.line import Kind
from citypact.contract.text.reading import ClauseText, ContractText
from citypact.contract.text.sentence import sentences
from citypact.contract.text.signature import signatures

__all__ = ["Party", "find_parties"]


@dataclass(frozen=True)
class Party:
    """A party, or a group of parties that promises together.

    Attributes:
        name: as the text has it.
        aliases: everything else that the text calls it, in small letters.
        members: names of the parties of a group.
        line: where it is named as a party.
        of_a_city: whether it is a municipality, by its name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    line: int = 0
    of_a_city: bool = False


_PARTIES = re.compile(
    r"(?:avtals|kontrakts)?parter(?:na)?|(?:the )?(?:contracting )?parties", re.IGNORECASE
)
_AND = re.compile(
    r"\s*,?\s+(?:samt|och|and|as well as)\s+(?:med\s+|with\s+)?|\s*,\s*", re.IGNORECASE
)
_LAST_AND = re.compile(r"\s*,?\s+(?:samt|as well as|and with)\s+", re.IGNORECASE)
#: *nedan kallad Kommunen*, *(nedan ”Staden”)*, *hereinafter called the City*.
_CALLED = re.compile(
    r"\(?,?\s*(?:nedan|i det följande|hereinafter|hereafter|below)"
    r"(?:\s+(?:kallade?|benämnda?|called|referred to as))?\s*,?\s*"
    r"[\"“”'«]?(?P<alias>[^\"“”'»)(,.;]+)[\"“”'»]?\)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r",?\s*\(?org(?:anisations?)?[.\s-]*(?:nr|nummer|no)\b[.:\s]*[\d-]+\)?", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\(([^)(]+)\)")
_MUNICIPALITY = re.compile(
    r"(?P<name>.+?)(?P<genitive>s?)\s+(?:stad|kommun)|(?:city|town|municipality) of (?P<of>.+)"
    r"|(?P<plain>.+?)\s+(?:city|municipality|(?:city|town) council)",
    re.IGNORECASE,
)
#: The line that names the parties goes on over no more lines.
_LONGEST_BETWEEN = 12
_OF_A_CITY = ("kommunen", "staden", "kommunerna", "städerna", "the city", "the municipality")
_GROUP = re.compile(
    r"\b(?:the\s+)?([^\W\d_]*(?:myndigheterna|agencies|authorities))\b", re.IGNORECASE
)
_DEFINITE = re.compile(r"[a-zåäö]{6,}(?:et|en)")


def find_parties(text: ContractText) -> tuple[Party, ...]:
    """The parties of a contract, in the order in which it names them.

    Empty where the text names none; then no proposal has a party.
    """
    clause = next((one for one in text.clauses if _PARTIES.fullmatch(one.title)), None)
    between = _between(text)
    found = _from_clause(clause, between) if clause is not None else []
    found = found or between or _from_signatures(text)
    words = " ".join(line.text for line in text.lines)
    return tuple(_with_aliases(party, words) for party in found)


def _between(text: ContractText) -> list[Party]:
    """The parties of the line *Mellan … och …*, which may go on over several lines.

    A group, *myndigheterna A, B och C*, ends with *samt* or with the line.
    """
    kinds = {Kind.COVER, Kind.BODY}
    for place, line in enumerate(text.lines):
        if line.kind in kinds and BETWEEN.match(line.bare):
            parts = []
            for following in text.lines[place : place + _LONGEST_BETWEEN]:
                if following.kind is Kind.BLANK:
                    continue
                if following.kind not in kinds:
                    break
                parts.append(following.bare)
                if following.bare.endswith("."):
                    break
            found = _split_between(" ".join(parts).rstrip("."), line.number)
            if len(found) > 1 and all(party.name[:1].isupper() for party in found):
                return found
    return []


def _split_between(text: str, line: int) -> list[Party]:
    said = BETWEEN.sub("", text, count=1).strip()
    group = _GROUP.search(said)
    if group is None:
        return [_party(name, line) for name in _AND.split(said) if name]
    before = re.sub(r"(?:,|\s(?:och|and|samt))\s*(?:the)?\s*$", "", said[: group.start()].strip())
    after = said[group.end() :].strip(" :")
    members, *rest = _LAST_AND.split(after, maxsplit=1)
    return [
        *(_party(name, line) for name in _AND.split(before) if name),
        Party(
            group[1][:1].upper() + group[1][1:],
            members=tuple(_party(name, line).name for name in _AND.split(members) if name),
            line=line,
        ),
        *(_party(name, line) for part in rest for name in _AND.split(part) if name),
    ]


def _from_clause(clause: ClauseText, between: Sequence[Party]) -> list[Party]:
    """The items of the clause on the parties, by the cover's shorter names where it has them."""
    known = [party.name for party in between]
    known += [name for party in between for name in party.members]
    found = []
    for item in sentences(clause):
        if not item.lead:
            continue
        text = re.sub(r"(?<=\D)\d{1,2}$", "", item.text.rstrip(".")).rstrip(".")
        head, colon, members = text.partition(":")
        if colon and members.strip():
            names = tuple(_short(_party(one, item.line), known).name for one in _members(members))
            found.append(Party(head.strip(), members=names, line=item.line))
        elif text:
            found.append(_short(_party(text, item.line), known))
    return found


def _members(text: str) -> list[str]:
    """The names of a list whose names may hold commas themselves.

    Where names carry their short form in brackets or start with a capital, a comma inside a
    name is one that is followed by a small letter.
    """
    parts = re.split(r",\s+(?=[A-ZÅÄÖ])|\s+(?:och|samt|and)\s+(?=[A-ZÅÄÖ])", text.strip())
    return [part.strip(" ,") for part in parts if part.strip(" ,")]


def _party(text: str, line: int) -> Party:
    """A party of its full name: what is in brackets and behind *nedan kallad* are aliases."""
    numberless = _NUMBER.sub("", text)
    aliases = [found["alias"].strip() for found in _CALLED.finditer(numberless)]
    plain = _CALLED.sub("", numberless)
    short = [found[1].strip(" \"“”'«»") for found in _BRACKET.finditer(plain)]
    name = " ".join(_BRACKET.sub("", plain).split()).strip(" ,;")
    name = re.sub(r"^(?:the)\s+(?=[A-Z])", "", name)
    return Party(name, tuple(one.lower() for one in (*aliases, *short)), line=line)


def _short(party: Party, known: Iterable[str]) -> Party:
    """``party`` under the name that the cover gives it; the words before it become aliases."""
    folded = party.name.casefold()
    for name in known:
        if name.casefold() in {*party.aliases, folded}:
            return replace(party, name=name, aliases=(*party.aliases, folded))
    for name in sorted(known, key=len, reverse=True):
        if folded.endswith(" " + name.casefold()):
            words = folded.removesuffix(name.casefold()).split()
            nouns = [word for word in words if _DEFINITE.fullmatch(word)]
            nouns += ["programmet" for word in nouns if word.endswith("programmet")]
            return replace(party, name=name, aliases=(*party.aliases, *nouns))
    return party


def _from_signatures(text: ContractText) -> list[Party]:
    found: dict[str, Party] = {}
    for one in signatures(text.lines, []):
        found.setdefault(one.party, _party(one.party, one.line))
    return list(found.values())


def _with_aliases(party: Party, words: str) -> Party:
    """``party`` with what its name lets the text call it as well."""
    aliases = [*party.aliases, party.name.lower()]
    city = _MUNICIPALITY.fullmatch(party.name)
    if city is not None:
        aliases += _OF_A_CITY
        base = city["name"] or city["of"] or city["plain"]
        if city["genitive"] and not re.search(rf"\b{re.escape(base)}\b", words):
            base += city["genitive"]
        aliases.append(base.lower())
    if party.members:
        aliases += [name.lower() for name in party.members]
        aliases += [one.lower() for one in _compounds(party.name, words)]
    return replace(party, aliases=tuple(dict.fromkeys(aliases)), of_a_city=city is not None)


def _compounds(name: str, words: str) -> list[str]:
    """Compounds of a group's name in the text: *klimatkontraktsmyndigheterna*."""
    noun = name.rsplit(maxsplit=1)[-1]
    return sorted(
        set(re.findall(rf"\b[^\W\d_]*{re.escape(noun.lower())}(?=s?\b)", words, re.IGNORECASE))
    )
