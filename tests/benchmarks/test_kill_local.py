"""Killed at random moments, a few times: nothing is lost and nothing is done by half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "kill_local.py"
TIMES = 4


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_whoever_is_killed_loses_nothing_that_was_certain(database: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("CITYPACT_")}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [
            sys.executable,
            str(SCRIPT),
            *("--times", str(TIMES), "--companies", "3", "--database", database),
        ],
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert found["killed"] == TIMES
    assert found["log_whole"]
    assert found["companies"] >= 3
