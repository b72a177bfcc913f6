from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.book import copy_book, examine_book, open_book
from citypact.book.scenario import _number, add_scenario, adding_problems
from citypact.errors import BookError, EnvironmentFault, InputError
from citypact.model import Scenario, run_scenario


def scenario(name: str = "mine", **levels: float) -> Scenario:
    chosen = {key.replace("_", "-"): level for key, level in levels.items()}
    return Scenario(name, "Min plan", "My plan", "exploration", "", chosen)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return copy_book("template", tmp_path / "own")


def test_scenario_is_in_the_book_as_it_was_given(own: Path) -> None:
    given = Scenario(
        "mine", "Min, plan", 'My "plan"', "exploration", "", {"cycling": 1 / 3}, {"cycling": 1}
    )
    assert add_scenario(open_book(own), given, ("Vad den är.", "What it is.")) == own
    found = examine_book(own)
    assert found.problems == ()
    book = open_book(own)
    assert book.city().scenarios["mine"] == given
    row = book.row("scenarios/mine")
    assert (row.text("description_sv"), row.text("description_en")) == (
        "Vad den är.",
        "What it is.",
    )
    source = book.source(row)
    assert source is not None
    assert source.text("title_en") == "Plan chosen by Citypact"


@given(st.floats(0.0, 1.0))
def test_a_level_is_written_to_the_last_bit(level: float) -> None:
    """§ 1.2: what is typed is what is computed with, and the other way round."""
    assert float(_number(level)) == level
    assert "e" not in _number(level)


def test_what_it_does_not_concern_stays_as_it_is(own: Path) -> None:
    """§ 8.4: comments stay, and files that do not change are not written again."""
    changed = {"sources.csv", "scenarios.csv", "scenario_measures.csv"}
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in own.iterdir()}
    (own / "notes.txt").write_text("mine", "utf-8")
    add_scenario(open_book(own), scenario(cycling=0.5))
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in own.iterdir()}
    assert after.pop("notes.txt")[0] == b"mine"
    assert {name for name, kept in before.items() if kept != after[name]} == changed
    first = (own / "scenarios.csv").read_text("utf-8").split("\n")[0]
    assert first.startswith("# Which measures, on which background.")


def test_second_scenario_stands_beside_the_first(own: Path) -> None:
    add_scenario(open_book(own), scenario("one", cycling=0.5))
    add_scenario(open_book(own), scenario("two", cycling=0.25))
    city = open_book(own).city()
    assert city.scenarios["one"].levels == {"cycling": 0.5}
    assert city.scenarios["two"].levels == {"cycling": 0.25}
    both = [run_scenario(city, name, measures=False).total[-1] for name in ("one", "two")]
    assert both[0] != both[1]


def test_copy_is_made_of_a_packaged_book(tmp_path: Path) -> None:
    book = open_book("template")
    add_scenario(book, scenario(cycling=1.0), into=tmp_path / "copy")
    assert set(open_book(tmp_path / "copy").city().scenarios) == {*book.city().scenarios, "mine"}


def test_packaged_book_is_not_written_to() -> None:
    with pytest.raises(InputError, match="template came with Citypact and is not written to"):
        add_scenario(open_book("template"), scenario())


def test_scenario_that_is_there_is_not_written_over(own: Path) -> None:
    before = (own / "scenarios.csv").read_bytes()
    with pytest.raises(InputError, match="has a scenario 'contract' already"):
        add_scenario(open_book(own), scenario("contract", cycling=1.0))
    assert (own / "scenarios.csv").read_bytes() == before


def test_name_that_is_none_is_told_before_anything_is_computed() -> None:
    """§ 2.3: and with all else that is known to stand in the way."""
    told = adding_problems(open_book("template"), "My plan")
    assert "'My plan' is no name for a scenario" in told[0]
    assert "write it as 'my-plan'" in told[0]
    assert "is not written to" in told[1]
    assert "is no name" in adding_problems(open_book("template"), "")[0]


def test_folder_that_holds_something_is_not_written_over(own: Path) -> None:
    with pytest.raises(InputError, match="holds something already"):
        add_scenario(open_book("template"), scenario(), into=own)


def test_what_does_not_fit_the_book_is_told_whole_and_nothing_is_written(own: Path) -> None:
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    wrong = Scenario("mine", "", "English", "exploration", "", {"tram": 0.5, "cycling": 2.0}, {})
    with pytest.raises(BookError) as caught:
        add_scenario(open_book(own), wrong)
    checks = {(problem.file, problem.column) for problem in caught.value.problems}
    assert checks >= {
        ("scenarios.csv", "title_sv"),
        ("scenario_measures.csv", "measure"),
        ("scenario_measures.csv", "level"),
    }
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before


def test_full_disk_leaves_the_book_as_it_was(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """§ 8.6: the draft is checked elsewhere; the one beside the book is where the disk is full."""
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    book, real = open_book(own), Path.mkdir

    def full(self: Path, mode: int = 0o777, **named: bool) -> None:
        if self.parent == own:
            raise OSError(28, "No space left on device", str(self))
        real(self, mode, **named)

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        add_scenario(book, scenario(cycling=1.0))
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before
