"""The page of a contract's document that tells what has changed since the version before."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment
from citypact.contract.difference import ClauseChange, CommitmentChange, difference
from citypact.contract.version import Version
from citypact.documents.contract_words import say
from citypact.documents.frozen import FrozenVersion
from citypact.documents.told import Cell, Data, head, heading, lines, told
from citypact.figures.numbers import write_quantity, write_share
from citypact.figures.words import title_of

__all__ = ["difference_page"]


def difference_page(frozen: FrozenVersion) -> Data | None:
    """Tables of what changed, as it was and as it is; None for a first version."""
    before = frozen.version.previous
    if not before:
        return None
    earlier = frozen.contract.versions[before]
    found = difference(earlier, frozen.version)
    tables = {
        "changed-clauses": [_clause(frozen, earlier, each) for each in found.clauses],
        "changed-commitments": [_commitment(frozen, earlier, each) for each in found.commitments],
    }
    return {
        "parts": [
            {
                "title": say(frozen.manifest.language, key),
                "table": {"head": head(frozen, "change", "was", "is"), "rows": rows},
            }
            for key, rows in tables.items()
            if rows
        ]
    }


def _kinds(kinds: tuple[str, ...], language: str) -> str:
    return ", ".join(say(language, f"change-{kind}") for kind in kinds)


def _clause(frozen: FrozenVersion, earlier: Version, change: ClauseChange) -> list[Cell]:
    language = frozen.manifest.language

    def stated(version: Version, clause: Clause | None) -> Cell:
        if clause is None:
            return "–"
        said: list[Cell] = [heading(clause, language)]
        if {"reworded", "new", "dropped"} & set(change.kinds):
            said.append(told(clause, "text", language))
        if "moved" in change.kinds and clause.parent:
            said.append(_under(version, clause.parent, language))
        if "other party" in change.kinds and clause.party:
            said.append(title_of(frozen.contract.parties[clause.party], language))
        return lines(said, language)

    kinds = _kinds(change.kinds, language)
    return [kinds, stated(earlier, change.before), stated(frozen.version, change.after)]


def _commitment(frozen: FrozenVersion, earlier: Version, change: CommitmentChange) -> list[Cell]:
    language = frozen.manifest.language
    kinds = set(change.kinds)

    def stated(version: Version, one: Commitment | None) -> Cell:
        if one is None:
            return "–"
        details = _details(frozen, version, one, kinds)
        return lines([told(one, "text", language), *details], language)

    party = title_of(frozen.contract.parties[change.party], language)
    first = lines([_kinds(change.kinds, language), party], language)
    return [first, stated(earlier, change.before), stated(frozen.version, change.after)]


def _details(
    frozen: FrozenVersion, version: Version, one: Commitment, kinds: set[str]
) -> Iterator[str]:
    """Beside the text, what of a commitment the kinds of change are about."""
    language = frozen.manifest.language
    if kinds & {"strengthened", "weakened"}:
        yield say(language, f"strength-{one.strength}")
    if "other date" in kinds:
        due = str(one.due) if one.due else say(language, "no-date")
        yield f"{say(language, 'due')} {say(language, 'yearly') if one.yearly else due}"
    if "other party" in kinds:
        yield title_of(frozen.contract.parties[one.party], language)
    if "moved" in kinds:
        yield _under(version, one.clause, language)
    if kinds & {"carries more", "carries less", "carries otherwise"}:
        yield _carried(frozen, one)


def _under(version: Version, clause: str, language: str) -> str:
    return say(language, "under", clause=heading(version.clause[clause], language)["text"])


def _carried(frozen: FrozenVersion, one: Commitment) -> str:
    """The measures with their levels, and the quantity."""
    language = frozen.manifest.language
    measures = frozen.book.city(frozen.version.background).measures
    said = []
    for each in one.measures:
        known = measures.get(each.measure)  # an earlier version may name what the book has no more
        name = each.measure if known is None else title_of(known, language)
        said.append(f"{name} {write_share(each.level, language)}")
    if one.action is not None:
        kind = frozen.contract.kinds[one.action.kind]
        amount = write_quantity(one.action.quantity, kind.unit, language)
        said.append(f"{title_of(kind, language)} {amount}")
    return "; ".join(said) or say(language, "carries-nothing")
