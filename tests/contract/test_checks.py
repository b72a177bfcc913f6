"""Every fault of a contract is told with file, row, column, both values and how to mend it."""

from pathlib import Path

import pytest
from tests.contract.editing import Edited

from citypact.contract.checks import CONTRACT_CHECKS
from citypact.contract.folder import open_contract
from citypact.errors import ContractError

#: Check, table, column, value, which row, what is said.
FAULTS = [
    ("format", None, "format", "2", {}, "another version of the form"),
    (
        "key-twice",
        "commitments",
        "id",
        "charging",
        {"version": "2025", "id": "cycle-lanes"},
        "same",
    ),
    (
        "reference",
        "commitments",
        "party",
        "reegion",
        {"version": "2025", "id": "charging"},
        "no 'r",
    ),
    (
        "same-version",
        "commitments",
        "clause",
        "heet",
        {"version": "2025", "id": "plastic"},
        "no 'h",
    ),
    (
        "clause-circle",
        "clauses",
        "parent",
        "heat",
        {"version": "2025", "id": "city"},
        "again under",
    ),
    ("number-twice", "clauses", "number", "2.1", {"version": "2025", "id": "heat"}, "this number"),
    ("group", "parties", "members", "", {"id": "everybody"}, "a group names its members"),
    ("organisation-number", "parties", "number", "212000-1125", {"id": "region"}, "last digit"),
    ("signed", "versions", "signed", "2024-02-30", {"id": "2025"}, "not a date"),
    ("signed", "versions", "signed", "2025-12-01", {"id": "2026"}, "is not signed yet"),
    ("previous", "versions", "year", "2024", {"id": "2026"}, "not before 2024"),
    ("strengths", "strengths", "strength", "goal", {"strength": "will"}, "not stated of: will"),
    ("worth", "kinds", "worth", "", {"id": "litres"}, "a number and its unit together"),
    ("quantity", "commitment_actions", "quantity", "0", {"commitment": "charging"}, "of nothing"),
    ("note-missing", "strengths", "note_sv", "", {"strength": "will"}, "no note in Swedish"),
]


@pytest.mark.parametrize(
    ("check", "table", "column", "value", "where", "said"), FAULTS, ids=[f[0] for f in FAULTS]
)
def test_a_fault_is_told_with_its_place_and_its_mend(  # noqa: PLR0913, PLR0917  a row of the table above
    tmp_path: Path,
    check: str,
    table: str | None,
    column: str,
    value: str,
    where: dict[str, str],
    said: str,
) -> None:
    edited = Edited(tmp_path)
    if table is None:
        path = edited.folder / "contract.toml"
        text = path.read_text(encoding="utf-8").replace("format = 1", f"format = {value}")
        path.write_text(text, encoding="utf-8")
    else:
        edited.set(table, column, value, **where)
    found = [one for one in edited.problems() if one.check == check]
    assert found, edited.problems()
    assert said in found[0].message
    assert found[0].mend
    with pytest.raises(ContractError) as caught:
        open_contract(edited.folder)
    assert set(found) <= set(caught.value.problems)


def test_two_versions_in_force_are_one_too_many(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.set("versions", "state", "in force", id="2026")
    edited.set("versions", "signed", "2025-12-09", id="2026")
    (problem,) = edited.problems()
    assert (problem.check, problem.file, problem.column) == (
        "one-in-force",
        "versions.csv",
        "state",
    )
    assert problem.found == "in force"


def test_every_check_has_a_fault_above() -> None:
    assert {fault[0] for fault in FAULTS} | {"one-in-force"} == set(CONTRACT_CHECKS)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.set("commitments", "strength", "promises", version="2025", id="plastic")
    edited.set("commitments", "clause", "nowhere", version="2026", id="plastic")
    edited.set("parties", "kind", "ministry", id="agency")
    assert {problem.check for problem in edited.problems()} == {"choice", "same-version"}
    assert len(edited.problems()) == 3


def test_what_is_due_before_the_version_holds_is_warned_of(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.set("commitments", "due", "2024", version="2025", id="pilot")
    assert edited.problems() == ()
    assert [warning.check for warning in edited.warnings()] == ["due"]


def test_html_in_a_text_stays_text(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    written = "<script>alert('x')</script>"
    edited.set("clauses", "text_sv", written, version="2025", id="heat")
    assert open_contract(edited.folder).version().clause["heat"].text_sv == written
