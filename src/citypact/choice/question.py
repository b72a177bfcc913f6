"""What is wrong with a question, before anything is computed: everything is said at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citypact.choice.constraint import unknown
from citypact.model import output
from citypact.model.compile import compiled
from citypact.model.timing import has_ramp, postponement_fault, stated_years, takes_part

if TYPE_CHECKING:
    from citypact.choice.portfolio import Portfolio

__all__ = ["HIGHEST_RATE", "problems_of", "rate_problems"]

#: A rate above this is taken for one written in percent.
HIGHEST_RATE: Final = 0.25
_GOALS: Final = ("social cost", "payer cost", "tonnes")


def problems_of(given: Portfolio) -> list[str]:
    """Everything that is wrong with a portfolio, or nothing."""
    problems = [*_names(given), *_numbers(given), *_pairs(given)]
    if not problems:
        problems = [*_targets(given), *_goal(given), *_years(given)]
    return problems or list(_decisions(given))


def _names(given: Portfolio) -> Iterator[str]:
    city = given.city
    pairs = [name for pair in (*given.requires, *given.excludes) for name in pair]
    grouped = [name for capacity in given.capacities for name in capacity.measures]
    missing = unknown("measure", given.measures, city.measures)
    yield from missing
    if not missing:
        others = {*pairs, *grouped, *given.minimum, *given.begins}
        yield from unknown("measure to choose among called", others, given.measures)
        yield from (
            f"the measure {name!r} cannot be chosen: "
            + (city.measures[name].reason_en or "it repeats another or is not dated")
            for name in given.measures
            if not _may_be_chosen(given, name)
        )
    yield from unknown("target", given.targets, city.targets)
    yield from unknown("target to reach called", given.allowed, given.targets)
    yield from unknown("payer", [budget.payer for budget in given.budgets], city.actors)
    yield from unknown("actor", given.payers, city.actors)
    either = {**city.actors, **city.households}
    yield from unknown("actor or type of household", given.no_worse, either)
    seen = [*(each.name for each in given.budgets), *(each.name for each in given.capacities)]
    yield from (f"the {name} is given twice" for name in sorted(set(seen)) if seen.count(name) > 1)


def _may_be_chosen(given: Portfolio, name: str) -> bool:
    measure = given.city.measures[name]
    return takes_part(measure) or (name in given.decided and has_ramp(measure))


def rate_problems(rate: float) -> list[str]:
    """What is wrong with a discount rate of society; most often it is written in percent."""
    if 0.0 <= rate <= HIGHEST_RATE:
        return []
    allowed = f"a fraction a year, such as 0.035, from 0 to {HIGHEST_RATE}"
    return [f"the discount rate is {allowed}; found {rate:g}"]


def _numbers(given: Portfolio) -> Iterator[str]:
    years = (given.city.base_year, given.city.last_year)
    yield from rate_problems(given.discount_rate)
    for budget in given.budgets:
        yield from budget.faults(years)
    for capacity in given.capacities:
        yield from capacity.faults(years)
    for word, levels in (("least", given.minimum), ("decided", given.decided)):
        yield from (
            f"the {word} level of {name!r} is from 0 to 1; found {level:g}"
            for name, level in sorted(levels.items())
            if not 0.0 <= level <= 1.0
        )
    yield from (
        f"what the target {name!r} allows is a number of kt; found {most:g}"
        for name, most in sorted(given.allowed.items())
        if not math.isfinite(most)
    )


def _pairs(given: Portfolio) -> Iterator[str]:
    for word, pairs in (("requires", given.requires), ("excludes", given.excludes)):
        yield from (f"{first!r} {word} itself" for first, second in pairs if first == second)


def _targets(given: Portfolio) -> Iterator[str]:
    made = compiled(given.city)
    yield from (
        f"the target {name!r} cannot be computed: {made.reasons[name]}"
        for name in given.targets
        if name in made.reasons
    )
    if not given.targets and given.goal != "tonnes":
        yield "the book names no main target: say which target to reach"
    if not given.measures:
        yield "there is no computable measure to choose"


def _goal(given: Portfolio) -> Iterator[str]:
    terms = compiled(given.city).terms
    if given.goal not in _GOALS:
        yield f"the goal {given.goal!r} is none of {', '.join(_GOALS)}"
    if given.goal == "social cost" and output.SOCIETY not in terms:
        yield "the book states no price and no cost, so no plan is cheaper than another"
    if given.goal == "tonnes" and not (given.budgets or given.capacities or given.no_worse):
        yield (
            "most tonnes for the money need a budget or another limit: without any, the answer "
            "is every measure in full"
        )
    if given.goal == "payer cost" and not given.payers:
        yield "whose cost is to be least is not said: name the payers"
    if given.goal != "payer cost" and given.payers:
        yield f"payers are named, and the goal is {given.goal}, which is nobody's own cost"
    untouched = [
        name
        for name in {*given.payers, *given.no_worse} & given.city.actors.keys()
        if not {output.money_by("payer", name), output.money_by("beneficiary", name)} & {*terms}
    ]
    group = given.goal == "payer cost" and set(given.payers) <= set(untouched)
    if given.payers and group:
        yield (
            f"no money of the model is paid or received by {', '.join(given.payers)}, so no plan "
            "costs them less than another"
        )
    yield from (
        f"no money of the model is paid or received by {name}, so no plan makes them worse off"
        for name in given.no_worse
        if name in untouched
    )


def _years(given: Portfolio) -> Iterator[str]:
    city = given.city
    yield from (
        f"a measure cannot begin in {year}: the model's years are {city.base_year} to "
        f"{city.last_year}"
        for year in given.starts or ()
        if not city.base_year <= year <= city.last_year
    )
    for name, year in sorted(given.begins.items()):
        measure = city.measures[name]
        stated = stated_years(measure)
        fault = postponement_fault(
            stated, year - stated[0], city.base_year, city.last_year, measure.earliest
        )
        if fault:
            yield f"the measure {name!r} cannot begin in {year}: {fault}"


def _decisions(given: Portfolio) -> Iterator[str]:
    taken = {name for name, level in given.least.items() if level > 0.0}
    yield from (
        f"{first!r} and {second!r} exclude each other, and what is decided takes both"
        for first, second in given.excludes
        if first in taken and second in taken
    )
    options = given.options
    for first, second in given.requires:
        if first in taken:
            latest = max(options.items[place].start for place in options.of(first))
            earliest = min(options.items[place].start for place in options.of(second))
            if earliest > latest:
                yield (
                    f"{first!r} requires {second!r}, which begins in {earliest} at the "
                    f"earliest, and is decided to begin in {latest}"
                )
