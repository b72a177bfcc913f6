"""One writer at a time, and no obstacle left by one that died."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from citypact.cli.lock import lock_file, locked
from citypact.errors import EnvironmentFault

HOLDER = """
import sys, time
from pathlib import Path
from citypact.cli.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "malmo")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str], number: int = signal.SIGKILL) -> None:
    process.send_signal(number)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_second_writer_is_told_who_writes(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    folder = tmp_path / "malmo"
    with pytest.raises(EnvironmentFault) as refused, locked(folder):
        pass
    end(holder)
    assert str(refused.value) == (
        f"{folder} is being written by process {holder.pid}: wait for it to finish, "
        "or write to another folder with --out"
    )


def test_lock_of_a_killed_writer_is_no_obstacle(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    folder = tmp_path / "malmo"
    end(holder)
    assert lock_file(folder).read_text() == f"{holder.pid}\n"
    with locked(folder):
        assert lock_file(folder).read_text() == f"{os.getpid()}\n"


def test_lock_file_goes_with_the_lock(tmp_path: Path) -> None:
    folder = tmp_path / "malmo"
    with locked(folder):
        assert lock_file(folder).exists()
    assert not lock_file(folder).exists()


def test_two_folders_are_written_side_by_side(tmp_path: Path) -> None:
    with locked(tmp_path / "malmo"), locked(tmp_path / "lund"):
        pass
