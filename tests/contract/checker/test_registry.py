"""What is said of each check: in both languages, and on the page of the documentation."""

import re
from pathlib import Path

from tests.contract.checker.faults import FAULTS

from citypact.contract.checker import CHECKS


def row(identifier: str) -> str:
    """The row of a check on the page."""
    check = CHECKS[identifier]
    return f"| `{check.id}` | {check.severity} | {check.looks.en} | {check.reference} |"


def test_the_page_lists_every_check_as_it_is(repository: Path) -> None:
    page = (repository / "docs/contract-check.md").read_text("utf-8")
    rows = re.compile(r"\| `[\w-]+` \| (error|warn|note)")
    listed = [line for line in page.splitlines() if rows.match(line)]
    assert listed == [row(each) for each in CHECKS]


def test_every_check_speaks_both_languages() -> None:
    for check in CHECKS.values():
        for words in (check.looks, check.mend):
            assert words.en.strip()
            assert words.sv.strip()
            assert words.en != words.sv
        assert check.reference


def test_every_planted_fault_names_a_check() -> None:
    assert set(FAULTS) <= set(CHECKS)
