"""Making and signing killed: nothing is lost, nothing half is taken for whole, or it shows."""

import time
from pathlib import Path

import pytest
from tests.benchmarks.peers import script

from citypact.cli import contract_document, signed_file

benchmark = script("signing_killed", "")


def test_nothing_is_lost_however_often_making_and_signing_are_killed(tmp_path: Path) -> None:
    found = benchmark.kill(tmp_path, 12)
    assert found.faults == []
    assert found.counts["making: begun"] == 4
    assert found.counts["signing: begun"] == 8
    assert found.counts["making: killed"] + found.counts["signing: killed"] > 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["key.p12", "made.pdf", "signed.pdf"]


def _written_in_place(path: Path, content: bytes) -> None:
    """A way to write that leaves half a file where it is killed."""
    (path.parent / f".{path.name}.mark.unfinished").touch()
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        time.sleep(0.05)
        file.write(content[len(content) // 2 :])
    (path.parent / f".{path.name}.mark.unfinished").unlink()


@pytest.mark.parametrize(
    ("module", "told"),
    [
        (contract_document, "half a document is taken for a whole one"),
        (signed_file, "what was there is lost"),
    ],
)
def test_a_way_to_write_that_is_not_whole_is_found_out(
    module: object, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "write_whole", _written_in_place)
    found = benchmark.kill(tmp_path, 8)
    assert any(told in each for each in found.faults)
