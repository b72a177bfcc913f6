"""``citypact bench``: speed and memory on this machine, medians of several runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import click

from citypact.book import Book, open_book
from citypact.cli.grid import grid
from citypact.cli.measurement import Samples, machine, peak_memory, timed, timed_process
from citypact.cli.options import form_option
from citypact.cli.progress import Progress, shown
from citypact.cli.scenario import city_of, main_scenario
from citypact.cli.yardstick import agreement, load_yardstick
from citypact.engine import evaluate, native_status
from citypact.engine.executor import choose
from citypact.errors import CitypactError
from citypact.model.compile import assemble, compiled
from citypact.model.scenario import inputs_of, run_scenario

__all__ = ["bench"]

DRAWS = 10_000
#: The two implementations agree at least so far, relative.
AGREEMENT = 1e-9
MILLISECONDS = 1000.0

_DRAWS_ALONE = """
from citypact.book import open_book
from citypact.model.scenario import run_scenario
city = open_book({path!r}).city({background!r})
run_scenario(city, {scenario!r}, draws={draws}, measures=False)
"""


@dataclass(frozen=True)
class Bench:
    """What is measured: one scenario of a book."""

    book: Book
    scenario: str
    samples: int

    def evaluation(self, executor: str) -> Samples:
        """One evaluation of one scenario, warm, in process, in seconds."""
        city = city_of(self.book, self.scenario)
        program = compiled(city).program
        inputs = inputs_of(city, city.scenarios[self.scenario])
        return timed(lambda: evaluate(program, inputs, executor=executor), samples=self.samples)

    def pandas(self) -> Samples:
        """The same scenario in plain pandas, read and interpolated before, in seconds.

        Raises:
            CitypactError: it gives other figures than the model.
        """
        evaluate_once = load_yardstick(self.book, self.scenario)
        city = city_of(self.book, self.scenario)
        apart = agreement(evaluate_once(), run_scenario(city, self.scenario, measures=False))
        if not apart <= AGREEMENT:
            message = f"the pandas implementation is {apart:.1e} off the model: no comparison"
            raise CitypactError(message)
        return timed(evaluate_once, samples=self.samples)

    def draws(self) -> Samples:
        """10,000 draws of one scenario with all bands, warm, in process, in seconds."""
        city = city_of(self.book, self.scenario)
        return timed(
            lambda: run_scenario(city, self.scenario, draws=DRAWS, measures=False),
            samples=self.samples,
        )

    def memory(self) -> Samples | None:
        """What a process that reads the book and makes the draws needs in all, in megabytes."""
        code = _DRAWS_ALONE.format(
            path=str(self.book.path),
            background=city_of(self.book, self.scenario).background,
            scenario=self.scenario,
            draws=DRAWS,
        )
        return peak_memory(code, samples=self.samples)

    def compilation(self) -> Samples:
        """From city to program, in seconds."""
        city = city_of(self.book, self.scenario)
        return timed(lambda: assemble(city), samples=self.samples)

    def cold_run(self) -> Samples:
        """``citypact run`` from a cold process: book read and checked, in seconds."""
        return timed_process(["-m", "citypact", "run", str(self.book.path)], samples=self.samples)


@click.command()
@click.option("--book", "name", default="malmo", show_default=True, help="Which city book.")
@click.option(
    "--samples",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="How many of each figure.",
)
@click.option("--pandas/--no-pandas", default=True, help="Compare with plain pandas, or not.")
@form_option("json", "table")
def bench(name: str, samples: int, *, pandas: bool, form: str) -> None:
    """Measure speed and memory on this machine: medians of several runs."""
    book = open_book(name)
    measured = Bench(book, main_scenario(book), samples)
    with shown() as progress:
        found = _measure(measured, progress, pandas=pandas)
    if form == "json":
        click.echo(json.dumps(_json(found)))
        return
    click.echo("\n".join(_told(found)))


def _measure(measured: Bench, progress: Progress, *, pandas: bool) -> dict[str, Samples | None]:
    """Every figure in the unit that its name says; None where it is not measured."""
    steps: dict[str, tuple[Callable[[], Samples | None], float]] = {
        "evaluation_ms": (lambda: measured.evaluation("auto"), MILLISECONDS),
        "evaluation_numpy_ms": (lambda: measured.evaluation("numpy"), MILLISECONDS),
        "pandas_ms": (measured.pandas if pandas else lambda: None, MILLISECONDS),
        "draws_10k_s": (measured.draws, 1.0),
        "draws_10k_mb": (measured.memory, 1.0),
        "compile_ms": (measured.compilation, MILLISECONDS),
        "cold_run_s": (measured.cold_run, 1.0),
    }
    found: dict[str, Samples | None] = {}
    for name, (measure, scale) in steps.items():
        with progress.step(name):
            samples = measure()
        found[name] = samples and Samples(tuple(value * scale for value in samples.values))
    return found


def _json(found: dict[str, Samples | None]) -> dict[str, object]:
    return {
        # The name of the native one also says which instructions it uses.
        "executor": choose("auto").name.partition(" ")[0],
        **{name: samples and samples.median for name, samples in found.items()},
        "machine": machine(),
    }


_WORDS = {
    "evaluation_ms": "one evaluation of one scenario, warm, ms",
    "evaluation_numpy_ms": "the same with NumPy, ms",
    "pandas_ms": "the same in plain pandas, ms",
    "draws_10k_s": "10,000 draws with all bands, s",
    "draws_10k_mb": "the same, whole process, MB",
    "compile_ms": "from city to program, ms",
    "cold_run_s": "citypact run from a cold process, s",
}


def _told(found: dict[str, Samples | None]) -> list[str]:
    rows = [["median (least to greatest)", ""]]
    rows += [
        [_WORDS[name], "not measured" if samples is None else str(samples)]
        for name, samples in found.items()
    ]
    ours, pandas = found["evaluation_ms"], found["pandas_ms"]
    if ours is not None and pandas is not None:
        rows.append(["plain pandas takes, times", f"{pandas.median / ours.median:.0f}"])
    described = ", ".join(f"{name} {value}" for name, value in machine().items())
    return [*grid(rows), f"Executor: {native_status()}", f"Machine: {described}"]
