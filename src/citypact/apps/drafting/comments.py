"""Saying what one thinks of a clause, settling it, and taking one's own words back."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.kinds import Kind
from citypact.apps.drafting import events, rights, telling
from citypact.apps.drafting.models import Comment
from citypact.apps.drafting.opening import require_open
from citypact.apps.drafting.owned import OfAnyPlace
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rights import Standing
from citypact.apps.drafting.rows import Rows, lock, rows_of
from citypact.errors import InputError

__all__ = ["LONGEST", "AddComment", "RemoveComment", "ResolveComment"]

#: So many characters a comment has at most.
LONGEST = 5_000


@dataclass(frozen=True)
class AddComment(OfAnyPlace, Action[Comment]):
    """Comment on a clause of a version that is open. The text stands in no event."""

    policy = KEPT_CONTRACTS
    verb = "comment"

    contract: str
    version: str
    clause: str
    text: str
    actor: Actor

    def check(self) -> None:
        """See that there is a text, and not too much of it.

        Raises:
            FieldsError: it is empty or too long.
        """
        problem = ""
        if not self.text.strip():
            problem = _("Write something.")
        elif len(self.text) > LONGEST:
            problem = _("%(length)s characters are too many: %(most)s are allowed.") % {
                "length": len(self.text),
                "most": LONGEST,
            }
        if problem:
            raise FieldsError(_("This cannot be kept so:"), {"text": problem})

    def change(self) -> Done[Comment]:
        """Keep it, and tell those whose clause it is."""
        kept = lock(self.contract)
        rows = rows_of(kept)
        by = self.standing(rows)
        require_open(rows, self.version)
        if rows.find("clauses", f"{self.version}:{self.clause}") is None:
            message = _("There is no clause %(clause)s in this version any more.")
            raise InputError(message % {"clause": self.clause})
        made = Comment.objects.create(
            contract=kept,
            version=self.version,
            clause=self.clause,
            party=by.organisation,
            by=self.actor.id,
            role=by.role.value,
            text=self.text.strip(),
        )
        happened = _happened(events.COMMENT_MADE, made, by)
        return Done(made, (happened,), telling.of_comment(made, rows, self.actor))


class _OfAComment:
    """What is done with a comment that is there."""

    comment: int

    def known(self) -> Comment:
        """The comment.

        Raises:
            InputError: there is none, or its text was taken away.
        """
        found = Comment.objects.select_related("contract").filter(pk=self.comment).first()
        if found is None or not found.text:
            raise InputError(_("This comment was taken away already."))
        return found


@dataclass(frozen=True)
class ResolveComment(_OfAComment, Action[Comment]):
    """Say that a comment is settled: by who made it, or who may write the clause."""

    policy = KEPT_CONTRACTS
    verb = "comment"

    comment: int
    actor: Actor

    def permit(self) -> None:
        """Return when the actor made it, or may write the clause.

        Raises:
            PermissionDenied: neither.
        """
        found = self.known()
        self._standing(found, rows_of(found.contract))

    def _standing(self, found: Comment, rows: Rows) -> Standing:
        if found.by == self.actor.id:
            return rights.standing(self.actor, "comment", [found.party])
        parties = telling.parties_of_clause(rows, found.version, found.clause)
        return rights.standing(self.actor, "write", [rows.contract.owner_id, *sorted(parties)])

    def change(self) -> Done[Comment]:
        """Keep that it is; one that is already stays as it is."""
        found = self.known()
        by = self._standing(found, rows_of(found.contract))
        if found.resolved_at is not None:
            return Done(found, ())
        found.resolved_at, found.resolved_by = timezone.now(), self.actor.id
        found.save(update_fields=["resolved_at", "resolved_by"])
        return Done(found, (_happened(events.COMMENT_RESOLVED, found, by),))


@dataclass(frozen=True)
class RemoveComment(_OfAComment, Action[None]):
    """Take the text of one's own comment away; that there was one stays in the events."""

    policy = KEPT_CONTRACTS
    verb = "comment"

    comment: int
    actor: Actor

    def permit(self) -> None:
        """Return when the actor made the comment: no role is needed to take one's words back.

        Raises:
            PermissionDenied: somebody else did.
        """
        if self.known().by != self.actor.id:
            message = f"{self.actor.id} did not make the comment {self.comment}"
            raise PermissionDenied(message)

    def change(self) -> Done[None]:
        """Empty it."""
        found = self.known()
        by = {"for": found.party, "role": found.role}
        found.text, found.resolved_at = "", found.resolved_at or timezone.now()
        found.save(update_fields=["text", "resolved_at"])
        return Done(None, (_happened(events.COMMENT_REMOVED, found, by),))


def _happened(kind: Kind, comment: Comment, by: Standing | dict[str, str]) -> Happened:
    return Happened(
        kind,
        subject=f"contract:{comment.contract_id}",
        organisation=comment.contract.owner_id,
        values={
            "contract": comment.contract_id,
            "comment": comment.pk,
            "party": comment.party,
            "clauses": [f"{comment.version}:{comment.clause}"],
            "by": by if isinstance(by, dict) else by.told(),
        },
    )
