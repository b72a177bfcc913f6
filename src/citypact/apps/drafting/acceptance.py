"""Saying that a party agrees with a clause as it stands, and that it no longer does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.kinds import Kind
from citypact.apps.drafting import rights
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.events import ACCEPTANCE_WITHDRAWN, CLAUSES_ACCEPTED
from citypact.apps.drafting.models import Acceptance, KeptContract
from citypact.apps.drafting.opening import require_open
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rights import Standing
from citypact.apps.drafting.rows import Rows, lock, rows_of
from citypact.errors import InputError

__all__ = ["AcceptClauses", "WithdrawAcceptance", "signs"]


class _OfAParty:
    """What only who may accept for the party may."""

    contract: str
    party: str
    actor: Actor

    def permit(self) -> None:
        """Return when the actor may accept for the party.

        Raises:
            PermissionDenied: the actor may not.
        """
        kept = KeptContract.objects.filter(pk=self.contract).first()
        if kept is None:
            KEPT_CONTRACTS.require(self.actor, "accept", self.party)
            return
        rights.require_accept(self.actor, kept, self.party)


@dataclass(frozen=True)
class AcceptClauses(_OfAParty, Action[tuple[Acceptance, ...]]):
    """Say that ``party`` accepts clauses of a version as they were read.

    ``clauses`` holds, by the id of each clause, the hash of what was read
    (:func:`~citypact.apps.drafting.content.clause_hashes`): what has changed in the meantime is not
    accepted. All of them are, or none.
    """

    policy = KEPT_CONTRACTS
    verb = "accept"

    contract: str
    version: str
    party: str
    clauses: Mapping[str, str]
    actor: Actor

    def change(self) -> Done[tuple[Acceptance, ...]]:
        """Keep one acceptance a clause, in place of an earlier one."""
        kept = lock(self.contract)
        rows, by = rows_of(kept), rights.require_accept(self.actor, kept, self.party)
        require_open(rows, self.version)
        _require_signs(rows, self.party)
        self._require_as_read(rows)
        known = {
            each.clause: each.content_hash
            for each in Acceptance.objects.filter(
                contract=kept, version=self.version, party=self.party
            )
        }
        new = {name: hash_ for name, hash_ in self.clauses.items() if known.get(name) != hash_}
        if not new:
            return Done((), ())
        made = Acceptance.objects.bulk_create(
            [
                Acceptance(
                    contract=kept,
                    version=self.version,
                    clause=name,
                    party=self.party,
                    by=self.actor.id,
                    role=by.role.value,
                    at=timezone.now(),
                    content_hash=hash_,
                )
                for name, hash_ in sorted(new.items())
            ],
            update_conflicts=True,
            unique_fields=["contract", "version", "clause", "party"],
            update_fields=["by", "role", "at", "content_hash"],
        )
        values = {"content_hashes": [hash_ for _name, hash_ in sorted(new.items())]}
        happened = _happened(CLAUSES_ACCEPTED, self, sorted(new), by, values)
        return Done(tuple(made), (happened,))

    def _require_as_read(self, rows: Rows) -> None:
        """Refuse what is not there, or not as it was read.

        Raises:
            InputError: one of the clauses is not.
        """
        now = clause_hashes(rows, self.version)
        other = sorted(name for name, read in self.clauses.items() if now.get(name) != read)
        if other:
            message = _(
                "Changed since you read it: %(clauses)s. Nothing was accepted: read it as it "
                "stands now."
            )
            raise InputError(message % {"clauses": ", ".join(other)})


@dataclass(frozen=True)
class WithdrawAcceptance(_OfAParty, Action[None]):
    """Say that ``party`` no longer accepts a clause."""

    policy = KEPT_CONTRACTS
    verb = "accept"

    contract: str
    version: str
    party: str
    clause: str
    actor: Actor

    def change(self) -> Done[None]:
        """Take the acceptance away; that it was there stays in the events."""
        kept = lock(self.contract)
        rows, by = rows_of(kept), rights.require_accept(self.actor, kept, self.party)
        require_open(rows, self.version)
        count, _of_each = Acceptance.objects.filter(
            contract=kept, version=self.version, party=self.party, clause=self.clause
        ).delete()
        if not count:
            message = _("%(party)s has not accepted %(clause)s: there is nothing to take back.")
            raise InputError(message % {"party": self.party, "clause": self.clause})
        happened = _happened(ACCEPTANCE_WITHDRAWN, self, [self.clause], by, {})
        return Done(None, (happened,))


def signs(rows: Rows) -> tuple[str, ...]:
    """Ids of the parties that sign, as :func:`citypact.contract.states.signatories` has them."""
    parties = rows.tables.get("parties", {})
    return tuple(sorted(key for key, row in parties.items() if row.cells.get("signs") == "yes"))


def _require_signs(rows: Rows, party: str) -> None:
    if party not in signs(rows):
        message = _(
            "%(party)s signs nothing of %(contract)s: only a party that signs accepts its clauses."
        )
        raise InputError(message % {"party": party, "contract": rows.contract.pk})


def _happened(
    kind: Kind,
    action: AcceptClauses | WithdrawAcceptance,
    clauses: list[str],
    by: Standing,
    values: Mapping[str, object],
) -> Happened:
    return Happened(
        kind,
        subject=f"contract:{action.contract}",
        organisation=action.party,
        values={
            "contract": action.contract,
            "party": action.party,
            "clauses": [f"{action.version}:{name}" for name in clauses],
            "by": by.told(),
            **values,
        },
    )
