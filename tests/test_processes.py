"""A process that a test starts runs the code that the test runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.processes import CODE_UNDER_TEST, REPOSITORY, environment, places

WHERE = "import citypact; print(citypact.__file__)"


@pytest.mark.parametrize("told", [environment(), {"PYTHONPATH": places()}, dict(os.environ)])
def test_a_process_runs_the_code_under_test(told: dict[str, str], tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", WHERE],
        env=told,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(CODE_UNDER_TEST)


def test_the_code_under_test_is_that_of_this_checkout() -> None:
    assert CODE_UNDER_TEST == REPOSITORY / "src"


def test_a_process_is_told_of_no_other_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYPACT_DATABASE", "postgresql://elsewhere")
    assert "CITYPACT_DATABASE" not in environment()
    assert environment(CITYPACT_DATABASE="")["CITYPACT_DATABASE"] == ""


def test_where_code_is_looked_for_is_said_in_one_place() -> None:
    named = "PYTHON" + "PATH"
    own = {"conftest.py", "processes.py", Path(__file__).name}
    others = (path for path in (REPOSITORY / "tests").rglob("*.py") if path.name not in own)
    assert [str(path) for path in others if f'"{named}"' in path.read_text("utf-8")] == []
