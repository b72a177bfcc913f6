"""Who is told by mail of what happens to a contract that is written, and what the mails say.

A mail says which clause of which contract, and leads there. It holds no text of the contract, of a
proposal or of a comment, and names nobody: who may read these reads them on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from citypact.apps.conduct.actor import Actor, Role
from citypact.apps.conduct.notices import Notice, register
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import Acceptance, Comment, KeptContract, KeptRow, Proposal
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Rows, Written
from citypact.apps.parties.letters import to_the_owner
from citypact.apps.parties.models import Account, Membership, Organisation

__all__ = [
    "changed_after_acceptance",
    "of_comment",
    "of_decision",
    "of_proposal",
    "parties_of_clause",
]

PROPOSED = "drafting.proposed"
DECIDED = "drafting.decided"
COMMENTED = "drafting.commented"
CHANGED = "drafting.changed_after_acceptance"

#: Those who work on a text: not everybody who may is told of everything.
_WRITERS: Final = KEPT_CONTRACTS.allowed["write"]
_ACCEPTING: Final = KEPT_CONTRACTS.allowed["accept"]


def of_proposal(proposal: Proposal, parties: Collection[str], actor: Actor) -> list[Notice]:
    """To those who can decide on it: of ``parties``, or of the owner where the row is nobody's."""
    there = _people(parties, _WRITERS, actor)
    chosen = there or _people([proposal.contract.owner_id], _WRITERS, actor)
    values = _values(proposal.contract, proposal.version, proposal.clause, proposal.party)
    return [Notice(PROPOSED, account, values) for account in chosen]


def of_decision(proposal: Proposal, actor: Actor) -> list[Notice]:
    """To whoever proposed it, where somebody else decided."""
    kind, _colon, account = proposal.by.partition(":")
    if kind != "account" or proposal.by == actor.id:
        return []
    values = _values(proposal.contract, proposal.version, proposal.clause, proposal.decided_for)
    return [Notice(DECIDED, UUID(account), {**values, "state": proposal.state})]


def of_comment(comment: Comment, rows: Rows, actor: Actor) -> list[Notice]:
    """To those who write the clause: of the parties whose it is, or of the owner."""
    parties = parties_of_clause(rows, comment.version, comment.clause)
    there = _people(parties or [rows.contract.owner_id], _WRITERS, actor)
    values = _values(rows.contract, comment.version, comment.clause, comment.party)
    return [Notice(COMMENTED, account, values) for account in there]


def changed_after_acceptance(before: Rows, written: Written) -> list[Notice]:
    """To those who accept for parties whose acceptance no longer holds after a change."""
    contract = written.rows.contract
    versions = {edit.key.partition(":")[0] for edit in written.edits if ":" in edit.key}
    notices = []
    for version in sorted(versions):
        old, new = clause_hashes(before, version), clause_hashes(written.rows, version)
        changed = [name for name, hash_ in old.items() if new.get(name) != hash_]
        lapsed = Acceptance.objects.filter(contract=contract, version=version, clause__in=changed)
        for each in lapsed:
            if each.content_hash == old[each.clause]:
                values = _values(contract, version, each.clause, each.party)
                there = _people([each.party], _ACCEPTING)
                notices += [Notice(CHANGED, account, values) for account in there]
    return notices


def parties_of_clause(rows: Rows, version: str, clause: str) -> frozenset[str]:
    """Ids of the parties whose clause it is: its own, or those that promise something in it.

    Groups are left out: what is everybody's is the owner's to write.
    """
    parties = rows.tables.get("parties", {})
    row = rows.find("clauses", f"{version}:{clause}")
    own = row.cells.get("party", "") if row is not None else ""
    promising = {
        each.cells.get("party", "")
        for each in rows.tables.get("commitments", {}).values()
        if each.version == version and each.cells.get("clause") == clause
    }
    found = {own} if own else promising
    return frozenset(
        name for name in found if name in parties and not parties[name].cells.get("members")
    )


def _people(
    organisations: Iterable[str], roles: Collection[Role], actor: Actor | None = None
) -> list[UUID]:
    """Accounts with one of ``roles`` in one of ``organisations``, without the actor's own."""
    held = Membership.objects.filter(
        organisation__in=sorted(organisations),
        role__in=[role.value for role in roles],
        account__is_active=True,
    )
    there = set(held.values_list("account_id", flat=True))
    return sorted(each for each in there if actor is None or actor.id != f"account:{each}")


def _values(contract: KeptContract, version: str, clause: str, party: str) -> dict[str, str]:
    return {"contract": contract.pk, "version": version, "clause": clause, "party": party}


def _told(account: Account, values: Mapping[str, str]) -> dict[str, str]:
    """What the mails have in common, looked up when they are written."""
    language = translation.get_language() or "sv"
    contract = KeptContract.objects.get(pk=values["contract"])
    key = f"{values['version']}:{values['clause']}"
    row = KeptRow.objects.filter(contract=contract, table="clauses", key=key).first()
    cells = row.cells if row is not None else {}
    title = cells.get(f"title_{language}") or cells.get("title_sv") or values["clause"]
    organisation = Organisation.objects.filter(pk=values["party"]).first()
    place = [contract.city_id, contract.pk, values["version"]]
    path = (
        reverse("drafting:clause", args=[*place, values["clause"]])
        if row is not None
        else reverse("drafting:draft", args=place)
    )
    return {
        "name": account.name,
        "contract": f"{contract.title(language)} {values['version']}",
        "clause": f"{cells.get('number', '')} {title}".strip(),
        "party": organisation.title(language) if organisation else values["party"],
        "address": f"{settings.CITYPACT_ADDRESS}{path}",
    }


def _proposed(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\n%(party)s proposes a change of the clause “%(clause)s” in "
        "%(contract)s. You can accept or decline it:\n%(address)s"
    )
    return _("A proposal to decide on in Citypact"), text % _told(account, values)


def _decided(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    accepted = _(
        "Hello %(name)s,\n\n%(party)s has accepted your proposal for the clause “%(clause)s” in "
        "%(contract)s. Read it here:\n%(address)s"
    )
    declined = _(
        "Hello %(name)s,\n\n%(party)s has declined your proposal for the clause “%(clause)s” in "
        "%(contract)s. Read the answer here:\n%(address)s"
    )
    text = accepted if values["state"] == Proposal.ACCEPTED else declined
    return _("Your proposal in Citypact was decided on"), text % _told(account, values)


def _commented(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\n%(party)s has commented on the clause “%(clause)s” in %(contract)s. "
        "Read and answer it here:\n%(address)s"
    )
    return _("A comment on your clause in Citypact"), text % _told(account, values)


def _changed(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\nthe clause “%(clause)s” in %(contract)s has changed since %(party)s "
        "accepted it. Read it as it stands, and accept it again if you agree:\n%(address)s"
    )
    return _("A clause that you accepted has changed"), text % _told(account, values)


register(PROPOSED, to_the_owner(_proposed))
register(DECIDED, to_the_owner(_decided))
register(COMMENTED, to_the_owner(_commented))
register(CHANGED, to_the_owner(_changed))
