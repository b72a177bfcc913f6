"""``citypact bench``: what it takes to run one scenario, from a cold process to 10,000 draws."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from citypact.cli.bench_subject import MILLISECONDS, Figure, Subject
from citypact.cli.measurement import Samples, peak_memory, timed, timed_process
from citypact.cli.yardstick import agreement, load_yardstick
from citypact.engine import evaluate
from citypact.errors import CitypactError
from citypact.model.compile import assemble
from citypact.model.scenario import run_scenario

__all__ = ["memory_of_draws", "scenario_figures"]

DRAWS = 10_000
#: The two implementations agree at least so far, relative.
AGREEMENT = 1e-9

_DRAWS_ALONE = """
from citypact.book import open_book
from citypact.model.scenario import run_scenario
city = open_book({path!r}).city({background!r})
run_scenario(city, {scenario!r}, draws={draws}, measures=False)
"""


def scenario_figures(subject: Subject) -> Iterator[Figure]:
    """Every figure of running a scenario."""
    yield Figure(
        "evaluation_ms",
        "one evaluation of one scenario, warm, ms",
        partial(_evaluation, subject, "auto"),
    )
    yield Figure(
        "evaluation_numpy_ms", "the same with NumPy, ms", partial(_evaluation, subject, "numpy")
    )
    yield Figure("pandas_ms", "the same in plain pandas, ms", partial(_pandas, subject))
    yield Figure(
        "draws_10k_s",
        "10,000 draws with all bands, s",
        lambda: timed(
            lambda: run_scenario(subject.city, subject.scenario, draws=DRAWS, measures=False),
            samples=subject.samples,
        ),
    )
    yield Figure(
        "draws_10k_mb", "the same, whole process, MB", partial(memory_of_draws, subject, DRAWS)
    )
    yield Figure(
        "compile_ms",
        "from city to program, ms",
        lambda: timed(lambda: assemble(subject.city), samples=subject.samples).scaled(MILLISECONDS),
    )
    yield Figure(
        "cold_run_s",
        "citypact run from a cold process, s",
        lambda: timed_process(
            ["-m", "citypact", "run", str(subject.book.path)], samples=subject.samples
        ),
    )


def _evaluation(subject: Subject, executor: str) -> Samples:
    """One evaluation of all outputs, warm, in process, in milliseconds."""
    seconds = timed(
        lambda: evaluate(subject.program, subject.inputs, executor=executor),
        samples=subject.samples,
    )
    return seconds.scaled(MILLISECONDS)


def _pandas(subject: Subject) -> Samples:
    """The same scenario in plain pandas, read and interpolated before, in milliseconds.

    Raises:
        CitypactError: it gives other figures than the model.
    """
    evaluate_once = load_yardstick(subject.book, subject.scenario)
    result = run_scenario(subject.city, subject.scenario, measures=False)
    apart = agreement(evaluate_once(), result)
    if not apart <= AGREEMENT:
        message = f"the pandas implementation is {apart:.1e} off the model: no comparison"
        raise CitypactError(message)
    return timed(evaluate_once, samples=subject.samples).scaled(MILLISECONDS)


def memory_of_draws(subject: Subject, draws: int) -> Samples | None:
    """What a process that reads the book and makes the draws needs in all, in megabytes."""
    code = _DRAWS_ALONE.format(
        path=str(subject.book.path),
        background=subject.city.background,
        scenario=subject.scenario,
        draws=draws,
    )
    return peak_memory(code, samples=subject.samples)
