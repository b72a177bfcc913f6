"""§ 9.12: what is kept, in part or not; and what nobody has reported on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.local.action import Action, Report
from citypact.contract.local.follow_up import STATUSES, follow_up, status


def promise(name: str, due: int | None, *reports: tuple[int, float]) -> Commitment:
    action = Action("cycling", 10.0, "", tuple(Report(year, done) for year, done in reports))
    return Commitment(
        name, "mobility", "one", "undertakes", "carry out", name, due=due, action=action
    )


@pytest.mark.parametrize(
    ("due", "reports", "year", "expected"),
    [
        (2028, [], 2030, "not reported"),
        (2028, [(2027, 10.0)], 2026, "not reported"),
        (2028, [(2026, 0.0)], 2027, "not begun"),
        (2028, [(2026, 4.0)], 2027, "under way"),
        (2028, [(2026, 4.0)], 2028, "kept in part"),
        (2028, [(2026, 0.0)], 2028, "not kept"),
        (2028, [(2026, 4.0), (2027, 10.0)], 2027, "kept"),
        (2028, [(2026, 10.0), (2027, 4.0)], 2027, "under way"),
        (2028, [(2028, 11.0)], 2028, "kept"),
        (None, [(2026, 4.0)], 2050, "under way"),
    ],
)
def test_the_latest_report_and_the_year_tell(
    due: int | None, reports: list[tuple[int, float]], year: int, expected: str
) -> None:
    assert status(promise("one", due, *reports), year) == expected


@given(st.floats(0.0, 20.0), st.integers(2024, 2032))
def test_one_status_of_the_list_whatever_is_reported(done: float, year: int) -> None:
    found = status(promise("one", 2028, (2026, done)), year)
    assert found in STATUSES
    assert (found == "kept") == (done >= 10.0 and year >= 2026)


def test_the_summary_counts_and_never_takes_what_is_missing_for_nothing(local: Contract) -> None:
    version = replace(
        local.version(),
        commitments=(
            promise("kept", 2026, (2026, 10.0)),
            promise("part", 2026, (2026, 5.0)),
            promise("silent", 2026),
            Commitment("plan", "mobility", "one", "undertakes", "plan", "Plan"),
        ),
    )
    found = follow_up(version, 2026)
    assert found.count == {
        "kept": 1, "under way": 0, "not begun": 0, "kept in part": 1, "not kept": 0,
        "not reported": 1,
    }  # fmt: skip
    assert "plan" not in found.status
    cycling = found.kinds["cycling"]
    assert (cycling.promised, cycling.reported, cycling.done) == (30.0, 20.0, 15.0)
