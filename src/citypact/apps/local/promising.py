"""What a company does with its promises: changing them, reporting on them, taking them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import ConflictError, Edit
from citypact.apps.local import events
from citypact.apps.local.kept import Local
from citypact.apps.local.models import Participant, Withdrawal
from citypact.apps.local.outlooks import asked
from citypact.apps.local.policy import COMPANIES, require
from citypact.apps.local.summing import want_sum
from citypact.apps.local.writing import locked, own_rows, wrote
from citypact.contract.local.action import Report
from citypact.contract.local.changing import changed
from citypact.contract.local.reporting import report_problems, reported
from citypact.contract.local.sign_up import SignUp
from citypact.contract.party import Party
from citypact.errors import ContractError, InputError

__all__ = ["ChangePromises", "ReportDone", "Withdraw"]


class _OfACompany(Action[bool]):
    """What the company's own people may, and the owner's; says whether anything changed."""

    policy = COMPANIES
    contract: str
    party: str

    def permit(self) -> None:
        """Return when the actor has a role that suffices in the company or in the owner.

        Raises:
            PermissionDenied: there is none.
        """
        kept = KeptContract.objects.filter(pk=self.contract).first()
        if kept is None:
            super().permit()
            return
        require(self.policy, self.actor, self.verb, kept, (self.party,))

    def company(self, local: Local) -> Party:
        """The company in the contract.

        Raises:
            InputError: it has left, or never signed up.
        """
        found = local.contract.parties.get(self.party)
        if found is None or found.kind != "company":
            message = _("%(party)s has not signed up to %(contract)s, or has left it.")
            raise InputError(message % {"party": self.party, "contract": self.contract})
        return found


@dataclass(frozen=True)
class ChangePromises(_OfACompany):
    """Change quantities and years, add promises, take some back.

    ``seen`` is the contract's revision that the form showed: where somebody else has changed the
    company's rows since, nothing is written.
    """

    verb = "change"

    contract: str
    party: str
    said: SignUp
    seen: int
    actor: Actor

    def change(self) -> Done[bool]:
        """Write them.

        Raises:
            ConflictError: somebody else has changed them since they were shown.
            ContractError: something is wrong with what is said; it carries all of it.
        """
        local = locked(self.contract)
        company = self.company(local)
        newer = [row for row in own_rows(local, self.party) if row.revision > self.seen]
        if newer:
            met = [(Edit(row.table, row.key, None, self.seen), row) for row in newer]
            raise ConflictError(self.contract, met)
        now = timezone.localdate().year
        known = asked(local).known
        commitments = changed(
            self.said, self.party, local.contract, local.version, known, today=now
        )
        party = replace(company, size=self.said.size)
        happened = wrote(
            local, party, commitments, whose=self.party, kind=events.COMPANY_CHANGED, values={}
        )
        if happened is None:
            return Done(result=False, events=())
        want_sum(self.contract)
        return Done(result=True, events=(happened,))


@dataclass(frozen=True)
class ReportDone(_OfACompany):
    """Report what is done of the company's promises by the end of a year.

    ``reports`` are by commitment; a promise that is not among them stays as it was reported.
    """

    verb = "report"

    contract: str
    party: str
    year: int
    reports: Mapping[str, Report]
    actor: Actor

    def change(self) -> Done[bool]:
        """Write them.

        Raises:
            ContractError: something is wrong with a report; it carries all of it.
            InputError: a promise is not the company's.
        """
        local = locked(self.contract)
        company, version = self.company(local), local.version
        own = {each.id for each in local.promises[self.party]}
        strange = sorted(set(self.reports) - own)
        if strange:
            message = _("%(party)s has not promised %(names)s.")
            raise InputError(message % {"party": self.party, "names": ", ".join(strange)})
        known, today = asked(local).known, timezone.localdate().year
        yardsticks = {
            each.id: known.get(each.action.kind) if each.action else None
            for each in local.promises[self.party]
        }
        problems = [
            replace(problem, file=name)
            for name, report in self.reports.items()
            for problem in report_problems(version, name, report, yardsticks[name], today=today)
        ]
        if problems:
            raise ContractError(self.contract, problems)
        for name, report in self.reports.items():
            version = reported(local.contract, version, name, report, yardsticks[name], today=today)
        happened = wrote(
            local,
            company,
            [each for each in version.commitments if each.party == self.party],
            whose=self.party,
            kind=events.REPORT_GIVEN,
            values={"year": self.year},
        )
        return Done(result=happened is not None, events=(happened,) if happened else ())


@dataclass(frozen=True)
class Withdraw(_OfACompany):
    """Take a company out of the version in force, with all that it has promised.

    What stood there is in the log; the reason is kept beside, where it can be erased.
    """

    verb = "withdraw"

    contract: str
    party: str
    reason: str
    actor: Actor

    def check(self) -> None:
        """See that a reason is given.

        Raises:
            InputError: there is none.
        """
        if not self.reason.strip():
            raise InputError(_("Say why the company leaves: the city learns from it."))

    def change(self) -> Done[bool]:
        """Take it out."""
        local = locked(self.contract)
        company = self.company(local)
        happened = wrote(
            local,
            None,
            (),
            whose=self.party,
            kind=events.COMPANY_LEFT,
            values={"count": len(local.promises[self.party])},
        )
        Withdrawal.objects.create(
            contract=local.kept,
            party=self.party,
            title=company.title_sv,
            reason=self.reason.strip(),
        )
        Participant.objects.filter(contract=local.kept, party=self.party).delete()
        want_sum(self.contract)
        return Done(result=True, events=(happened,) if happened else ())
