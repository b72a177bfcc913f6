"""The way back from one figure to the rows of the book that it rests on, and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citypact.book import Book, Row
from citypact.choice.tornado import bars, values_at_ends
from citypact.cli.nearest import unknown
from citypact.cli.scenario import city_of
from citypact.engine import Program
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.dependencies import dependencies, explainable
from citypact.model.ramp import level_input
from citypact.model.result import Json
from citypact.model.scenario import inputs_of, run_scenario
from citypact.model.timing import takes_part

__all__ = ["Ground", "WayBack", "find_way_back"]

#: Columns that say what a row is and where it comes from, rather than what it states.
_ABOUT = ("title_sv", "title_en", "description_sv", "description_en")


@dataclass(frozen=True)
class Ground:
    """A row that a figure rests on.

    Attributes:
        row: as written.
        source: the row of ``sources`` that it names; None where it names none.
        low: the figure with this one at its low, all others nominal; None where it is certain.
        high: the same at its high.
    """

    row: Row
    source: Row | None
    low: float | None = None
    high: float | None = None

    @property
    def moved(self) -> float:
        """By how much the figure differs between its low and its high; 0 where it is certain."""
        return 0.0 if self.low is None or self.high is None else abs(self.high - self.low)

    def to_json(self) -> dict[str, Json]:
        """The row as written, its source in full, and what it moves."""
        return {
            "key": self.row.full_key,
            "file": self.row.form.file,
            "line": self.row.line,
            "row": {name: text for name, text in self.row.texts.items() if name not in _ABOUT},
            "source": dict(self.source.texts) if self.source else None,
            "at_low": self.low,
            "at_high": self.high,
        }


@dataclass(frozen=True)
class WayBack:
    """One figure and what it rests on.

    Attributes:
        figure: its name, such as ``sector/transport``.
        scenario: id of the scenario.
        year: of the figure.
        value: without draws.
        unit: of the value.
        grounds: those that move the figure most first, then by key.
        ways: of a measure, what it cuts in each way of counting; empty for other figures.
    """

    figure: str
    scenario: str
    year: int
    value: float
    unit: str
    grounds: tuple[Ground, ...]
    ways: Mapping[str, float] = field(default_factory=dict)


def find_way_back(book: Book, figure: str, scenario: str, *, executor: str = "auto") -> WayBack:
    """Find what ``figure``, such as ``total@2030``, rests on in a scenario.

    Without a year it is that of the target asked for, else of the main target, else the last.

    Raises:
        InputError: there is no such figure, year or scenario; or the measure or target is not
            computed, with the reason.
    """
    city = city_of(book, scenario)
    name, year = _parsed(city, figure)
    ways: Mapping[str, float] = {}
    if name.startswith("measure/"):
        measure = name.partition("/")[2]
        ways = _ways(city, measure, scenario, year, executor)
        value, reached = _cut(city, measure, scenario, year, executor)
        unit = output.unit(city, output.TOTAL)
    else:
        value, reached = _output(city, name, scenario, year, executor)
        unit = output.unit(city, name)
    grounds = [_ground(book, key, reached) for key in dependencies(city, name, scenario=scenario)]
    grounds.sort(key=lambda ground: (-ground.moved, ground.row.full_key))
    return WayBack(name, scenario, year, value, unit, tuple(grounds), ways)


def _parsed(city: City, figure: str) -> tuple[str, int]:
    """The name and the year of ``total@2030``."""
    name, _, written = figure.partition("@")
    names = explainable(city)
    word, _, rest = name.partition("/")
    if word == "target" and rest in city.targets and name not in names:
        message = f"the target {rest} is not computed: {compiled(city).reasons.get(rest, '')}"
        raise InputError(message)
    if name not in names:
        raise unknown("figure", name, names)
    if written:
        return name, _year(city, written)
    target = city.targets.get(rest if word in ("target", "allowed", "met") else city.main_target)
    last = city.last_year
    if target is None or not city.base_year <= target.year <= last:
        return name, last
    return name, target.year


def _year(city: City, written: str) -> int:
    years = range(city.base_year, city.last_year + 1)
    if not written.isdecimal() or int(written) not in years:
        message = f"there is no year {written!r}: write one from {years[0]} to {years[-1]} after @"
        raise InputError(message)
    return int(written)


def _ground(book: Book, key: str, reached: Mapping[str, tuple[float, float]]) -> Ground:
    row = book.row(key)
    # A measure's row carries the range of its delay, a parameter of its own.
    low, high = reached.get(key) or reached.get(f"{key}#delay") or (None, None)
    return Ground(row, book.source(row), low, high)


Reached = dict[str, tuple[float, float]]


def _output(
    city: City, name: str, scenario: str, year: int, executor: str
) -> tuple[float, Reached]:
    """The value of an output, and what it is with each parameter at its low and its high."""
    inputs = inputs_of(city, city.scenarios[scenario])
    program, values = _moved(city, name, inputs, year, executor)
    return float(values[0]), _by_parameter(program, values)


def _ways(city: City, measure: str, scenario: str, year: int, executor: str) -> dict[str, float]:
    """What a measure of the scenario cuts alone, last in, and as its fair share.

    Raises:
        InputError: it is not computed, or not in the scenario.
    """
    stated = city.measures[measure]
    if not takes_part(stated):
        reason = f"it is counted under {stated.same_as}" if stated.same_as else stated.reason_en
        message = f"the measure {measure} is not computed: {reason}"
        raise InputError(message)
    if measure not in city.scenarios[scenario].levels:
        message = f"the measure {measure} is not in the scenario {scenario}"
        raise InputError(message)
    effects = {
        effect.id: effect for effect in run_scenario(city, scenario, executor=executor).measures
    }
    place, found = year - city.base_year, effects[measure]
    series = {"alone": found.alone, "last": found.last, "share": found.share}
    return {way: float(row[place]) for way, row in series.items()}


def _cut(
    city: City, measure: str, scenario: str, year: int, executor: str
) -> tuple[float, Reached]:
    """What a measure cuts of the total on top of the scenario's other measures."""
    inputs = inputs_of(city, city.scenarios[scenario])
    program, values = _moved(city, output.TOTAL, inputs, year, executor)
    without = {**inputs, level_input(measure): 0.0}
    _, others = _moved(city, output.TOTAL, without, year, executor)
    return float(others[0] - values[0]), _by_parameter(program, others - values)


def _moved(
    city: City, name: str, inputs: Mapping[str, float], year: int, executor: str
) -> tuple[Program, Floats]:
    """The program of an output, and its value: all nominal, then each figure at its ends."""
    program = compiled(city).program.select([name])
    return program, values_at_ends(program, name, year, inputs, executor=executor)


def _by_parameter(program: Program, values: Floats) -> Reached:
    return {bar.parameter: (bar.low, bar.high) for bar in bars(program, values)}
