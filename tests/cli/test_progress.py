import io
import sys
from threading import Event

import pytest
from rich.console import Console
from rich.progress import Progress as Bars

from citypact.cli import progress
from citypact.cli.progress import Late, Terminal, long_run, patient, shown


def fail() -> None:
    with shown() as told, told.step("Drawing"):
        message = "fault"
        raise ValueError(message)


def test_log_has_a_line_when_a_step_begins_and_one_when_it_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shown() as told, told.step("Drawing figures") as advance:
        advance(1, 2)
    begun, done = capsys.readouterr().err.splitlines()
    assert begun == "Drawing figures …"
    assert done.startswith("Drawing figures: 0.")


def test_step_that_fails_is_not_told_as_done(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="fault"):
        fail()
    assert capsys.readouterr().err == "Drawing …\n"


def test_terminal_has_a_bar_that_follows_the_work() -> None:
    bars = Bars(console=Console(force_terminal=True, width=60, file=None, quiet=True))
    with Terminal(bars).step("Drawing figures") as advance:
        assert bars.tasks[0].total is None
        advance(3, 4)
        assert bars.tasks[0].percentage == 75.0
    assert bars.tasks[0].finished


def test_short_run_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with long_run(1000) as advance:
        assert advance is None
    assert capsys.readouterr().err == ""


def test_work_that_is_over_soon_has_no_bar() -> None:
    made: list[Bars] = []

    def make() -> Bars:
        made.append(Bars(console=Console(quiet=True)))
        return made[-1]

    late = Late("Choosing", make)
    late.advance(1, 4)
    late.stop()
    late.show()
    assert made == []


def test_work_that_takes_a_while_has_a_bar_from_where_it_is() -> None:
    bars = Bars(console=Console(quiet=True))
    late = Late("Choosing", lambda: bars)
    late.advance(1, 4)
    late.show()
    assert bars.tasks[0].percentage == 25.0
    late.advance(2, 4)
    assert bars.tasks[0].percentage == 50.0
    late.stop()
    assert not bars.live.is_started


def test_where_nobody_looks_on_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with patient("Choosing") as advance:
        advance(1, 2)
    assert capsys.readouterr().err == ""


def test_a_person_who_waits_sees_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """After no time at all here, in a console that is a terminal."""
    seen = io.StringIO()
    console = Console(file=seen, force_terminal=True, width=60)
    drawn = Event()

    def make(**_: bool) -> Bars:
        drawn.set()
        return Bars(console=console)

    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_bars", make)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with patient("Choosing measures") as advance:
        assert drawn.wait(10.0)
        advance(1, 2)
    assert "Choosing measures" in seen.getvalue()
