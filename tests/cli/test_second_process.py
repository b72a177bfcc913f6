"""A second process works beside the first, and nothing hangs on whether it lives."""

import operator
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.command import ENVIRONMENT

from citypact.cli.second_process import second_process

#: A first process that tells which its second one is, and then lets it work for long.
LEFT_ALONE = """
import os, time
from citypact.cli.second_process import second_process
if __name__ == "__main__":
    with second_process() as beside:
        print(beside.begin(os.getpid)(), flush=True)
        beside.begin(time.sleep, 600)()
"""


def is_alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_it_gives_what_was_found_and_raises_what_was_raised() -> None:
    with second_process() as beside:
        found, failed = beside.begin(os.getpid), beside.begin(operator.truediv, 1, 0)
        assert found() != os.getpid()
        with pytest.raises(ZeroDivisionError):
            failed()


def test_what_it_died_of_is_done_here() -> None:
    with second_process() as beside:
        os.kill(beside.begin(os.getpid)(), signal.SIGKILL)
        assert beside.begin(os.getpid)() == os.getpid()
        assert beside.begin(os.getpid)() == os.getpid()


def test_what_it_has_not_begun_is_done_here_and_what_it_has_is_given_up() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), second_process() as beside:  # noqa: PT012  all of it
        for _ in range(3):  # one that it does, and those that wait for it
            beside.begin(time.sleep, 600)
        assert beside.begin(os.getpid)() == os.getpid()
        raise KeyboardInterrupt
    assert time.monotonic() - began < 300


def test_it_ends_with_the_first_though_that_one_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "first.py"
    script.write_text(LEFT_ALONE)
    with subprocess.Popen(
        [sys.executable, script],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as first:
        assert first.stdout is not None
        second = int(first.stdout.readline())
        assert is_alive(second)
        first.kill()
    for _ in range(600):
        if not is_alive(second):
            return
        time.sleep(0.1)
    os.kill(second, signal.SIGKILL)
    pytest.fail("the second process outlived the first")
