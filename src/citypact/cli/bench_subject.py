"""What ``citypact bench`` measures: one scenario of a book, and how a figure is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import citypact
from citypact.book import Book
from citypact.cli.measurement import Samples
from citypact.cli.scenario import city_of
from citypact.engine import Program
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.scenario import inputs_of

__all__ = ["MILLISECONDS", "Figure", "Subject", "beside"]

MILLISECONDS = 1000.0

#: Where the folder of benchmarks lies: in a checkout of Citypact, or where the command is run.
PLACES = (Path(citypact.__file__).parents[2] / "benchmarks", Path("benchmarks"))


def beside(name: str) -> Path | None:
    """The file ``name`` in the folder of benchmarks, which an installed package does not have."""
    return next((place / name for place in PLACES if (place / name).is_file()), None)


@dataclass(frozen=True)
class Figure:
    """One figure of the bench.

    Attributes:
        name: in JSON; it ends in the unit.
        words: for people, with the unit.
        measure: gives it in that unit, or None where it cannot be measured here.
    """

    name: str
    words: str
    measure: Callable[[], Samples | None]


@dataclass(frozen=True)
class Subject:
    """One scenario of a book, and how often each figure is measured."""

    book: Book
    scenario: str
    samples: int

    @cached_property
    def city(self) -> City:
        """On the background of the scenario."""
        return city_of(self.book, self.scenario)

    @cached_property
    def program(self) -> Program:
        """With all outputs."""
        return compiled(self.city).program

    @cached_property
    def headlines(self) -> Program:
        """With the outputs that bands are made of."""
        return self.program.select(output.headlines(self.program.rows))

    @cached_property
    def inputs(self) -> dict[str, float]:
        """What the scenario does, by input of the program."""
        return inputs_of(self.city, self.city.scenarios[self.scenario])
