"""What figures are drawn from: a city and the results of its scenarios.

Nothing here computes; it finds the scenario, the target and the inventory that the city's
book names as its main ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import citypact
from citypact.book import Book
from citypact.choice.decision_basis import DecisionBasis
from citypact.engine.arrays import Floats
from citypact.figures.naming import row_name
from citypact.figures.numbers import write_number
from citypact.figures.words import say, title_of
from citypact.model import City, MeasureEffect, Result
from citypact.model.city import Inventory, Target
from citypact.model.inventory import published_total, years

__all__ = ["Context", "Standing", "Total", "central"]


@dataclass(frozen=True, slots=True)
class Total:
    """A published total of an inventory: ``value`` kt in ``year``; ``keys`` are its rows."""

    year: int
    value: float
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a scenario stands with the main target in its year, kt.

    Attributes:
        year: of the target.
        allowed: what the target allows.
        value: what the scenario gives: the median of the draws, or the one result.
        low, high: 5th and 95th percentile; None without draws.
        gap: value less allowed; below zero where the target is met.
        probability: that it is met; None without draws.
    """

    year: int
    allowed: float
    value: float
    low: float | None
    high: float | None
    gap: float
    probability: float | None


def central(result: Result, name: str, nominal: Floats) -> Floats:
    """Return the median of an output's draws, or the one result where nothing was drawn.

    Shapes: ``(years,)`` in and out. Every figure shows this, so that none contradicts another.
    """
    band = result.bands.get(name)
    return nominal if band is None else band.p50


@dataclass(frozen=True)
class Context:
    """A city and what was computed for it.

    Attributes:
        city: on the usual background.
        results: by scenario id, on that background: what the figures draw.
        elsewhere: by scenario id, on other backgrounds: what the sentences tell beside them.
        basis: what a decision rests on, where it was computed.
        book: that the city was made of, for the names of its rows.
    """

    city: City
    results: Mapping[str, Result]
    elsewhere: Mapping[str, Result] = field(default_factory=dict)
    basis: DecisionBasis | None = None
    book: Book | None = None

    @classmethod
    def of(
        cls,
        city: City,
        results: Mapping[str, Result],
        basis: DecisionBasis | None = None,
        book: Book | None = None,
    ) -> Context:
        """Part ``results`` into those on the background of ``city`` and those on others."""
        on_its_own = {name: city.scenarios[name].background == city.background for name in results}
        return cls(
            city,
            {name: result for name, result in results.items() if on_its_own[name]},
            {name: result for name, result in results.items() if not on_its_own[name]},
            basis,
            book,
        )

    @property
    def reference(self) -> Result | None:
        """The result of the city's reference scenario, where it was run."""
        return self.results.get(self.city.reference)

    @property
    def contract(self) -> Result | None:
        """The result of the city's contract scenario, where there is one and it was run."""
        return self.results.get(self.city.contract)

    @property
    def inventory(self) -> Inventory:
        """The main inventory: its boundary is the total that is shown."""
        return self.city.inventories[self.city.main_inventory]

    @property
    def target(self) -> Target | None:
        """The target that the city is judged by, where its book names one."""
        return self.city.targets.get(self.city.main_target)

    @property
    def history(self) -> tuple[Total, ...]:
        """The published totals of the main inventory, by year; missing years are left out."""
        found = ((year, published_total(self.inventory, year)) for year in years(self.inventory))
        return tuple(
            Total(year, total.value, total.keys) for year, total in found if total.value is not None
        )

    def standing(self, result: Result | None) -> Standing | None:
        """Return how ``result`` stands with the main target; None where that cannot be said."""
        target = self.target
        if result is None or target is None:
            return None
        outcome = next((each for each in result.targets if each.id == target.id), None)
        if outcome is None or outcome.value is None or outcome.result is None:
            return None
        value = outcome.result if outcome.median is None else outcome.median
        band = result.bands.get(f"target/{target.id}")
        place = self.place(result, outcome.year)
        return Standing(
            year=outcome.year,
            allowed=outcome.value,
            value=value,
            low=None if band is None else float(band.p05[place]),
            high=None if band is None else float(band.p95[place]),
            gap=value - outcome.value,
            probability=outcome.probability,
        )

    def year_shown(self, result: Result) -> int:
        """Return the year that matters: the main target's, or the last of the results."""
        target = self.target
        first, last = int(result.years[0]), int(result.years[-1])
        return target.year if target is not None and first <= target.year <= last else last

    def name_of(self, key: str, language: str) -> str:
        """Say what a row is about, with its year where it has one; its key without a book."""
        if self.book is None:
            return key
        row = self.book.row(key)
        year = row.text("year") if "year" in row.form.columns else ""
        return f"{row_name(self.book, row, language)} {year}".rstrip()

    def effects(self, result: Result) -> tuple[MeasureEffect, ...]:
        """Return the measures with a computed effect, largest share in the year first."""
        place = self.place(result, self.year_shown(result))
        computed = [effect for effect in result.measures if self.is_computed(effect)]
        return tuple(sorted(computed, key=lambda e: (-float(_share(e)[place]), e.id)))

    def is_computed(self, effect: MeasureEffect) -> bool:
        """Say whether a measure's tonnes are computed; one that only pays has none, not zero."""
        return effect.computable and self.city.measures[effect.id].computable

    def left_out(self, result: Result) -> tuple[str, ...]:
        """Return the ids of the measures without computed tonnes."""
        return tuple(effect.id for effect in result.measures if not self.is_computed(effect))

    def place(self, result: Result, year: int) -> int:
        """Return where ``year`` stands in the results' arrays.

        Raises:
            ValueError: the results do not reach that year.
        """
        return [int(each) for each in result.years].index(year)

    def origin(self, result: Result, language: str) -> str:
        """Say which book, program and run ``result`` comes from, in one line."""
        return say(
            language,
            "origin.drawn" if result.draws else "origin.undrawn",
            city=title_of(self.city, language),
            book=result.book_hash[:12],
            version=citypact.__version__,
            draws=write_number(float(result.draws), "", language).strip(),
            seed=result.seed,
        )


def _share(effect: MeasureEffect) -> Floats:
    """Return a measure's fair share: the median of its draws, or the one result."""
    return effect.share if effect.share_band is None else effect.share_band.p50
