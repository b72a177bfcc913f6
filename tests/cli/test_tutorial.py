"""The tutorial leads where it says: its commands are run and its rows written, in its order."""

import csv
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.command import run_process

from citypact.book import examine_book, open_book
from citypact.contract.folder import open_contract
from citypact.model.reconciliation import base_year_distance

SMHI = "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"
#: A command to type, or rows to write: a block of the page.
BLOCK = re.compile(
    r"```console\n(?P<typed>.*?)```|:caption: (?P<file>\S+)\n(?P<rows>.*?)```", re.DOTALL
)


def steps(page: str) -> Iterator[tuple[str, str]]:
    """In the order of the page: (file, rows) to write, or ("", command) to run."""
    for block in BLOCK.finditer(page):
        if block["file"]:
            yield block["file"], block["rows"]
        else:
            for line in block["typed"].splitlines():
                assert line.startswith("$ citypact "), line
                yield "", line.removeprefix("$ citypact ")


def write(book: Path, file: str, rows: str) -> None:
    """Write rows as the page says: one of the same name takes the place of the one there.

    A file is the book's, or stands in the folder that its caption names.
    """
    path = book.parent / file if "/" in file else book / file
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in rows.splitlines():
        if file.endswith(".toml"):
            lines.append(row)
            continue
        cells = next(csv.reader([row]))
        assert len(cells) == len(lines[0].split(",")), f"{file}: {row}"
        keyed = f"{cells[0]},"
        same = [place for place, line in enumerate(lines) if line.startswith(keyed)]
        if same and file == "activities.csv":
            lines[same[0]] = row
        else:
            lines.append(row)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, shared: Path, repository: Path) -> Path:
    """The folder of a newcomer who did what the page says, without a way out to SMHI."""
    folder = tmp_path_factory.mktemp("tutorial")
    page = (repository / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for file, text in steps(page):
        if file:
            write(folder / "lund", file, text)
            continue
        words = shlex.split(text)
        if words[:2] == ["book", "new"]:
            words += ["--smhi", str(shared / SMHI)]
        if words[0] == "demo":
            words += ["--no-serve", "--draws", "64"]
        done = run_process(*words, folder=folder)
        assert done.returncode == 0, f"{text}\n{done.stderr}"
    return folder


def test_book_ends_without_problems(walked: Path) -> None:
    found = examine_book(walked / "lund")
    assert found.problems == ()
    warned = {(warning.file, warning.column) for warning in found.warnings}
    assert warned == {("activities.csv", "value")}


def test_base_year_meets_the_inventory(walked: Path) -> None:
    city = open_book(walked / "lund").city()
    for distance in base_year_distance(city):
        assert distance.relative is not None
        assert abs(distance.relative) < 0.001


def test_plan_has_a_gap_and_a_probability(walked: Path) -> None:
    said = json.loads((walked / "out" / "lund" / "results.json").read_text(encoding="utf-8"))
    plan = said["scenarios"]["plan"]
    (target,) = plan["targets"]
    assert target["gap"] > 0.0
    assert target["probability"] == 0.0
    (measure,) = plan["measures"]
    assert measure["share"][-1] > 1.0


def test_the_contract_comes_out_of_the_workspace_as_it_went_in(walked: Path) -> None:
    began = open_contract(str(walked / "klimatkontrakt-lund"))
    assert open_contract(str(walked / "klimatkontrakt-lund-copy")) == began
    assert [each.id for each in began.version("2027").commitments] == ["charging"]
