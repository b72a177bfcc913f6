"""Citypact's own figures for the work that its peers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from work import SEED, Work

from citypact.choice.sensitivity import sensitivity
from citypact.cli.measurement import Samples, timed
from citypact.engine import evaluate, simulate
from citypact.model.band import bands

#: Enough that the draws made beforehand to find a range do not count.
DRAWS = 100_000
#: Kept one by one, bands by sorting.
STORED = 4096


@dataclass(frozen=True)
class Ours:
    """Each work measured, in the unit that its peers are measured in."""

    work: Work
    samples: int

    def measure(self, work: str) -> Samples:
        """Measure ``work``, one of :attr:`units`, in its unit."""
        what: dict[str, tuple[Callable[[], object], float]] = {
            "evaluation": (self._evaluation, 1e3),
            "draws": (self._draws, 1e6 / DRAWS),
            "draws-kept": (self._draws_kept, 1e6 / STORED),
            "indices": (self._indices, 1e3),
        }
        do, scale = what[work]
        seconds = timed(do, samples=self.samples)
        return Samples(tuple(value * scale for value in seconds.values))

    def _evaluation(self) -> None:
        """From levels to all outputs, nominal parameters."""
        evaluate(self.work.program, self.work.inputs)

    def _draws(self) -> None:
        """From a seed to the bands of all headline outputs, all processors."""
        program = self.work.headlines
        made = simulate(program, self.work.inputs, draws=DRAWS, seed=SEED, city=self.work.city.id)
        bands(made, program.rows)

    def _draws_kept(self) -> None:
        """From a seed to every draw of all headline outputs, all processors."""
        program, city = self.work.headlines, self.work.city.id
        simulate(program, self.work.inputs, draws=STORED, seed=SEED, city=city, quantiles="store")

    def _indices(self) -> None:
        """Sobol indices of all headline outputs with 100 bootstraps, the model's runs included."""
        sensitivity(self.work.headlines, self.work.inputs, points=self.work.points, resamples=100)
