import pytest
from tests.contract.local.companies import company, with_companies

from citypact.contract.contract import Contract
from citypact.contract.local.action import Report
from citypact.contract.local.follow_up import status
from citypact.contract.local.reporting import report_problems, reported
from citypact.contract.local.sign_up import PlannedAction
from citypact.contract.local.yardstick import Yardstick
from citypact.errors import ContractError

TODAY = 2027


def test_a_report_changes_the_status_and_a_new_one_of_the_year_replaces_it(
    local: Contract, known: dict[str, Yardstick]
) -> None:
    said = company(1, PlannedAction("cycling", 10.0, 2028))
    contract, version = with_companies(local, known, [said])
    (name,) = version.commitment
    for report, expected in (
        (Report(2026, 4.0, "Räknat", "Counted"), "under way"),
        (Report(2026, 0.0), "not begun"),
        (Report(2027, 10.0, "Räknat"), "kept"),
    ):
        version = reported(contract, version, name, report, known["cycling"], today=TODAY)
        assert status(version.commitment[name], TODAY) == expected
    action = version.commitment[name].action
    assert action is not None
    assert [each.year for each in action.reports] == [2026, 2027]


def test_everything_wrong_with_a_report_is_told_at_once(
    local: Contract, known: dict[str, Yardstick]
) -> None:
    said = company(1, PlannedAction("cycling", 10.0, 2028))
    contract, version = with_companies(local, known, [said])
    (name,) = version.commitment
    yardstick = known["cycling"]

    def columns(report: Report) -> list[str]:
        found = report_problems(version, name, report, yardstick, today=TODAY)
        assert all(one.mend for one in found)
        return [one.column for one in found]

    assert columns(Report(2026, 1.0, "Räknat")) == []
    assert columns(Report(TODAY + 1, -1.0)) == ["year", "done"]
    assert columns(Report(1999, float("nan"))) == ["year", "done"]
    assert columns(Report(2026, float("inf"), "x")) == ["done"]
    assert columns(Report(2026, yardstick.city * 2.0)) == ["done", "evidence"]
    with pytest.raises(ContractError, match="has 2 problems"):
        reported(contract, version, name, Report(TODAY + 1, -1.0), yardstick, today=TODAY)


def test_what_promises_no_quantity_has_nothing_to_report(
    local: Contract, known: dict[str, Yardstick]
) -> None:
    contract, version = with_companies(local, known, [company(1)])
    for name in (*version.commitment, "nobody"):
        (problem,) = report_problems(version, name, Report(2026, 1.0, "x"), None, today=TODAY)
        assert (problem.column, problem.found) == ("commitment", name)
    assert contract.parties
