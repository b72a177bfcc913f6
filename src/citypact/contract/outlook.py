"""The model as a version of a contract sees it: one target, one year, many draws at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.book import Book
from citypact.contract.version import Version
from citypact.engine import Program, evaluate
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.boundary import counts
from citypact.model.city import City, Scenario, Target
from citypact.model.compile import compiled
from citypact.model.ramp import level_input
from citypact.model.timing import has_ramp
from citypact.said import Said

__all__ = ["ContractOutlook", "Seen", "contract_outlook"]

#: Lanes evaluated at a time: bounds memory, changes no figure.
_LANES = 4096


@dataclass(frozen=True, eq=False)
class Seen:
    """What the model says in the target's year, one number a lane, kt.

    Attributes:
        result: what is compared with the target.
        by_sector: emissions within the boundary of the target's inventory.
        by_authority: likewise, by who can decide on the activity.
    """

    result: Floats
    by_sector: Mapping[str, Floats]
    by_authority: Mapping[str, Floats]


@dataclass(frozen=True, eq=False)
class ContractOutlook:
    """A city's program tied to the target of a version.

    Attributes:
        city: on the background of the version.
        reference: decided policy, on the same background.
        target: that promises are held against.
        year: of the target.
        seed: of the draws.
    """

    city: City
    reference: Scenario
    target: Target
    seed: int
    _program: Program

    @property
    def year(self) -> int:
        """The year of the target."""
        return self.target.year

    @property
    def program_hash(self) -> str:
        """Content hash of the program."""
        return self._program.hash

    def allowed(self, draws: npt.NDArray[np.int64]) -> Floats:
        """What the target allows in each draw, kt; by decided policy."""
        name = output.allowed(self.target.id)
        return self._read(self.reference.levels, draws, [name])[name]

    def results(self, levels: Mapping[str, float | Floats], draws: npt.NDArray[np.int64]) -> Floats:
        """What is compared with the target, kt, one lane a level and draw."""
        name = output.target(self.target.id)
        return self._read(levels, draws, [name])[name]

    def nominal(self, levels: Mapping[str, float]) -> tuple[float, float]:
        """What is compared with the target and what the target allows, kt, by nominal figures."""
        result, allowed = output.target(self.target.id), output.allowed(self.target.id)
        given = {
            level_input(name): level
            for name, level in levels.items()
            if has_ramp(self.city.measures[name])
        }
        values = evaluate(self._program.select([result, allowed]), given)
        place = self.year - self.city.base_year
        return float(values[result][place]), float(values[allowed][place])

    def seen(self, levels: Mapping[str, float | Floats], draws: npt.NDArray[np.int64]) -> Seen:
        """What the model says at levels, with emissions by sector and authority."""
        result = output.target(self.target.id)
        names = [name for name in self._program.rows if name.startswith("emitted/")]
        values = self._read(levels, draws, [result, *names])
        inventory = self.city.inventories[self.target.inventory]
        by_sector: dict[str, Floats] = {}
        by_authority: dict[str, Floats] = {}
        for name in names:
            _, activity_id, scope, origin, gas = name.split("/")
            if counts(inventory, scope, origin, gas):
                activity = self.city.activities[activity_id]
                for found, key in (
                    (by_sector, activity.sector),
                    (by_authority, activity.authority),
                ):
                    found[key] = found[key] + values[name] if key in found else values[name]
        return Seen(values[result], by_sector, by_authority)

    def _read(
        self,
        levels: Mapping[str, float | Floats],
        draws: npt.NDArray[np.int64],
        names: list[str],
    ) -> dict[str, Floats]:
        program = self._program.select(names)
        place = self.year - self.city.base_year
        found = {name: np.empty(len(draws)) for name in names}
        acting = {
            name: level for name, level in levels.items() if has_ramp(self.city.measures[name])
        }
        for first in range(0, len(draws), _LANES):
            part = slice(first, first + _LANES)
            values = evaluate(
                program,
                {
                    level_input(name): level[part] if isinstance(level, np.ndarray) else level
                    for name, level in acting.items()
                },
                draw_index=draws[part],
                seed=self.seed,
                city=self.city.id,
            )
            for name in names:
                found[name][part] = values[name][place]
        return found


def contract_outlook(book: Book, version: Version, seed: int) -> ContractOutlook:
    """Tie a city's program to the target of a version.

    Raises:
        InputError: the book has no decided policy on the version's background, no target is named,
            or the target cannot be computed; the message says why.
    """
    city = book.city(version.background)
    name = version.target or city.main_target
    if name not in city.targets:
        message = Said(
            "the book %(id)s names no main target: name one in the version %(other_id)s",
            id=book.id,
            other_id=version.id,
        )
        raise InputError(message)
    made = compiled(city)
    if name in made.reasons:
        message = Said(
            "the target %(name)s cannot be computed: %(reasons)s. Mend: correct it in targets.csv, "
            "or hold the version against another",
            name=name,
            reasons=made.reasons[name],
        )
        raise InputError(message)
    wanted = [each for each in made.terms if each.startswith("emitted/")]
    program = made.program.select([output.target(name), output.allowed(name), *wanted])
    return ContractOutlook(city, _reference(city), city.targets[name], seed, program)


def _reference(city: City) -> Scenario:
    """Decided policy on the city's background: the book's own reference, else another."""
    own = [
        each
        for each in city.scenarios.values()
        if each.kind == "reference" and each.background == city.background
    ]
    if not own:
        message = Said(
            "the book %(id)s has no scenario of kind reference on the background %(background)r: "
            "promises are held against decided policy",
            id=city.id,
            background=city.background or Said("without name"),
        )
        raise InputError(message)
    return next((each for each in own if each.id == city.reference), own[0])
