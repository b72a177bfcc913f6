"""Next year's version is drawn up in one change, and what is left out is told before and after."""

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.cycle.year import OWNER, in_force_only, taken_in
from tests.apps.drafting.writing import somebody

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.cycle.renewing import RenewContract, renewal_of
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.contract.contract import Contract
from citypact.contract.difference import difference
from citypact.contract.folder import open_contract
from citypact.contract.renewal import renewed
from citypact.errors import InputError

pytestmark = pytest.mark.django_db
NOT_LEADING = [role for role in Role if role not in {Role.COORDINATOR, Role.OPERATOR}]


def made(contract: KeptContract) -> Contract:
    return rows_of(contract).made()


def test_the_draft_is_the_librarys_and_stands_in_one_event() -> None:
    kept = in_force_only()
    before = made(kept)
    told = renewal_of(before)
    assert [each.id for each in told.left_out] == ["pilot"]
    done = RenewContract(kept.pk, somebody(OWNER, Role.COORDINATOR)).perform()
    after = made(kept)
    assert after.version("2026") == done.version == renewed(before, before.version("2025"))
    assert after.version("2025") == before.version("2025")
    event = Event.objects.get(code="cycle.version.renewed")
    assert event.values["left_out"] == ["pilot"]
    assert event.values["revision"] == KeptContract.objects.get().revision == 2
    assert verify().whole


def test_everything_that_was_there_is_there_but_for_what_is_told_as_left_out() -> None:
    kept = in_force_only()
    done = RenewContract(kept.pk, OPERATOR, year=2027).perform()
    found = difference(done.previous, done.version)
    assert found.clauses == ()
    assert {each.id for each in found.commitments} == {each.id for each in done.left_out}
    assert {each.kinds for each in found.commitments} == {("dropped",)}
    assert done.version.year == 2027


@pytest.mark.parametrize(
    ("year", "previous", "said"),
    [
        (2025, "", "2025 is not a later year"),
        (2026, "", "2026 was drawn up from 2025 already"),
        (2026, "2026", "2026 is not a later year"),
        (2027, "2024", "no version '2024'"),
    ],
)
def test_what_cannot_be_drawn_up_is_refused(year: int, previous: str, said: str) -> None:
    kept = taken_in()
    with pytest.raises(InputError, match=said):
        RenewContract(kept.pk, OPERATOR, year=year, previous=previous).perform()
    assert KeptContract.objects.get().revision == 1


def test_a_draft_may_be_renewed_for_a_year_that_is_not_taken() -> None:
    kept = taken_in()
    done = RenewContract(kept.pk, OPERATOR, previous="2026").perform()
    assert (done.version.id, done.version.previous) == ("2027", "2026")


@pytest.mark.parametrize("role", NOT_LEADING)
def test_who_does_not_lead_the_work_renews_nothing(role: Role) -> None:
    kept = in_force_only()
    actor = VISITOR if role is Role.VISITOR else somebody(OWNER, role)
    with pytest.raises(PermissionDenied):
        RenewContract(kept.pk, actor).perform()


def test_a_coordinator_of_a_party_does_not_lead_the_whole() -> None:
    kept = in_force_only()
    with pytest.raises(PermissionDenied):
        RenewContract(kept.pk, somebody("region", Role.COORDINATOR)).perform()


def test_malmos_contract_is_renewed_and_loses_nothing_but_what_is_over() -> None:
    kept = taken_in_malmo()
    done = RenewContract(kept.pk, OPERATOR).perform()
    packaged = open_contract("malmo-national")
    after = made(kept)
    assert after.version("2024") == packaged.version("2024")
    assert after.parties == packaged.parties
    kept_ones = set(after.version("2025").commitment)
    assert kept_ones | {each.id for each in done.left_out} == set(
        packaged.version("2024").commitment
    )
    assert all(each.due is not None and each.due < 2025 for each in done.left_out)


def taken_in_malmo() -> KeptContract:
    """Malmö's contract, owned by the city."""
    from citypact.apps.drafting.actions import TakeInContract  # noqa: PLC0415  one case
    from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  the same

    contract = open_contract("malmo-national")
    take_over(contract.parties.values())
    return TakeInContract(contract, "malmo-stad", OPERATOR).perform()
