import pytest
from rich.console import Console
from rich.progress import Progress as Bars

from citypact.cli.progress import Terminal, long_run, shown


def fail() -> None:
    with shown() as progress, progress.step("Drawing"):
        message = "fault"
        raise ValueError(message)


def test_log_has_a_line_when_a_step_begins_and_one_when_it_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shown() as progress, progress.step("Drawing figures") as advance:
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
