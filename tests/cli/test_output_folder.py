"""The last complete output, or the new complete output, and nothing between."""

import errno
import hashlib
import json
import os
import signal
from pathlib import Path

import pytest

from citypact.cli.lock import lock_file
from citypact.cli.output_folder import CONTENTS, replaced
from citypact.errors import EnvironmentFault, InputError


def write(folder: Path, text: str) -> None:
    with replaced(folder) as new:
        (new / "results.json").write_text(text)
        (new / "tables").mkdir()
        (new / "tables" / "total.csv").write_text(text)


def fail(folder: Path, fault: BaseException) -> None:
    with replaced(folder) as new:
        assert names(new) == []
        (new / "results.json").write_text("half")
        raise fault


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_output_is_there_with_its_list_of_contents(tmp_path: Path) -> None:
    write(tmp_path / "out" / "malmo", "one")
    assert names(tmp_path) == [
        "out",
        "out/malmo",
        f"out/malmo/{CONTENTS}",
        "out/malmo/results.json",
        "out/malmo/tables",
        "out/malmo/tables/total.csv",
    ]
    digest = hashlib.sha256(b"one").hexdigest()
    assert json.loads((tmp_path / "out" / "malmo" / CONTENTS).read_text()) == {
        "sha256": {"results.json": digest, "tables/total.csv": digest}
    }


def test_new_output_takes_the_place_of_the_last(tmp_path: Path) -> None:
    write(tmp_path / "malmo", "one")
    with replaced(tmp_path / "malmo") as new:
        (new / "other.txt").write_text("two")
        assert (tmp_path / "malmo" / "results.json").read_text() == "one"
    assert names(tmp_path) == ["malmo", f"malmo/{CONTENTS}", "malmo/other.txt"]


@pytest.mark.parametrize(
    "fault", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device"), ValueError()]
)
def test_fault_leaves_the_last_output(tmp_path: Path, fault: BaseException) -> None:
    write(tmp_path / "malmo", "one")
    before = names(tmp_path)
    with pytest.raises(type(fault)):
        fail(tmp_path / "malmo", fault)
    assert names(tmp_path) == before
    assert (tmp_path / "malmo" / "results.json").read_text() == "one"


def test_fault_of_a_first_output_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail(tmp_path / "malmo", KeyboardInterrupt())
    assert names(tmp_path) == []


def test_interrupt_at_the_exchange_waits_until_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "malmo", "one")
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "malmo", "two")
    assert (tmp_path / "malmo" / "results.json").read_text() == "two"
    assert not lock_file(tmp_path / "malmo").exists()


def test_power_cut_between_the_renames_is_mended(tmp_path: Path) -> None:
    write(tmp_path / "malmo", "one")
    (tmp_path / "malmo").rename(tmp_path / ".malmo.last")
    (tmp_path / ".malmo.new").mkdir()
    (tmp_path / ".malmo.new" / "results.json").write_text("half")
    with pytest.raises(ValueError, match="fault"):
        fail(tmp_path / "malmo", ValueError("fault"))
    assert (tmp_path / "malmo" / "results.json").read_text() == "one"
    assert not (tmp_path / ".malmo.new").exists()


def test_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "holiday"
    folder.mkdir()
    (folder / "photo.jpg").write_text("")
    with pytest.raises(InputError, match="holds files that Citypact did not write"):
        write(folder, "one")
    assert names(tmp_path) == ["holiday", "holiday/photo.jpg"]


def test_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "malmo").mkdir()
    write(tmp_path / "malmo", "one")
    assert (tmp_path / "malmo" / "results.json").read_text() == "one"


def test_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "malmo").write_text("mine")
    with pytest.raises(InputError, match="is a file: give a folder"):
        write(tmp_path / "malmo", "one")
    with pytest.raises(InputError, match="is a file, not a folder"):
        write(tmp_path / "malmo" / "out", "one")
    assert (tmp_path / "malmo").read_text() == "mine"


def test_two_at_once(tmp_path: Path) -> None:
    with replaced(tmp_path / "malmo") as new:
        (new / "results.json").write_text("first")
        with pytest.raises(EnvironmentFault, match=f"by process {os.getpid()}"):
            write(tmp_path / "malmo", "second")
    assert (tmp_path / "malmo" / "results.json").read_text() == "first"
