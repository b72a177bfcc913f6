"""Letting a finding of the checker stand, with a reason that the document then tells."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.contracts.vocabulary import STATES, word
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.rows import NEW, Edit, lock, rows_of, write
from citypact.apps.signing.checking import report_of
from citypact.apps.signing.events import FINDING_ACCEPTED, FINDING_REOPENED
from citypact.apps.signing.policy import DOCUMENTS
from citypact.book.table import row_key
from citypact.contract.form import contract_form
from citypact.errors import InputError

__all__ = ["AcceptFinding", "ReopenFinding", "decided"]

#: States of a version in which it is still decided what may stand.
OPEN_STATES = frozenset({"draft", "in review", "agreed"})
TABLE = "accepted_findings"


def decided(state: str) -> str:
    """Why nothing is let stand or opened again in a version; empty where something may be."""
    if state in OPEN_STATES:
        return ""
    message = _("The version is %(state)s: what may stand in it is decided already.")
    return message % {"state": word(STATES, state).lower()}


@dataclass(frozen=True)
class _OfFinding(OfTheOwner, Action[None]):
    """What a finding of a version needs: its check and its place."""

    policy = DOCUMENTS
    verb = "accept finding"

    contract: str
    version: str
    check_id: str
    place: str
    actor: Actor

    @property
    def key(self) -> str:
        """Of the row that says so."""
        cells = {"version": self.version, "check": self.check_id, "place": self.place}
        return row_key(contract_form().tables[TABLE], cells)

    def _require_open(self, state: str) -> None:
        if reason := decided(state):
            raise InputError(reason)


@dataclass(frozen=True)
class AcceptFinding(_OfFinding):
    """Let a finding stand; the reason is said in both languages, for both documents tell it."""

    reason_sv: str = ""
    reason_en: str = ""

    def check(self) -> None:
        """See that there is a reason in both languages.

        Raises:
            FieldsError: there is none.
        """
        problems = {
            name: _("Say why it may stand: the reason is printed in the contract.")
            for name in ("reason_sv", "reason_en")
            if not getattr(self, name).strip()
        }
        if problems:
            raise FieldsError(_("The finding cannot be let stand so:"), problems)

    def change(self) -> Done[None]:
        """Write the row."""
        kept = lock(self.contract)
        rows = rows_of(kept)
        self._require_open(rows.made().version(self.version).state)
        known = {each.name for each in report_of(rows, self.version).findings}
        if (self.check_id, self.place) not in known:
            message = _("The checker no longer finds this: there is nothing to let stand.")
            raise InputError(message)
        cells = {
            "version": self.version,
            "check": self.check_id,
            "place": self.place,
            "reason_sv": self.reason_sv.strip(),
            "reason_en": self.reason_en.strip(),
        }
        written = write(
            kept,
            [Edit(TABLE, self.key, cells, NEW)],
            kind=FINDING_ACCEPTED,
            values={"check": self.check_id, "place": self.place},
        )
        return Done(None, (written.happened,))


@dataclass(frozen=True)
class ReopenFinding(_OfFinding):
    """Take back that a finding may stand."""

    def change(self) -> Done[None]:
        """Take the row away."""
        kept = lock(self.contract)
        rows = rows_of(kept)
        self._require_open(rows.made().version(self.version).state)
        row = rows.find(TABLE, self.key)
        if row is None:
            raise InputError(_("This finding has not been let stand."))
        written = write(
            kept,
            [Edit(TABLE, self.key, None, row.revision)],
            kind=FINDING_REOPENED,
            values={"check": self.check_id, "place": self.place},
        )
        return Done(None, (written.happened,))
