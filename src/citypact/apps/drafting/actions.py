"""Every change of the rows of a contract."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.drafting import rights
from citypact.apps.drafting.events import CONTRACT_TAKEN_IN
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.apps.drafting.opening import require_open
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Edit, Rows, Written, lock, rows_of, write
from citypact.apps.drafting.telling import changed_after_acceptance
from citypact.apps.parties.models import Organisation
from citypact.book.table import row_key
from citypact.contract.contract import Contract
from citypact.contract.folder import examine_cells
from citypact.contract.form import contract_form
from citypact.contract.writing import contract_rows, contract_settings
from citypact.errors import InputError

__all__ = ["TakeInContract", "WriteRows", "require_all_open"]


@dataclass(frozen=True)
class TakeInContract(Action[KeptContract]):
    """Take a contract into the workspace, to be written on here; its owner is there already."""

    policy = KEPT_CONTRACTS
    verb = "take in"

    contract: Contract
    owner: str
    actor: Actor

    def within(self) -> str | None:
        """The organisation that is to own it."""
        return self.owner

    def check(self) -> None:
        """See that there is none of this id, and that the owner is known.

        Raises:
            InputError: there is, or it is not.
        """
        if KeptContract.objects.filter(pk=self.contract.id).exists():
            message = _("There is a contract %(id)s in this workspace already: go on with that.")
            raise InputError(message % {"id": self.contract.id})
        if not Organisation.objects.filter(pk=self.owner).exists():
            message = _("There is no organisation %(id)s: add it first.") % {"id": self.owner}
            raise InputError(message)

    def change(self) -> Done[KeptContract]:
        """Keep every row."""
        settings, rows = contract_settings(self.contract), contract_rows(self.contract)
        content_hash = examine_cells(settings, rows).content_hash(self.contract.id)
        kept = KeptContract.objects.create(
            id=self.contract.id,
            city_id=self.contract.city,
            kind=self.contract.kind,
            title_sv=self.contract.title_sv,
            title_en=self.contract.title_en,
            settings=settings,
            owner_id=self.owner,
            revision=1,
        )
        forms = contract_form().tables
        made = KeptRow.objects.bulk_create(
            KeptRow(
                contract=kept,
                table=table,
                key=row_key(forms[table], cells),
                version=cells.get("version", ""),
                cells=cells,
                revision=1,
            )
            for table, several in rows.items()
            for cells in several
        )
        happened = Happened(
            CONTRACT_TAKEN_IN,
            subject=f"contract:{kept.pk}",
            organisation=self.owner,
            values={"contract": kept.pk, "content_hash": content_hash, "rows": len(made)},
        )
        return Done(kept, (happened,))


@dataclass(frozen=True)
class WriteRows(Action[Written]):
    """Change rows of versions that are a draft or in review; all of them, or none."""

    policy = KEPT_CONTRACTS
    verb = "write"

    contract: str
    edits: tuple[Edit, ...]
    actor: Actor

    def permit(self) -> None:
        """Return when the actor may write each of the rows.

        Raises:
            PermissionDenied: one of them is not the actor's to write.
            InputError: there is no such contract.
        """
        kept = KeptContract.objects.filter(pk=self.contract).first()
        if kept is None:
            super().permit()
            return
        rights.require_edits(self.actor, rows_of(kept), self.edits)

    def change(self) -> Done[Written]:
        """Write them."""
        kept = lock(self.contract)
        rows = rows_of(kept)
        # Somebody may have moved a row to another party since the question was asked.
        by = rights.require_edits(self.actor, rows, self.edits)
        require_all_open(rows, self.edits)
        written = write(kept, self.edits, values={"by": by.told()})
        if not written.edits:
            return Done(written, ())
        return Done(written, (written.happened,), changed_after_acceptance(rows, written))


def require_all_open(rows: Rows, edits: tuple[Edit, ...]) -> None:
    """Refuse to change the text of a version that is agreed, and the state of any.

    Raises:
        InputError: an edit would.
    """
    versions = rows.tables.get("versions", {})
    for edit in edits:
        # The key of a row that belongs to a version begins with it; others find no version here.
        name = edit.key.partition(":")[0]
        row = versions.get(name)
        if row is None or (edit.table != "versions" and ":" not in edit.key):
            continue
        if edit.table == "versions" and (edit.cells or {}).get("state") != row.cells.get("state"):
            message = _("The state of a version changes by a step of its own, not by writing it.")
            raise InputError(message)
        require_open(rows, name)
