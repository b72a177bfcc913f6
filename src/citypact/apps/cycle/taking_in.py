"""Taking a supplied text in: its clauses become a draft, its promises proposals.

Nothing is accepted by itself: the draft holds no commitment until a person accepts one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.cycle.events import PROPOSALS_MADE, TEXT_TAKEN_IN
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract, Proposal
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import NEW, Edit, lock, rows_of, write
from citypact.contract.text import (
    ContractText,
    ProposedRow,
    TextDraft,
    draft_of_text,
    parse_contract_text,
    propose,
    text_of,
)
from citypact.errors import InputError

__all__ = ["TakeInText", "read_text"]


def read_text(name: str, data: bytes) -> ContractText:
    """The clauses of a text that somebody has brought.

    Raises:
        ContractError: it is no text that can be read; says all that is wrong with it.
    """
    return parse_contract_text(name, text_of(name, data))


@dataclass(frozen=True)
class TakeInText(OfTheOwner, Action[TextDraft]):
    """Make a draft of a version from a text, and a proposal of each promise in it.

    ``year`` is that of the version where the text does not say one, 0 for none; ``version`` its
    id, the year where empty.
    """

    policy = KEPT_CONTRACTS
    verb = "renew"

    contract: str
    text: ContractText
    actor: Actor
    year: int = 0
    version: str = ""

    def change(self) -> Done[TextDraft]:
        """Add the draft's rows in one change, and keep the proposals beside it.

        Raises:
            InputError: no year is known, or there is such a version already.
            ContractError: the text names parties that the contract does not have, or its clauses
                make no contract.
        """
        kept = lock(self.contract)
        contract = rows_of(kept).made()
        reading = propose(self.text)
        year = self.year or reading.year or 0
        version = self.version or str(year)
        if not year:
            raise InputError(_("The text does not say which year it is for: give the year."))
        if version in contract.versions:
            message = _("There is a version %(version)s already: give the draft another name.")
            raise InputError(message % {"version": version})
        draft = draft_of_text(self.text, reading, contract, version, contract.in_force)
        written = write(
            kept,
            self._edits(kept, draft, version, year),
            kind=TEXT_TAKEN_IN,
            values={
                "file": self.text.name,
                "version": version,
                "clauses": len(draft.clauses),
                "proposals": len(draft.proposals),
            },
        )
        happened = [written.happened]
        made = self._propose(kept, draft, version)
        if made:
            happened.append(_proposed(kept, version, made))
        return Done(draft, tuple(happened))

    def _edits(self, kept: KeptContract, draft: TextDraft, version: str, year: int) -> list[Edit]:
        source = {
            "id": f"text-{version}",
            "title_sv": self.text.name,
            "title_en": self.text.name,
            "publisher_sv": kept.owner.title_sv,
            "publisher_en": kept.owner.title_en,
            "note_sv": "En text som har tagits in här.",
            "note_en": "A text that was taken in here.",
        }
        row = {"id": version, "year": str(year), "state": "draft", "source": source["id"]}
        return [
            Edit("sources", source["id"], source, NEW),
            Edit("versions", version, row, NEW),
            *(Edit("parties", cells["id"], cells, NEW) for cells in draft.groups),
            *(Edit("clauses", f"{version}:{cells['id']}", cells, NEW) for cells in draft.clauses),
        ]

    def _propose(self, kept: KeptContract, draft: TextDraft, version: str) -> list[Proposal]:
        by = rights.standing(self.actor, "propose", [kept.owner_id])
        return Proposal.objects.bulk_create(
            Proposal(
                contract=kept,
                version=version,
                clause=each.clause,
                party=by.organisation,
                by=self.actor.id,
                role=by.role.value,
                at=timezone.now(),
                table="commitments",
                key=f"{version}:{each.cells['id']}",
                seen=NEW,
                before=None,
                cells=each.cells,
                reason=_reason(self.text.name, each),
            )
            for each in draft.proposals
        )


def _reason(file: str, row: ProposedRow) -> str:
    """Why it is proposed: where it stands and what it was recognised by, for who decides on it."""
    told = {"file": file, "line": row.proposal.line, "cue": row.proposal.cue}
    why = _("Read in %(file)s, line %(line)s, by the words “%(cue)s”.") % told
    return " ".join(
        (
            why,
            _(
                "The text does not tell what kind of promise it is, nor whether it can be "
                "measured: it is proposed as one to carry out, not measurable. Change that where "
                "it is wrong."
            ),
        )
    )


def _proposed(kept: KeptContract, version: str, made: list[Proposal]) -> Happened:
    return Happened(
        PROPOSALS_MADE,
        subject=f"contract:{kept.pk}",
        organisation=kept.owner_id,
        values={
            "contract": kept.pk,
            "version": version,
            "count": len(made),
            "rows": [f"{each.table}/{each.key}" for each in made],
            "after": [each.cells for each in made],
        },
    )
