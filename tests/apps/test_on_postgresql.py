"""The tests of what is kept run on PostgreSQL too: the same ones, on a server of the tests' own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.postgresql import Cluster

REPOSITORY = Path(__file__).resolve().parents[2]
#: What is kept and how it changes, in groups that can run beside each other; not how it is shown,
#: which asks the database nothing else, nor tests that start processes.
GROUPS = {
    "people": [
        "tests/apps/conduct",
        "tests/apps/parties",
        "tests/apps/workspace/test_actions.py",
        "tests/apps/workspace/test_models.py",
        "--ignore=tests/apps/conduct/test_writers.py",
        "--ignore=tests/apps/parties/test_browser.py",
    ],
    "contracts": [
        "tests/apps/cycle/test_planning.py",
        "tests/apps/cycle/test_reminding.py",
        "tests/apps/cycle/test_renewing.py",
        "tests/apps/drafting/test_acceptance.py",
        "tests/apps/drafting/test_comments.py",
        "tests/apps/drafting/test_proposals.py",
        "tests/apps/drafting/test_rows.py",
        "tests/apps/local/test_calling.py",
        "tests/apps/local/test_joining.py",
        "tests/apps/local/test_promising.py",
        "tests/apps/signing/test_actions.py",
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
    assert int(passed[1]) > 90
