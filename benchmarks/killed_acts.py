"""What is killed in the middle: a few changes each, on a workspace that is prepared for it.

To be imported when the site is set up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.apps.local.people import CONTRACT, asked, now, set_up
from tests.contract.local.companies import company

from citypact.apps.conduct.actor import OPERATOR, VISITOR
from citypact.apps.cycle.renewing import RenewContract
from citypact.apps.cycle.stepping import AdvanceVersion
from citypact.apps.drafting.acceptance import AcceptClauses, signs
from citypact.apps.drafting.actions import TakeInContract, WriteRows
from citypact.apps.drafting.comments import AddComment
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import KeptContract, Proposal
from citypact.apps.drafting.proposals import DecideProposal, Propose
from citypact.apps.drafting.rows import NEW, Edit, Rows, rows_of
from citypact.apps.local import outlooks
from citypact.apps.local.joining import SignUpCompany
from citypact.apps.local.promising import ChangePromises, ReportDone
from citypact.apps.parties.taking_over import take_over
from citypact.contract.folder import open_contract
from citypact.contract.local.action import Report
from citypact.contract.local.sign_up import PlannedAction

__all__ = ["Act", "prepared"]

#: Number of the company that signs up; those before have signed up already.
NEXT = 1000


@dataclass(frozen=True)
class Act:
    """A few changes, one after the other.

    Attributes:
        name: of the act.
        names: of its changes.
        changes: makes one each time that it is asked for the next.
    """

    name: str
    names: tuple[str, ...]
    changes: Callable[[], Iterator[None]]


def prepared(contract: str, companies: int) -> Iterator[Act]:
    """Every act, as soon as the workspace is ready for it.

    Args:
        contract: name of a packaged one; its version in force is renewed, and the draft that comes
            of it written and agreed on.
        companies: that have signed up to the invented local contract already.
    """
    # The model is compiled here, once: what is to be killed is the change, not that.
    outlooks.asked(set_up(companies))
    yield Act(
        "signing up",
        ("the company asks", "it confirms", "it changes its promises", "it reports"),
        _signing_up,
    )
    packaged = open_contract(contract)
    take_over(packaged.parties.values())
    in_force = packaged.in_force
    if in_force is None:
        message = f"{contract} has no version in force: name a contract that has one"
        raise SystemExit(message)
    only = replace(packaged, versions={in_force.id: in_force})
    owner = next(name for name, party in packaged.parties.items() if party.kind == "municipality")
    TakeInContract(only, owner, OPERATOR).perform()
    yield Act("renewing", ("next year's version is drawn up",), lambda: _renewing(contract))
    draft = RenewContract(contract, OPERATOR).perform().version.id
    yield Act(
        "saving",
        ("texts are written", "a clause is proposed", "the proposal is accepted", "a comment"),
        lambda: _saving(contract, draft),
    )
    parties = signs(rows_of(KeptContract.objects.get(pk=contract)))
    yield Act(
        "agreeing",
        (
            "from draft to review",
            *(f"{party} accepts every clause" for party in parties),
            "from review to agreed",
        ),
        lambda: _agreeing(contract, draft, parties),
    )


def _signing_up() -> Iterator[None]:
    promised = PlannedAction("cycling", 100.0, 2030), PlannedAction("pumps", 2.0, 2030)
    said = replace(company(NEXT, *promised), roadmap="Plan")
    token = asked(said, "anna@example.org")
    yield
    party = SignUpCompany(token, VISITOR).perform().party
    yield
    changed = replace(said, actions=(*promised, PlannedAction("shorter", 5.0, 2030)))
    ChangePromises(CONTRACT, party, changed, now().kept.revision, OPERATOR).perform()
    yield
    reports = {
        f"{party}.{kind}": Report(2026, 1.0, "Mätaren", "The meter")
        for kind in ("cycling", "pumps", "shorter")
    }
    ReportDone(CONTRACT, party, 2026, reports, OPERATOR).perform()
    yield


def _renewing(contract: str) -> Iterator[None]:
    RenewContract(contract, OPERATOR).perform()
    yield


def _saving(contract: str, version: str) -> Iterator[None]:
    rows = rows_of(KeptContract.objects.get(pk=contract))
    # Every text of the version at once: as many rows as a change can have.
    texts = tuple(
        _written(rows, table, row.key, text_sv=f"{row.cells['text_sv']} Skrivet på nytt.")
        for table in ("clauses", "commitments")
        for row in rows.tables[table].values()
        if row.version == version and row.cells.get("text_sv")
    )
    WriteRows(contract, texts, OPERATOR).perform()
    yield
    above = next(row for row in rows.tables["clauses"].values() if row.version == version)
    cells = {
        **above.cells,
        "id": "proposed-clause",
        "number": "99",
        "parent": "",
        "order": "9999",
        "title_sv": "Ny klausul",
        "title_en": "New clause",
    }
    edit = Edit("clauses", f"{version}:proposed-clause", cells, NEW)
    proposal = Propose(contract, edit, "Den saknas.", OPERATOR).perform()
    yield
    known = Proposal.objects.get(pk=proposal.pk)
    DecideProposal(known.pk, accept=True, answer="Ja.", actor=OPERATOR, edit=edit).perform()
    yield
    AddComment(contract, version, "proposed-clause", "Bra så.", OPERATOR).perform()
    yield


def _written(rows: Rows, table: str, key: str, **cells: str) -> Edit:
    row = rows.tables[table][key]
    return Edit(table, key, {**row.cells, **cells}, row.revision)


def _agreeing(contract: str, version: str, parties: tuple[str, ...]) -> Iterator[None]:
    AdvanceVersion(contract, version, "in review", OPERATOR).perform()
    yield
    rows = rows_of(KeptContract.objects.get(pk=contract))
    read = clause_hashes(rows, version)
    for party in parties:
        AcceptClauses(contract, version, party, read, OPERATOR).perform()
        yield
    AdvanceVersion(contract, version, "agreed", OPERATOR).perform()
    yield
