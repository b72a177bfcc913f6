"""A version goes on when everything holds; what stands in its way is told, all of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult
from tests.apps.cycle.year import DAY, OWNER, accept_all, advanced, taken_in
from tests.apps.drafting.writing import account_in, edit_of, somebody
from tests.apps.signing.documents import without_findings

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.cycle.standing import standing_of
from citypact.apps.cycle.stepping import AdvanceVersion, StepError
from citypact.apps.drafting.acceptance import signs
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.signing.models import ContractDocument, PartySignature
from citypact.contract.version import STATES
from citypact.errors import InputError

pytestmark = pytest.mark.django_db
NOT_LEADING = [role for role in Role if role not in {Role.COORDINATOR, Role.OPERATOR}]


@pytest.fixture
def contract() -> KeptContract:
    return taken_in()


def sign(contract: KeptContract, days: Mapping[str, date]) -> None:
    """Let parties sign, each on its day."""
    document, _new = ContractDocument.objects.get_or_create(
        contract=contract, version="2026", defaults={"language": "sv", "state": "open"}
    )
    for party, day in days.items():
        given = PartySignature.objects.create(document=document, party=party, state="signed")
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        PartySignature.objects.filter(pk=given.pk).update(at=noon)


def state_of(contract: KeptContract, version: str = "2026") -> str:
    return str(rows_of(contract).tables["versions"][version].cells["state"])


def test_from_draft_to_force_and_the_earlier_version_is_superseded(contract: KeptContract) -> None:
    without_findings(contract)
    advanced(contract, "in review")
    accept_all(contract)
    advanced(contract, "agreed", "signing")
    earlier = dict.fromkeys(signs(rows_of(contract)), DAY - timedelta(days=3))
    sign(contract, earlier | {"region": DAY})
    AdvanceVersion(contract.pk, "2026", "in force", somebody(OWNER, Role.COORDINATOR)).perform()
    versions = rows_of(contract).made().versions
    assert {name: each.state for name, each in versions.items()} == {
        "2025": "superseded",
        "2026": "in force",
    }
    assert versions["2026"].signed == DAY.isoformat()
    assert versions["2025"].signed == "2024-12-10"
    last = Event.objects.filter(code="cycle.version.advanced").last()
    assert last is not None
    assert last.values["rows"] == ["versions/2026", "versions/2025"]
    assert (last.values["state_before"], last.values["state_after"]) == ("signing", "in force")


def test_nothing_that_stands_in_the_way_is_left_untold(contract: KeptContract) -> None:
    advanced(contract, "in review")
    accept_all(contract)
    advanced(contract, "agreed")
    rows = rows_of(contract)
    assert len(standing_of(rows, "2026").findings) > 0
    with pytest.raises(StepError) as caught:
        AdvanceVersion(contract.pk, "2026", "signing", OPERATOR).perform()
    assert len(caught.value.reasons) == 1
    assert "findings are left" in caught.value.reasons[0] or "finding is left" in str(caught.value)
    assert state_of(contract) == "agreed"


def test_a_clause_that_is_changed_after_it_was_accepted_is_accepted_no_more(
    contract: KeptContract,
) -> None:
    advanced(contract, "in review")
    accept_all(contract)
    key = next(
        key for key, row in rows_of(contract).tables["commitments"].items() if row.version == "2026"
    )
    WriteRows(
        contract.pk, (edit_of(contract, "commitments", key, text_sv="Något annat"),), OPERATOR
    ).perform()
    with pytest.raises(StepError, match="not yet: Agency for Cities, Exempelstad Energy"):
        AdvanceVersion(contract.pk, "2026", "agreed", OPERATOR).perform()


def test_after_the_first_signature_there_is_no_way_back(contract: KeptContract) -> None:
    without_findings(contract)
    advanced(contract, "in review")
    accept_all(contract)
    advanced(contract, "agreed", "signing")
    sign(contract, {"region": DAY})
    with pytest.raises(StepError, match="signed already: The region"):
        AdvanceVersion(contract.pk, "2026", "in review", OPERATOR).perform()
    with pytest.raises(StepError, match="not yet: Agency for Cities"):
        AdvanceVersion(contract.pk, "2026", "in force", OPERATOR).perform()


@pytest.mark.parametrize("to", STATES)
def test_a_version_goes_to_no_other_state_than_those_that_follow(
    contract: KeptContract, to: str
) -> None:
    if to == "in review":
        advanced(contract, to)
        return
    with pytest.raises(StepError, match="From there it goes on to: In review"):
        AdvanceVersion(contract.pk, "2026", to, OPERATOR).perform()


def test_a_version_is_superseded_by_the_next_one_alone(contract: KeptContract) -> None:
    with pytest.raises(StepError, match="It is superseded when a later version comes into force"):
        AdvanceVersion(contract.pk, "2025", "superseded", OPERATOR).perform()
    with pytest.raises(InputError, match="no version '2031'"):
        AdvanceVersion(contract.pk, "2031", "in review", OPERATOR).perform()


def test_the_parties_people_are_told_and_whoever_did_it_is_not(contract: KeptContract) -> None:
    reader, coordinator = account_in("region", Role.READER), account_in(OWNER, Role.COORDINATOR)
    account_in("region", Role.EDITOR)
    AdvanceVersion(contract.pk, "2026", "in review", somebody(OWNER, Role.COORDINATOR)).perform()
    told = [each.args_kwargs["args"] for each in DBTaskResult.objects.all()]
    advanced_to = {args[1] for args in told if args[0] == "cycle.advanced"}
    assert str(reader.pk) in advanced_to
    assert str(coordinator.pk) not in advanced_to
    assert len(advanced_to) == 2


@pytest.mark.parametrize("role", NOT_LEADING)
def test_who_does_not_lead_the_work_takes_no_step(contract: KeptContract, role: Role) -> None:
    actor = VISITOR if role is Role.VISITOR else somebody(OWNER, role)
    with pytest.raises(PermissionDenied):
        AdvanceVersion(contract.pk, "2026", "in review", actor).perform()
    with pytest.raises(PermissionDenied):
        AdvanceVersion(
            contract.pk, "2026", "in review", somebody("region", Role.COORDINATOR)
        ).perform()
    assert state_of(contract) == "draft"


def test_a_signature_that_is_withdrawn_or_given_up_counts_no_more(contract: KeptContract) -> None:
    without_findings(contract)
    advanced(contract, "in review")
    accept_all(contract)
    advanced(contract, "agreed", "signing")
    sign(contract, dict.fromkeys(signs(rows_of(contract)), DAY))
    PartySignature.objects.filter(party="region").update(state="withdrawn")
    with pytest.raises(StepError, match="not yet: The region"):
        AdvanceVersion(contract.pk, "2026", "in force", OPERATOR).perform()
    ContractDocument.objects.update(state="abandoned")
    AdvanceVersion(contract.pk, "2026", "in review", OPERATOR).perform()
    assert state_of(contract) == "in review"
