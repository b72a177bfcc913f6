"""The numbered conventions: in order, and each that a test of books cites exists."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_the_rules_are_numbered_in_order(repository: Path) -> None:
    page = (repository / "docs/convention.md").read_text("utf-8")
    chapters = [int(number) for number in re.findall(r"(?m)^## (\d+)\. ", page)]
    assert chapters == list(range(1, len(chapters) + 1))
    rules = [(int(a), int(b)) for a, b in re.findall(r"(?m)^\*\*§ (\d+)\.(\d+)\*\* ", page)]
    assert rules == sorted(set(rules))
    for chapter in chapters:
        numbers = [second for first, second in rules if first == chapter]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_rule_that_a_test_cites_exists(repository: Path) -> None:
    page = (repository / "docs/convention.md").read_text("utf-8")
    rules = set(re.findall(r"(?m)^\*\*§ (\d+\.\d+)\*\* ", page)) | set(
        re.findall(r"(?m)^## (\d+)\. ", page)
    )
    cited = {
        (path.name, number)
        for path in TESTS.rglob("test_*.py")
        for number in re.findall(r"§ (\d+(?:\.\d+)?)", path.read_text("utf-8"))
    }
    assert {number for _, number in cited} >= {"1.3", "2.1", "4.1", "8.5"}
    assert sorted((name, number) for name, number in cited if number not in rules) == []
