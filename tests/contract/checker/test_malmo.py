"""How many of the contradictions that people found in Malmö's contract the checks find."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.contract.checker.malmo import (
    HOLD_BESIDE,
    NOT_COMPUTABLE,
    SHOWN_BY,
    WRITTEN_AFTER,
    shown,
)

from citypact.contract.checker import Report, check_contract


@pytest.fixture(scope="module")
def report(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The findings in Malmö's tables, copied without the list of contradictions."""
    folder = tmp_path_factory.mktemp("malmo")
    for path in (shared / "data/malmo").glob("*.csv"):
        if path.name != "contradictions.csv":
            (folder / path.name).write_bytes(path.read_bytes())
    return check_contract(folder)


def listed(shared: Path) -> set[str]:
    path = shared / "data/malmo/contradictions.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["contradiction_id"] for row in csv.DictReader(stream)}


def test_every_contradiction_is_judged_once(shared: Path) -> None:
    assert set(SHOWN_BY) | set(NOT_COMPUTABLE) == listed(shared)
    assert not set(SHOWN_BY) & set(NOT_COMPUTABLE)


def test_nine_in_ten_of_the_computable_ones_are_found(report: Report) -> None:
    found = [name for name, by in shown(report.findings).items() if by]
    assert len(SHOWN_BY) == 32
    assert len(found) >= 0.9 * len(SHOWN_BY), sorted(set(SHOWN_BY) - set(found))


def test_what_was_found_before_the_list_was_seen_is_told_apart(report: Report) -> None:
    before = [
        name
        for name, by in shown(report.findings).items()
        if any(each.check not in WRITTEN_AFTER for each in by)
    ]
    assert len(before) == 19


def test_at_most_one_finding_in_ten_is_false(report: Report) -> None:
    tied = {each.name for by in shown(report.findings).values() for each in by}
    beside = Counter(each.check for each in report.findings if each.name not in tied)
    judged = Counter({check: count for check, (count, _) in HOLD_BESIDE.items()})
    assert (beside - judged).total() <= 0.1 * len(report.findings), beside - judged


def test_the_page_says_what_is_measured(report: Report, repository: Path) -> None:
    page = (repository / "docs/contract-check.md").read_text("utf-8")
    by = shown(report.findings)
    found = sum(bool(each) for each in by.values())
    sentence = f"{len(SHOWN_BY)} of the 39 stand in cells; {found} of these are found"
    assert sentence in " ".join(page.split())
    for name, each in by.items():
        checks = ", ".join(f"`{check}`" for check in sorted({one.check for one in each}))
        assert f"| {name} | {checks or 'missed'} |" in page
    for name, why in NOT_COMPUTABLE.items():
        assert f"| {name} | not in cells: {why} |" in page
