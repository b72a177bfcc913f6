"""Every figure as files, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest
from tests.figures.cities import context_of

from citypact.errors import EnvironmentFault
from citypact.figures import FIGURES, draw_all
from citypact.figures.files import write_whole


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


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="was not written"):
        write_whole(tmp_path / "none" / "a.svg", b"new")
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        draw_all(context_of("template"), tmp_path / "file")
