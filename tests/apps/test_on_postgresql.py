"""The tests of what is kept run on PostgreSQL too: the same ones, on a server of the tests' own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.postgresql import Cluster

REPOSITORY = Path(__file__).resolve().parents[2]
#: What is kept, how it changes and how it is read, in groups that can run beside each other; not
#: what is drawn from it, nor tests that start processes.
GROUPS = {
    "conduct": [
        "tests/apps/conduct",
        "tests/apps/parties",
        "tests/apps/workspace/test_actions.py",
        "tests/apps/workspace/test_models.py",
        "tests/apps/workspace/test_pages.py",
        "--ignore=tests/apps/conduct/test_writers.py",
        "--ignore=tests/apps/parties/test_browser.py",
    ],
    "contracts": [
        "tests/apps/api/test_operations.py",
        "tests/apps/contracts",
        "tests/apps/cycle",
        "tests/apps/drafting",
        "tests/apps/local",
        "tests/apps/signing/test_actions.py",
        "--ignore=tests/apps/contracts/test_browser.py",
        "--ignore=tests/apps/cycle/test_browser.py",
        "--ignore=tests/apps/drafting/test_browser.py",
        "--ignore=tests/apps/drafting/test_two_at_once.py",
        "--ignore=tests/apps/local/test_browser.py",
        "--ignore=tests/apps/local/test_writers.py",
    ],
}


@pytest.mark.parametrize("group", GROUPS)
def test_what_holds_on_sqlite_holds_on_postgresql(group: str, postgresql: Cluster) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *GROUPS[group]],
        cwd=REPOSITORY,
        env=own | {"CITYPACT_DATABASE": postgresql.new_database()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-5000:]
    passed = re.search(r"^(\d+) passed", done.stdout, re.MULTILINE)
    assert passed is not None, done.stdout
    assert int(passed[1]) > 100
