"""The steps of a version: from draft over review and agreement to its being in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.notices import Notice
from citypact.apps.cycle import selectors
from citypact.apps.cycle.events import VERSION_ADVANCED
from citypact.apps.cycle.letters import ADVANCED
from citypact.apps.cycle.standing import Standing, standing_of
from citypact.apps.cycle.words import condition_words, state_word
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Edit, Rows, lock, rows_of, write
from citypact.contract.contract import Contract
from citypact.errors import InputError

__all__ = ["AdvanceVersion", "StepError"]


class StepError(InputError):
    """A version cannot go on; ``reasons`` holds everything that stands in the way."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Collect them."""
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class AdvanceVersion(OfTheOwner, Action[Contract]):
    """Take a version on to another state, or back.

    One that comes into force bears the date of the last signature from then on, and the version
    that was in force is superseded in the same change.
    """

    policy = KEPT_CONTRACTS
    verb = "advance"

    contract: str
    version: str
    to: str
    actor: Actor

    def change(self) -> Done[Contract]:
        """Change its state, and that of the version that it supersedes.

        Raises:
            StepError: it cannot go on; says everything that stands in the way.
            InputError: there is no such contract or version.
        """
        kept = lock(self.contract)
        rows = rows_of(kept)
        standing = standing_of(rows, self.version)
        self._require(standing)
        before = standing.state
        written = write(
            kept,
            self._edits(rows, standing),
            kind=VERSION_ADVANCED,
            values={"version": self.version, "state_before": before, "state_after": self.to},
        )
        told = {"contract": self.contract, "version": self.version, "to": self.to}
        notices = [
            Notice(ADVANCED, account, told)
            for account in selectors.people_of(rows)
            if f"account:{account}" != self.actor.id
        ]
        return Done(written.contract, (written.happened,), notices)

    def _require(self, standing: Standing) -> None:
        if self.to not in standing.steps:
            allowed = ", ".join(state_word(to) for to in standing.steps) or _("nothing")
            message = _(
                "Version %(version)s is %(state)s. From there it goes on to: %(allowed)s. "
                "It is superseded when a later version comes into force."
            )
            told = {"version": self.version, "state": state_word(standing.state)}
            raise StepError((message % {**told, "allowed": allowed},))
        language = get_language() or "sv"
        lacking = [
            f"{what} ({why})" if why else what
            for each in standing.conditions(self.to)
            if not each.met
            for what, why in [condition_words(standing.contract, each, language)]
        ]
        if lacking:
            raise StepError(tuple(_("Not met: %(what)s.") % {"what": what} for what in lacking))

    def _edits(self, rows: Rows, standing: Standing) -> list[Edit]:
        signed = _last_signature(standing) if self.to == "in force" else ""
        edits = [_restated(rows, self.version, self.to, signed)]
        other = standing.contract.in_force
        if self.to == "in force" and other is not None:
            edits.append(_restated(rows, other.id, "superseded", other.signed))
        return edits


def _last_signature(standing: Standing) -> str:
    """The date of the last signature, year-month-day.

    Raises:
        StepError: nobody has signed, since the contract has no party that signs.
    """
    last = max(standing.signed.values(), default=None)
    if last is None:
        raise StepError((_("The contract has no party that signs: name one that does."),))
    return last.isoformat()


def _restated(rows: Rows, version: str, state: str, signed: str) -> Edit:
    row = rows.tables["versions"][version]
    return Edit("versions", version, {**row.cells, "state": state, "signed": signed}, row.revision)
