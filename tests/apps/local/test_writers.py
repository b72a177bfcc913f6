"""Companies that ask and confirm at one moment, in processes of their own; on both databases."""

import json
import subprocess
import sys
from pathlib import Path

from tests.processes import environment

WRITERS = 4
EACH = 6

SET_UP = """
import sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from tests.apps.local.people import set_up
set_up(2)
"""
WRITE = """
import sys
from dataclasses import replace
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from tests.apps.local.people import SAID, asked, now, signed_up
from tests.contract.local.companies import number_of
now()
print("ready", flush=True)
sys.stdin.readline()
for place in range(int(sys.argv[2])):
    number = number_of(1000 * (1 + int(sys.argv[3])) + place)
    signed_up(replace(SAID, number=number), f"{number}@example.org")
    asked(replace(SAID, number=number_of(900)), f"{number}-too@example.org")
"""
FOUND = """
import json, sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from citypact.apps.conduct.verifying import verify
from tests.apps.local.people import now
local = now()
print(json.dumps([len(local.companies), local.kept.revision, verify().whole]))
"""


def done(code: str, workspace: Path, database: str) -> str:
    """What a process of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", code, str(workspace)],
        env=environment(CITYPACT_DATABASE=database),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_who_asks_and_who_confirms_at_one_moment_wait_for_each_other(
    tmp_path: Path, database: str
) -> None:
    done(SET_UP, tmp_path, database)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(tmp_path), str(EACH), str(number)],
            env=environment(CITYPACT_DATABASE=database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n", writer.communicate()[1]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        _said, complaint = writer.communicate()
        assert writer.returncode == 0, complaint[-2000:]
    expected = 2 + WRITERS * EACH
    assert json.loads(done(FOUND, tmp_path, database)) == [expected, 1 + WRITERS * EACH, True]
