"""The bench measures what it says, and its yardstick gives the model's own figures."""

import itertools
import json
import time
from pathlib import Path

import pytest
from tests.cli.command import run_here

from citypact.book import open_book
from citypact.choice.risk import Risk
from citypact.cli import (
    bench_draws,
    bench_interaction,
    bench_plans,
    bench_scripts,
    bench_subject,
)
from citypact.cli.measurement import (
    Samples,
    peak_memory,
    slow_calls,
    timed,
    timed_once,
    timed_process,
)
from citypact.cli.yardstick import agreement, load_yardstick
from citypact.errors import EnvironmentFault
from citypact.model.scenario import run_scenario

FIGURES = [
    "evaluation_ms",
    "evaluation_numpy_ms",
    "pandas_ms",
    "draws_10k_s",
    "draws_10k_mb",
    "compile_ms",
    "cold_run_s",
    "slider_ms_p95",
    "band_1024_ms_p95",
    "attribution_ms",
    "draws_100k_s",
    "draws_100k_mb",
    "draws_1m_s",
    "draws_1m_mb",
    "scaling",
    "peak_share",
    "plan_s_median",
    "plan_s_worst",
    "front_s",
    "cvar_500_s",
]
KEYS = ["executor", *FIGURES, "peers", "machine"]


def measured(*options: str) -> dict[str, object]:
    result = run_here("bench", "--json", "--book", "template", "--samples", "1", *options)
    assert result.exit_code == 0, result.output
    said: dict[str, object] = json.loads(result.stdout)
    assert list(said) == KEYS
    return said


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of benchmarks with one script of plans and one of peers that answer at once."""
    (tmp_path / "README.md").touch()
    plans = {"plan_s_median": 1.5, "plan_s_worst": 4, "plans": [7.0]}
    (tmp_path / "plan_speed.py").write_text(f"print({json.dumps(json.dumps(plans))})")
    (tmp_path / "peers").mkdir()
    peers = {"ema": {"ratio_to_citypact": 412.0}, "pysd": {"missing": "no PySD"}}
    (tmp_path / "peers" / "run.py").write_text(f"print({json.dumps(json.dumps(peers))})")
    monkeypatch.setattr(bench_subject, "PLACES", (tmp_path,))
    bench_scripts.plans.cache_clear()
    return tmp_path


def test_json_has_exactly_the_keys_that_are_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure of the engine is measured; of fewer draws here, so that it is quick."""
    monkeypatch.setattr(bench_draws, "MANY", 5000)
    monkeypatch.setattr(bench_draws, "MOST", 6000)
    monkeypatch.setattr(bench_interaction, "MOVES", 20)
    monkeypatch.setattr(bench_interaction, "MOVES_WITH_BAND", 5)
    wanted = FIGURES[: FIGURES.index("plan_s_median")]
    said = measured(*(f"--only={name}" for name in wanted))
    cores = said["machine"]["cores"]  # type: ignore[index]  # an object of JSON
    assert cores >= 1
    for name in wanted:
        assert (name == "scaling" and cores == 1) or said[name] > 0.0, name  # type: ignore[operator]  # a number
    assert said["peak_share"] < 1.0  # type: ignore[operator]  # likewise
    assert said["executor"] in ("native", "numpy")
    assert said["peers"] is None


def test_only_what_is_asked_for_is_measured() -> None:
    said = measured("--only", "evaluation_ms")
    assert [name for name in FIGURES if said[name] is not None] == ["evaluation_ms"]
    refusal = run_here("bench", "--only", "evaluation_s")
    assert refusal.exit_code != 0
    assert "there is no figure 'evaluation_s'. Did you mean 'evaluation_ms'?" in refusal.output


@pytest.mark.usefixtures("scripts")
def test_scripts_give_the_figures_of_plans_and_of_peers() -> None:
    names = ("plan_s_median", "plan_s_worst")
    said = measured(*(f"--only={name}" for name in names), "--peers")
    assert [said[name] for name in names] == [1.5, 4.0]
    assert said["peers"] == {"ema": {"ratio_to_citypact": 412.0}, "pysd": {"missing": "no PySD"}}
    table = run_here("bench", "--only", "plan_s_worst", "--peers", "--samples", "1").output
    assert "ema takes, times" in table
    assert "412" in table


def test_a_script_that_fails_or_says_nothing_is_no_measurement(scripts: Path) -> None:
    (scripts / "peers" / "run.py").write_text("raise SystemExit(3)")
    with pytest.raises(EnvironmentFault, match=r"run\.py failed with status 3"):
        bench_scripts.peers()
    (scripts / "peers" / "run.py").write_text("print([])")
    with pytest.raises(EnvironmentFault, match=r"run\.py printed no JSON object"):
        bench_scripts.peers()
    (scripts / "peers" / "run.py").unlink()
    with pytest.raises(EnvironmentFault, match="run this in a checkout of Citypact"):
        bench_scripts.peers()


def test_without_scripts_plans_are_not_measured(scripts: Path) -> None:
    (scripts / "plan_speed.py").unlink()
    assert measured("--only", "plan_s_median")["plan_s_median"] is None


def test_a_front_is_measured_where_there_is_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_plans, "POINTS", 2)
    assert measured("--only", "front_s")["front_s"] > 0.0  # type: ignore[operator]  # a number
    monkeypatch.setattr(bench_plans, "find_spec", lambda _: None)
    assert measured("--only", "front_s")["front_s"] is None


def test_a_robust_plan_is_measured_where_there_is_a_solver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_plans, "CVAR", Risk(0.2, "tail", cost_level=0.9, draws=5))
    assert measured("--only", "cvar_500_s")["cvar_500_s"] > 0.0  # type: ignore[operator]  # a number
    monkeypatch.setattr(bench_plans, "find_spec", lambda _: None)
    assert measured("--only", "cvar_500_s")["cvar_500_s"] is None


def test_without_a_compiler_the_peak_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert measured("--only", "peak_share")["peak_share"] is None


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
    monkeypatch.setattr(bench_subject, "PLACES", (Path("nowhere"),))
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


def test_something_long_is_done_once_a_sample() -> None:
    calls: list[int] = []
    assert len(timed_once(lambda: calls.append(1), samples=3).values) == 3
    assert len(calls) == 4


def test_slow_calls_are_the_slowest_twentieth() -> None:
    waits = itertools.cycle([0.0] * 9 + [0.002])
    samples = slow_calls(lambda: time.sleep(next(waits)), calls=10, samples=2)
    assert len(samples.values) == 2
    assert min(samples.values) > 0.5e-3


def test_samples_are_told_in_another_unit() -> None:
    assert Samples((1.0, 2.0)).scaled(1000.0) == Samples((1000.0, 2000.0))


def test_memory_is_that_of_the_code() -> None:
    small = peak_memory("pass", samples=1)
    large = peak_memory("x = bytearray(100_000_000)", samples=1)
    assert small is not None
    assert large is not None
    assert 90.0 < large.median - small.median < 110.0


def test_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(EnvironmentFault, match=r"measured process failed: [^$]*ZeroDivision"):
        timed_process(["-c", "1 / 0"], samples=1)
