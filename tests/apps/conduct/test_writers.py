"""Writers at the same time, in processes of their own, keep one chain; on both databases."""

import json
import subprocess
import sys
from pathlib import Path

from tests.processes import environment

WRITERS = 4
EACH = 25

WRITE = """
import sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from tests.apps.conduct.kind import tried
from django.db import transaction
from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.conduct.chain import append
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    try:
        with transaction.atomic():
            append(tried(f"{sys.argv[3]}-{number}"), OPERATOR)
            if number % 5 == 4:
                raise RuntimeError("undone")
    except RuntimeError:
        pass
"""


def test_writers_at_the_same_time_keep_one_chain(tmp_path: Path, database: str) -> None:
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
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    command = [sys.executable, "-m", "citypact", "audit", "verify", "--json"]
    done = subprocess.run(
        [*command, "--workspace", str(tmp_path)],
        env=environment(CITYPACT_DATABASE=database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["whole"] is True
    assert found["events"] == WRITERS * EACH * 4 // 5
