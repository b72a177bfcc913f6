"""The bench measures what it says, and its yardstick gives the model's own figures."""

import json
from pathlib import Path

import pytest
from tests.cli.command import run_here

from citypact.book import open_book
from citypact.cli import yardstick
from citypact.cli.measurement import Samples, peak_memory, timed, timed_process
from citypact.cli.yardstick import agreement, load_yardstick
from citypact.errors import EnvironmentFault
from citypact.model.scenario import run_scenario

KEYS = [
    "executor",
    "evaluation_ms",
    "evaluation_numpy_ms",
    "pandas_ms",
    "draws_10k_s",
    "draws_10k_mb",
    "compile_ms",
    "cold_run_s",
    "machine",
]


def test_json_has_exactly_the_keys_that_are_promised() -> None:
    result = run_here("bench", "--json", "--book", "template", "--samples", "1")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert list(said) == KEYS
    for name in KEYS[1:-1]:
        assert said[name] > 0.0, name
    assert said["executor"] in ("native", "numpy")
    assert said["machine"]["cores"] >= 1


@pytest.mark.parametrize(
    ("book", "scenario"),
    [
        ("malmo", "reference"),
        ("malmo", "contract"),
        ("template", "contract"),
        ("template", "contract-slow-grid"),
        ("template", "half"),
    ],
)
def test_plain_pandas_gives_the_same_figures(book: str, scenario: str) -> None:
    """Two implementations that share no code, from the same tables to the same totals."""
    opened = open_book(book)
    background = opened.row(f"scenarios/{scenario}").text("background")
    result = run_scenario(opened.city(background), scenario, measures=False)
    assert agreement(load_yardstick(opened, scenario)(), result) < 1e-9


def test_a_yardstick_that_is_off_is_found() -> None:
    opened = open_book("template")
    result = run_scenario(opened.city(), "contract", measures=False)
    outcome = load_yardstick(opened, "contract")()
    outcome.by_sector["transport"] *= 1.0 + 1e-6
    assert agreement(outcome, result) == pytest.approx(1e-6, rel=1e-3)


def test_without_the_benchmarks_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yardstick, "PLACES", (Path("nowhere"),))
    with pytest.raises(EnvironmentFault, match="run this in a checkout of Citypact"):
        load_yardstick(open_book("template"), "contract")


def test_samples_tell_median_least_and_greatest() -> None:
    samples = Samples((3.0, 1.0, 2.0))
    assert samples.median == 2.0
    assert str(samples) == "2 (1 to 3)"


def test_time_is_that_of_one_call() -> None:
    calls: list[int] = []
    samples = timed(lambda: calls.append(1), samples=3)
    assert len(calls) > 100
    assert 0.0 < samples.median < 1e-3
    assert len(samples.values) == 3


def test_memory_is_that_of_the_code() -> None:
    small = peak_memory("pass", samples=1)
    large = peak_memory("x = bytearray(100_000_000)", samples=1)
    assert small is not None
    assert large is not None
    assert 90.0 < large.median - small.median < 110.0


def test_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(EnvironmentFault, match=r"measured process failed: [^$]*ZeroDivision"):
        timed_process(["-c", "1 / 0"], samples=1)
