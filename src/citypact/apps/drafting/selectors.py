"""What is read of contracts that are written here; each function asks a known number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from citypact.apps.conduct.actor import Actor
from citypact.apps.drafting import rights
from citypact.apps.drafting.acceptance import signs
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import Acceptance, Comment, KeptContract, KeptRow, Proposal
from citypact.apps.drafting.outline import Outline, outline_of
from citypact.apps.drafting.rows import Rows, rows_of

__all__ = [
    "Draft",
    "acceptances_of",
    "accepted_parties",
    "comments_on",
    "contract_rows_for",
    "contracts_for",
    "draft_for",
    "holding",
    "open_comments",
    "proposal_in",
    "proposals_on",
    "rows_of_clause",
]


@dataclass(frozen=True)
class Draft:
    """A version that somebody may read as it is written."""

    actor: Actor
    contract: KeptContract
    outline: Outline

    @property
    def city(self) -> str:
        """Id of the city that the contract is of."""
        return self.contract.city_id

    @property
    def version(self) -> str:
        """Id of the version."""
        return self.outline.version.id

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the organisations whose people have to do with it, the owner first."""
        owner = self.contract.owner_id
        return (owner, *sorted(set(self.outline.parties) - {owner}))

    def may(self, verb: str, parties: Collection[str] | None = None) -> bool:
        """Whether the actor may, by a role in the owner or in ``parties``; in any where None."""
        places = self.places if parties is None else parties
        return rights.permits(self.actor, verb, self.contract, places)


def draft_for(actor: Actor, city: str, contract: str, version: str) -> Draft:
    """A version as it is written. One query, and two where its outline is not in memory.

    Raises:
        KeptContract.DoesNotExist: the city has no such contract here, or it no such version.
        PermissionDenied: the actor may not read it.
    """
    kept = KeptContract.objects.get(pk=contract, city_id=city)
    outline = outline_of(kept, version)
    if outline is None:
        # Whether there is one is told to those alone who may read the contract.
        parties = kept.rows.filter(table="parties").values_list("key", flat=True)
        rights.require(actor, "read", kept, tuple(parties))
        message = f"{contract} has no version {version}"
        raise KeptContract.DoesNotExist(message)
    rights.require(actor, "read", kept, tuple(outline.parties))
    return Draft(actor, kept, outline)


def rows_of_clause(draft: Draft, clause: str) -> Rows:
    """The rows that belong to a clause, and those of the parties. One query."""
    line = draft.outline.clause[clause]
    keys = {key for _table, key in line.rows}
    tables: dict[str, dict[str, KeptRow]] = {}
    for row in draft.contract.rows.filter(version=draft.version, key__in=keys):
        if (row.table, row.key) in line.rows:
            tables.setdefault(row.table, {})[row.key] = row
    tables["parties"] = {
        key: KeptRow(contract=draft.contract, table="parties", key=key, cells=dict(cells))
        for key, cells in draft.outline.parties.items()
    }
    return Rows(draft.contract, tables)


def open_comments(draft: Draft) -> Mapping[str, int]:
    """How many comments on each clause are not settled. One query."""
    found = Comment.objects.filter(
        contract=draft.contract, version=draft.version, resolved_at=None
    ).values_list("clause", flat=True)
    return Counter(found)


def comments_on(draft: Draft, clause: str) -> list[Comment]:
    """The comments on a clause, the first one first. One query."""
    return list(
        Comment.objects.filter(contract=draft.contract, version=draft.version, clause=clause)
    )


def proposals_on(draft: Draft, clause: str | None = None, *, state: str = "") -> list[Proposal]:
    """The proposals on a clause, or on the whole version, in one state or in any. One query."""
    found = Proposal.objects.filter(contract=draft.contract, version=draft.version)
    if clause is not None:
        found = found.filter(clause=clause)
    return list(found.filter(state=state) if state else found)


def proposal_in(draft: Draft, proposal: int) -> Proposal:
    """A proposal for this version. One query.

    Raises:
        Proposal.DoesNotExist: there is none of this number for this version.
    """
    return Proposal.objects.get(pk=proposal, contract=draft.contract, version=draft.version)


def contracts_for(actor: Actor, city: str = "") -> list[KeptContract]:
    """The contracts that ``actor`` may read, of one city or of all. Two queries.

    Somebody may who has a role in the owner or in a party.
    """
    found = KeptContract.objects.filter(city_id=city) if city else KeptContract.objects.all()
    parties: dict[str, list[str]] = {}
    for contract, key in KeptRow.objects.filter(table="parties").values_list("contract", "key"):
        parties.setdefault(contract, []).append(key)
    return [each for each in found if rights.permits(actor, "read", each, parties.get(each.pk, ()))]


def contract_rows_for(actor: Actor, contract: str, verb: str = "read") -> Rows:
    """A contract with its rows, for somebody who may read it. Two queries.

    Raises:
        KeptContract.DoesNotExist: there is none.
        PermissionDenied: the actor may not.
    """
    rows = rows_of(KeptContract.objects.get(pk=contract))
    rights.require(actor, verb, rows.contract, rights.places_of(rows))
    return rows


def acceptances_of(contract: str, version: str, clause: str = "") -> list[Acceptance]:
    """What parties have accepted of a version or of one clause, also what has changed since.

    One query.
    """
    found = Acceptance.objects.filter(contract=contract, version=version)
    return list(found.filter(clause=clause) if clause else found)


def holding(draft: Draft) -> Mapping[str, frozenset[str]]:
    """By clause, the parties that sign and accept it as it stands. One query."""
    outline, found = draft.outline, defaultdict[str, set[str]](set)
    said = Acceptance.objects.filter(contract=draft.contract, version=draft.version)
    for clause, party, content_hash in said.values_list("clause", "party", "content_hash"):
        line = outline.clause.get(clause)
        if line is not None and line.content_hash == content_hash and party in outline.signing:
            found[clause].add(party)
    return defaultdict(frozenset, {name: frozenset(who) for name, who in found.items()})


def accepted_parties(rows: Rows, version: str) -> frozenset[str]:
    """Ids of the parties that sign and accept every clause of a version as it stands. One query.

    A clause that has changed since is accepted no more; nobody has accepted a version without
    clauses.
    """
    now = clause_hashes(rows, version)
    standing: dict[str, int] = dict.fromkeys(signs(rows), 0)
    for each in acceptances_of(rows.contract.pk, version):
        if each.party in standing and now.get(each.clause) == each.content_hash:
            standing[each.party] += 1
    return frozenset(party for party, count in standing.items() if now and count == len(now))
