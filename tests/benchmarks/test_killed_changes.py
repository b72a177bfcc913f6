"""Killed in the middle of a change, a few times: nothing is lost and nothing is there by half."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.processes import environment

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "killed_changes.py"
TIMES = 2
ACTS = ["signing up", "renewing", "saving", "agreeing"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_whoever_is_killed_in_the_middle_leaves_all_or_nothing(database: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            str(SCRIPT),
            *("--times", str(TIMES), "--contract", "template", "--companies", "1"),
            *("--database", database),
        ],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    acts = json.loads(done.stdout)["acts"]
    assert list(acts) == ACTS
    for told in acts.values():
        assert told["killed"] == told["before"] + told["after"] == TIMES
        assert sum(each["before"] + each["after"] for each in told["changes"]) == TIMES
        # What cannot be compared are identities, times and what they enter; never what is written.
        assert not any("keptrow" in column for column in told["passed_over"])
