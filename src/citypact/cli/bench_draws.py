"""``citypact bench``: many draws, how they scale, and how near they come to the machine's peak."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from citypact.cli.bench_scenario import memory_of_draws
from citypact.cli.bench_subject import Figure, Subject, beside
from citypact.cli.measurement import Samples, timed_once
from citypact.engine import simulate
from citypact.engine.workers import default_threads
from citypact.errors import EnvironmentFault
from citypact.model.scenario import run_scenario

__all__ = ["draws_figures"]

MANY = 100_000
MOST = 1_000_000


def draws_figures(subject: Subject) -> Iterator[Figure]:
    """Every figure of many draws."""
    for name, words, draws in (("100k", "100,000", MANY), ("1m", "1,000,000", MOST)):
        yield Figure(
            f"draws_{name}_s", f"{words} draws with all bands, s", partial(_draws, subject, draws)
        )
        yield Figure(
            f"draws_{name}_mb",
            "the same, whole process, MB",
            partial(memory_of_draws, subject, draws),
        )
    yield Figure("scaling", "speed with all cores, to cores × one", partial(_scaling, subject))
    yield Figure(
        "peak_share", "arithmetic of draws, to the machine's peak", partial(_peak, subject)
    )


def _draws(subject: Subject, draws: int) -> Samples:
    """A scenario with bands of all headline figures, warm, in process, in seconds."""
    return timed_once(
        lambda: run_scenario(subject.city, subject.scenario, draws=draws, measures=False),
        samples=subject.samples,
    )


def _seconds(subject: Subject, threads: int) -> float:
    """Of :data:`MANY` draws of the headline figures, the range of histograms found before."""
    begun = time.perf_counter()
    simulate(
        subject.headlines,
        subject.inputs,
        draws=MANY,
        seed=1,
        city=subject.city.id,
        threads=threads,
    )
    return time.perf_counter() - begun


def _scaling(subject: Subject) -> Samples | None:
    """Speed in as many threads as cores, over cores times that in one; None with one core.

    One and all are measured in turns, so that both meet the same machine.
    """
    cores = default_threads()
    if cores == 1:
        return None
    _seconds(subject, cores)
    pairs = [(_seconds(subject, 1), _seconds(subject, cores)) for _ in range(subject.samples)]
    return Samples(tuple(one / (cores * all_) for one, all_ in pairs))


def _peak(subject: Subject) -> Samples | None:
    """Operations of the program a second, all cores, over what the machine can do at most.

    Those that make random numbers, count and sum are left out, and their time is not. None where
    the peak cannot be measured: without a C compiler, or without the folder of benchmarks.
    """
    cores = default_threads()
    with tempfile.TemporaryDirectory() as folder:
        command = _compiled(Path(folder))
        if command is None:
            return None
        _seconds(subject, cores)
        found = []
        for _ in range(subject.samples):
            peak = float(_run([str(command), str(cores)]))
            found.append(subject.headlines.flop * MANY / _seconds(subject, cores) / peak)
    return Samples(tuple(found))


def _compiled(folder: Path) -> Path | None:
    """The program that measures the peak, built for this machine."""
    source, compiler = beside("peak.c"), shutil.which("cc")
    if source is None or compiler is None:
        return None
    command = folder / "peak"
    _run([compiler, "-O3", "-march=native", "-pthread", "-o", str(command), str(source)])
    return command


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own
    if done.returncode != 0:
        message = f"a measured process failed: {done.stderr.strip()}"
        raise EnvironmentFault(message)
    return done.stdout
