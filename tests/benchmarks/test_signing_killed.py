"""Making and signing killed: nothing is lost, nothing half is taken for whole, or it shows.

Each runs in a process of its own: what is killed is doubled from it, and a process in which
others have worked before has threads that its double would wait for in vain.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.processes import environment

KILL = """
import json, sys
from pathlib import Path
from tests.benchmarks.peers import script
benchmark = script("signing_killed", "")
{before}
found = benchmark.kill(Path(sys.argv[1]), int(sys.argv[2]))
print(json.dumps([dict(found.counts), found.faults]))
"""

#: A way to write that leaves half a file where it is killed.
IN_PLACE = """
import time
from citypact.cli import {module} as module

def written_in_place(path, content):
    mark = path.parent / f".{{path.name}}.mark.unfinished"
    mark.touch()
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        time.sleep(0.05)
        file.write(content[len(content) // 2 :])
    mark.unlink()

module.write_whole = written_in_place
"""


def killed(folder: Path, times: int, before: str = "") -> tuple[dict[str, int], list[str]]:
    """What was counted, and what should not be."""
    done = subprocess.run(
        [sys.executable, "-c", KILL.format(before=before), str(folder), str(times)],
        env=environment(OPENBLAS_NUM_THREADS="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counts, faults = json.loads(done.stdout.splitlines()[-1])
    return counts, faults


def test_nothing_is_lost_however_often_making_and_signing_are_killed(tmp_path: Path) -> None:
    counts, faults = killed(tmp_path, 12)
    assert faults == []
    assert counts["making: begun"] == 4
    assert counts["signing: begun"] == 8
    assert counts["making: killed"] + counts["signing: killed"] > 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["key.p12", "made.pdf", "signed.pdf"]


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("contract_document", "half a document is taken for a whole one"),
        ("signed_file", "what was there is lost"),
    ],
)
def test_a_way_to_write_that_is_not_whole_is_found_out(
    module: str, told: str, tmp_path: Path
) -> None:
    _, faults = killed(tmp_path, 8, IN_PLACE.format(module=module))
    assert any(told in each for each in faults)
