"""Every check is in the list, says what holds, and is shown by a test."""

import re
from pathlib import Path

from citypact.book import reading
from citypact.book.checks import CHECKS
from citypact.book.form_checks import FORM_CHECKS, FORM_WARNINGS

TESTS = Path(__file__).parents[1]


def test_every_check_says_what_holds() -> None:
    for check in CHECKS.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.id)
        assert check.sentence[0].isupper()
        assert check.sentence.endswith(".")


def test_no_two_checks_have_one_name() -> None:
    assert not set(CHECKS) & set(FORM_CHECKS)
    assert not set(FORM_WARNINGS) & (set(CHECKS) | set(FORM_CHECKS))


def test_every_check_is_shown_by_a_test() -> None:
    here = Path(__file__)
    texts = [path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if path != here]
    every = [*CHECKS, *FORM_CHECKS, *FORM_WARNINGS]
    assert [name for name in every if not any(f'"{name}"' in text for text in texts)] == []


def test_every_check_of_form_is_one_that_reading_makes() -> None:
    folder = Path(reading.__file__).parent
    texts = [path.read_text("utf-8") for path in folder.glob("*.py") if path.stem != "form_checks"]
    every = [*FORM_CHECKS, *FORM_WARNINGS]
    assert [name for name in every if not any(f'"{name}"' in text for text in texts)] == []
