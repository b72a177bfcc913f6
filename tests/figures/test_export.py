"""Every figure as files, whole or not at all."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.figures.cities import context_of

from citypact.errors import EnvironmentFault
from citypact.figures import FIGURES, draw_all
from citypact.figures.files import UNFINISHED, write_whole


def test_every_figure_is_written_in_both_languages(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    drawn = draw_all(context_of("template"), tmp_path / "new", lambda *each: told.append(each))
    expected = {
        f"{name}.{language}.{kind}"
        for name in FIGURES
        for language in ("sv", "en")
        for kind in ("svg", "csv")
        if name != "reconciliation"
    }
    assert {path.name for path in drawn.files} == expected
    assert {path.name for path in (tmp_path / "new").iterdir()} == expected
    assert set(drawn.unavailable) == {"reconciliation.sv", "reconciliation.en"}
    assert "bara en inventering" in drawn.unavailable["reconciliation.sv"]
    assert [done for done, _, _ in told] == list(range(1, 2 * len(FIGURES) + 1))
    assert {total for _, total, _ in told} == {2 * len(FIGURES)}


def test_a_picture_that_stands_alone_has_title_and_origin_in_it(tmp_path: Path) -> None:
    context = context_of("template")
    draw_all(context, tmp_path)
    svg = (tmp_path / "gap.sv.svg").read_text("utf-8")
    assert svg.count("över målet 2030") >= 2
    assert context.city.book_hash[:12] in svg


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match=r"the disk is full\. .* make room for 3 bytes"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_ctrl_c_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_what_a_writer_that_was_killed_left_behind_is_swept(tmp_path: Path) -> None:
    path, other = tmp_path / "a.svg", tmp_path / ".a.svg.mine"
    other.write_bytes(b"somebody's own")
    path.write_bytes(b"old")
    code = (
        "import os, pathlib, signal, sys\n"
        "from citypact.figures import files\n"
        "files.os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "files.write_whole(pathlib.Path(sys.argv[1]), b'half')\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (half,) = [each for each in tmp_path.iterdir() if each.name.endswith(UNFINISHED)]
    assert half.read_bytes() == b"half"
    assert path.read_bytes() == b"old"
    write_whole(tmp_path / "b.svg", b"another file")
    assert half.exists()
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == [".a.svg.mine", "a.svg", "b.svg"]


def test_what_somebody_else_is_writing_is_not_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, once = tmp_path / "a.svg", os.fsync, [True]

    def meanwhile(descriptor: int) -> None:
        if once.pop():
            once.append(False)
            write_whole(path, b"second")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_whole(path, b"first")
    assert path.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="was not written"):
        write_whole(tmp_path / "none" / "a.svg", b"new")
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        draw_all(context_of("template"), tmp_path / "file")
