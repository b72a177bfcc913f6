"""Signing killed at random points: nothing is lost, and nothing half signed is taken for whole."""

from pathlib import Path

from tests.benchmarks.peers import script

benchmark = script("signing_killed", "")


def test_nothing_is_lost_however_often_signing_is_killed(tmp_path: Path) -> None:
    found = benchmark.kill_while_signing(tmp_path, 10)
    assert found.faults == []
    assert found.times == 10
    assert found.killed > 0
