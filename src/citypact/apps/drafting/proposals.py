"""Proposing what is to become of a row, and deciding on it.

Whoever may not write a row, or would rather ask, proposes it. Whoever may write it decides: an
accepted proposal is written as a change is, and meets the same conflict where somebody has changed
the row since it was proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.kinds import Kind
from citypact.apps.drafting import events, rights, telling
from citypact.apps.drafting.actions import require_all_open
from citypact.apps.drafting.content import CARRIED
from citypact.apps.drafting.models import Proposal
from citypact.apps.drafting.owned import OfAnyPlace
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.removal import with_what_belongs
from citypact.apps.drafting.rights import Standing
from citypact.apps.drafting.rows import Edit, Rows, lock, rows_of, tried, write
from citypact.errors import InputError

__all__ = ["LONGEST", "TABLES", "DecideProposal", "Propose", "WithdrawProposal"]

#: So many characters a reason or an answer has at most.
LONGEST = 2_000
#: The tables whose rows can be proposed: the clauses, and what is promised in them.
TABLES: Final = ("clauses", "commitments", *CARRIED)


@dataclass(frozen=True)
class Propose(OfAnyPlace, Action[Proposal]):
    """Propose what is to become of one row of a version that is open."""

    policy = KEPT_CONTRACTS
    verb = "propose"

    contract: str
    edit: Edit
    reason: str
    actor: Actor

    def check(self) -> None:
        """See that the reason is not too long, and the table one that can be proposed.

        Raises:
            FieldsError: the reason is.
            InputError: the table is none.
        """
        _require_short("reason", self.reason)
        if self.edit.table not in TABLES:
            message = _("Rows of %(table)s cannot be proposed, only clauses and what they promise.")
            raise InputError(message % {"table": self.edit.table})

    def change(self) -> Done[Proposal]:
        """Keep it; nothing of the contract changes."""
        kept = lock(self.contract)
        rows = rows_of(kept)
        by = self.standing(rows)
        require_all_open(rows, (self.edit,))
        row = rows.find(self.edit.table, self.edit.key)
        before = dict(row.cells) if row is not None else None
        deciding = rights.parties_of_edit(rows, self.edit)
        version, clause = self.edit.key.partition(":")[0], self._clause(rows)
        if not tried(rows, with_what_belongs(rows, self.edit)):
            raise InputError(_("Nothing is changed yet: change something, then propose it."))
        cells = self.edit.cells
        made = Proposal.objects.create(
            contract=kept,
            version=version,
            clause=clause,
            party=by.organisation,
            by=self.actor.id,
            role=by.role.value,
            table=self.edit.table,
            key=self.edit.key,
            seen=self.edit.seen,
            before=before,
            cells=None if cells is None else {name: text for name, text in cells.items() if text},
            reason=self.reason.strip(),
        )
        happened = _happened(events.PROPOSAL_MADE, made, by)
        return Done(made, (happened,), telling.of_proposal(made, deciding, self.actor))

    def _clause(self, rows: Rows) -> str:
        """The clause by which it is shown: a new clause by the one above it, empty at the top."""
        row, cells = rows.find(self.edit.table, self.edit.key), self.edit.cells or {}
        if row is None and self.edit.table == "clauses":
            return cells.get("parent", "")
        return rows.clause_of(self.edit.table, row.cells if row is not None else cells)


class _OfAProposal:
    """What is done with a proposal that is open."""

    proposal: int

    def found(self) -> tuple[Proposal, Rows]:
        """The proposal, with its contract locked.

        Raises:
            InputError: there is none, or it is not open any more.
        """
        known = Proposal.objects.filter(pk=self.proposal).first()
        if known is None:
            message = _("There is no proposal %(proposal)s.") % {"proposal": self.proposal}
            raise InputError(message)
        kept = lock(known.contract_id)
        found = Proposal.objects.select_for_update().get(pk=self.proposal)
        found.contract = kept
        if found.state != Proposal.OPEN:
            message = _("Somebody has decided on this proposal already, or it was withdrawn.")
            raise InputError(message)
        return found, rows_of(kept)


@dataclass(frozen=True)
class DecideProposal(_OfAProposal, Action[Proposal]):
    """Accept a proposal, which writes it, or decline it.

    ``edit`` is what is to be written where it is not what was proposed: the proposal and a change
    that was made since, brought together by whoever decides.
    """

    policy = KEPT_CONTRACTS
    verb = "write"

    proposal: int
    accept: bool
    answer: str
    actor: Actor
    edit: Edit | None = None

    def permit(self) -> None:
        """Return when the actor may write the row that the proposal is about.

        Raises:
            PermissionDenied: it is not the actor's to write.
        """
        known = Proposal.objects.select_related("contract").filter(pk=self.proposal).first()
        if known is None:
            super().permit()
            return
        rights.require_edits(self.actor, rows_of(known.contract), self._edits(known))

    def _edits(self, proposal: Proposal) -> tuple[Edit, ...]:
        own = Edit(proposal.table, proposal.key, proposal.cells, proposal.seen)
        return (own,) if self.edit is None else (own, self.edit)

    def check(self) -> None:
        """See that the answer is not too long.

        Raises:
            FieldsError: it is.
        """
        _require_short("answer", self.answer)

    def change(self) -> Done[Proposal]:
        """Write it or not, and keep what was decided."""
        found, rows = self.found()
        by = rights.require_edits(self.actor, rows, self._edits(found))
        found.state = Proposal.ACCEPTED if self.accept else Proposal.DECLINED
        found.answer, found.decided_at = self.answer.strip(), timezone.now()
        found.decided_by, found.decided_for = self.actor.id, by.organisation
        happened, notices = _happened(events.PROPOSAL_DECLINED, found, by), []
        if self.accept:
            edit = self.edit or Edit(found.table, found.key, found.cells, found.seen)
            if (edit.table, edit.key) != (found.table, found.key):
                raise InputError(_("This is another row than the one that was proposed."))
            require_all_open(rows, (edit,))
            values = {"by": by.told(), "proposal": found.pk, "party": found.party}
            edits = with_what_belongs(rows, edit)
            written = write(found.contract, edits, kind=events.PROPOSAL_ACCEPTED, values=values)
            happened = written.happened
            notices = telling.changed_after_acceptance(rows, written)
        found.save()
        return Done(found, (happened,), [*telling.of_decision(found, self.actor), *notices])


@dataclass(frozen=True)
class WithdrawProposal(_OfAProposal, Action[Proposal]):
    """Take back a proposal that one has made oneself."""

    policy = KEPT_CONTRACTS
    verb = "propose"

    proposal: int
    actor: Actor

    def permit(self) -> None:
        """Return when the proposal is the actor's own, and the actor may still propose.

        Raises:
            PermissionDenied: it is not, or the actor may not.
        """
        known = Proposal.objects.filter(pk=self.proposal).first()
        self.policy.require(self.actor, self.verb, known.party if known else None)
        if known is not None and known.by != self.actor.id:
            message = f"{self.actor.id} did not make the proposal {self.proposal}"
            raise PermissionDenied(message)

    def change(self) -> Done[Proposal]:
        """Keep that it was taken back."""
        found, _rows = self.found()
        by = rights.standing(self.actor, self.verb, [found.party])
        found.state, found.decided_at = Proposal.WITHDRAWN, timezone.now()
        found.save()
        return Done(found, (_happened(events.PROPOSAL_WITHDRAWN, found, by),))


def _require_short(field: str, text: str) -> None:
    if len(text) > LONGEST:
        message = _("%(length)s characters are too many: %(most)s are allowed.")
        told = message % {"length": len(text), "most": LONGEST}
        raise FieldsError(_("This cannot be kept so:"), {field: told})


def _happened(kind: Kind, proposal: Proposal, by: Standing) -> Happened:
    """What happened to a proposal; reason and answer stand in no event."""
    values: Mapping[str, object] = {
        "contract": proposal.contract_id,
        "proposal": proposal.pk,
        "party": proposal.party,
        "rows": [f"{proposal.table}/{proposal.key}"],
        "clauses": [f"{proposal.version}:{proposal.clause}"],
        "before": [proposal.before],
        "after": [proposal.cells],
        "by": by.told(),
    }
    return Happened(
        kind,
        subject=f"contract:{proposal.contract_id}",
        organisation=proposal.contract.owner_id,
        values=values,
    )
