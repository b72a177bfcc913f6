"""A supplied text as the draft of a version: its clauses as rows, its promises as proposed rows.

The rows have the columns of ``contract/schema.toml``. A clause keeps the identity of the clause of
another version that has exactly its number and heading; nothing is guessed from likeness. A party
is one of the contract's that has exactly the name that the text gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from citypact.contract.contract import Contract
from citypact.contract.text.cover import PREAMBLE
from citypact.contract.text.hyphen import join
from citypact.contract.text.line import Line, ends_sentence, is_bullet
from citypact.contract.text.proposal import Proposal, Reading
from citypact.contract.text.reading import ClauseText, ContractText
from citypact.contract.text.words import Strength
from citypact.contract.version import Version
from citypact.errors import ContractError, Problem
from citypact.said import Said

__all__ = ["ProposedRow", "TextDraft", "draft_of_text"]

Cells = dict[str, str]


@dataclass(frozen=True)
class ProposedRow:
    """A commitment that the text seems to make: its row, and what it was read from."""

    cells: Cells
    clause: str
    proposal: Proposal


@dataclass(frozen=True)
class TextDraft:
    """A draft of a version, read from a text.

    Attributes:
        groups: rows of parties that promise together and are no group yet.
        clauses: rows of clauses, in the order of the text.
        recognised: how many of them have the identity that they have in another version.
        proposals: in the order of the text; none is accepted.
    """

    groups: tuple[Cells, ...]
    clauses: tuple[Cells, ...]
    recognised: int
    proposals: tuple[ProposedRow, ...]


def draft_of_text(
    text: ContractText, reading: Reading, contract: Contract, version: str, like: Version | None
) -> TextDraft:
    """The draft of ``version``.

    Args:
        text: that was read.
        reading: of it.
        contract: whose parties it names.
        version: id of the version that is drafted.
        like: the version by whose clauses identities are recognised; None for none.

    Raises:
        ContractError: the text names parties that the contract does not have; all are told.
    """
    names = _identities(text.clauses, like)
    groups = _Groups(contract)
    problems = list(_unknown(text.name, reading, groups))
    if problems:
        raise ContractError(text.name, problems)
    proposals = tuple(_proposed(reading, version, names, groups))
    rows = tuple(
        _clause(clause, place, version, names, reading.language)
        for place, clause in enumerate(text.clauses, start=1)
    )
    known = set() if like is None else set(like.clause)
    return TextDraft(
        groups=tuple(groups.new.values()),
        clauses=rows,
        recognised=sum(name in known for name in names.values()),
        proposals=proposals,
    )


def _identities(clauses: Sequence[ClauseText], like: Version | None) -> dict[str, str]:
    """The id of each clause by its number."""
    known = (
        {}
        if like is None
        else {(each.number, _bare(each.title_sv)): each.id for each in like.clauses}
    )
    taken = set(known.values())
    found: dict[str, str] = {}
    for clause in clauses:
        own = known.get((clause.number, _bare(clause.title)))
        name = own or f"clause-{'preamble' if clause.number == PREAMBLE else clause.number.lower()}"
        while own is None and name in taken:
            name = f"{name}-new"
        taken.add(name)
        found[clause.number] = name
    return found


def _bare(title: str) -> str:
    return " ".join(title.split()).casefold()


def _clause(
    clause: ClauseText, place: int, version: str, names: Mapping[str, str], language: str
) -> Cells:
    title = clause.title or clause.number
    cells = {
        "version": version,
        "id": names[clause.number],
        "number": "" if clause.number == PREAMBLE else clause.number,
        "parent": names[clause.parent] if clause.parent else "",
        "order": str(place),
        # A heading is asked for in Swedish: that of an English text stands there too.
        "title_sv": title,
        f"title_{language}": title,
        f"text_{language}": "\n".join(_paragraphs(clause.lines)),
        "source_detail": f"L{clause.line}",
    }
    return {name: text for name, text in cells.items() if text}


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines that go on with the one before it are one paragraph with it."""
    paragraph = ""
    for line in lines:
        after_list = is_bullet(paragraph) and line.bare[:1].isupper()
        if paragraph and (ends_sentence(paragraph) or is_bullet(line.bare) or after_list):
            yield paragraph
            paragraph = ""
        paragraph = join(paragraph, line.bare) if paragraph else line.bare
    if paragraph:
        yield paragraph


def _proposed(
    reading: Reading, version: str, names: Mapping[str, str], groups: _Groups
) -> Iterator[ProposedRow]:
    counted: dict[str, int] = {}
    for each in reading.proposals:
        if each.strength is Strength.REPORTED:
            continue  # what is only told as done is no commitment
        clause = names[each.clause]
        counted[clause] = counted.get(clause, 0) + 1
        lines = f"L{each.line}" + (f"–{each.last_line}" if each.last_line > each.line else "")
        own = each.cue.lower() in each.sentence.lower() or not each.lead
        said = each.sentence if own else f"{each.lead.rstrip(':')}: {each.sentence}"
        cells = {
            "version": version,
            "id": f"{clause}-{counted[clause]:02d}",
            "clause": clause,
            "party": groups.of(each.parties),
            "strength": each.strength.value,
            # The text does not tell: whoever accepts the proposal says what kind of promise it is.
            "form": "carry out",
            "text_sv": said,
            f"text_{reading.language}": said,
            "yearly": "no",
            "measurable": "no",
            "source_detail": lines,
        }
        yield ProposedRow(cells, clause, each)


def _unknown(file: str, reading: Reading, groups: _Groups) -> Iterator[Problem]:
    """Every party that promises something and that the contract does not have."""
    named = {name for each in reading.proposals for name in each.parties}
    places = {party.name: party.line for party in reading.parties}
    for name in sorted(named):
        if groups.party(name) is None:
            yield Problem(
                file,
                places.get(name, 0),
                "",
                "party-unknown",
                Said("the text names a party that the contract does not have"),
                found=name,
                allowed=Said("the names of the contract's parties, as they are written there"),
                mend=Said("add it to the parties of the contract, or give a party this name"),
            )
    if any(not each.parties for each in reading.proposals):
        yield Problem(
            file,
            0,
            "",
            "party-none",
            Said("the text does not say who its parties are"),
            mend=Said("name them in a clause of their own, as “between A, B and C”"),
        )


class _Groups:
    """The parties of a contract by their names, and groups that are made of them."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.new: dict[str, Cells] = {}
        self._by_name = {
            name.casefold(): party.id
            for party in contract.parties.values()
            for name in (party.title_sv, party.title_en, party.id)
        }

    def party(self, name: str) -> str | None:
        """The id of the party of this name; None where there is none."""
        return self._by_name.get(" ".join(name.split()).casefold())

    def of(self, names: Sequence[str]) -> str:
        """Who promises together: a party, a group that there is, or a new one."""
        found = [party for name in names for party in [self.party(name)] if party is not None]
        if len(found) == 1:
            return found[0]
        alone = {one for party in found for one in self._contract.alone(party)}
        for group in self._contract.parties.values():
            if set(group.members) == alone:
                return group.id
        members = sorted(alone)
        name = "-".join(members)
        self.new[name] = {
            "id": name,
            "title_sv": " och ".join(names),
            "title_en": " and ".join(names),
            "kind": "group",
            "members": " | ".join(members),
            "signs": "no",
        }
        return name
