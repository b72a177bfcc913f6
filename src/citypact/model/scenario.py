"""Running a scenario: levels in, a result with its labels and units out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np

import citypact
from citypact import units
from citypact.engine import Ensemble, SamplingChoice, Values, evaluate, sampling_of, simulate
from citypact.engine.arrays import Floats
from citypact.engine.executor import ExecutorChoice
from citypact.errors import InputError
from citypact.model import output
from citypact.model.attribution import DRAWS, Worth, attribute
from citypact.model.band import bands
from citypact.model.city import City, Scenario
from citypact.model.compile import Compiled, compiled
from citypact.model.left_out import LeftOut
from citypact.model.outcome import MeasureEffect, target_outcomes
from citypact.model.ramp import level_input, postpone_input
from citypact.model.result import Result
from citypact.model.timing import has_ramp, takes_part

__all__ = ["Progress", "find_scenario", "inputs_of", "levels_of", "run_scenario"]

#: Called with the draws done and to do.
Progress: TypeAlias = Callable[[int, int], None]

_Series: TypeAlias = dict[tuple[str, ...], Floats]


def run_scenario(  # noqa: PLR0913  all but two are options by keyword
    city: City,
    scenario_id: str,
    *,
    draws: int = 0,
    seed: int = 1,
    sampling: SamplingChoice = "random",
    executor: ExecutorChoice = "auto",
    threads: int | None = None,
    measures: bool = True,
    store: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Run a scenario of ``city``.

    Args:
        city: made for the background of the scenario.
        scenario_id: which of its scenarios.
        draws: of the uncertain figures, for bands and probabilities; 0 for none.
        seed: of the draws, a whole number that is not negative.
        sampling: which draws: ``"random"``, ``"latin-hypercube"`` or ``"sobol"``; see
            :mod:`citypact.engine.sampling`.
        executor: as for :func:`citypact.engine.evaluate`.
        threads: for draws; as many as there are processors if None.
        measures: whether to compute what each measure is worth.
        store: whether to keep every draw of the headline outputs, which takes memory; the result
            then has them as ``ensemble``, and percentiles are exact however many draws there are.
        progress: called with the draws done and to do.

    Raises:
        InputError: there is no such scenario, its background is not the city's, a number is out
            of range, or the city cannot be computed.
    """
    scenario = find_scenario(city, scenario_id)
    if draws < 0 or seed < 0:
        message = f"draws and seed are not negative, found draws {draws} and seed {seed}"
        raise InputError(message)
    chosen = sampling_of(sampling, max(draws, 1))
    made = compiled(city)
    levels, untaken = levels_of(city, scenario)
    inputs = inputs_of(city, scenario)
    values = evaluate(made.program, inputs, executor=executor)
    ensemble = None
    if draws:
        ensemble = simulate(
            made.program.select(output.headlines(values)),
            inputs,
            draws=draws,
            seed=seed,
            city=city.id,
            sampling=chosen,
            executor=executor,
            threads=threads,
            quantiles="store" if store else "stream",
            progress=progress,
        )
    worth: Mapping[str, Worth] = {}
    if measures:
        worth = attribute(
            made.program,
            {name: level for name, level in levels.items() if takes_part(city.measures[name])},
            postponed=scenario.postponed,
            draws=draws,
            seed=seed,
            city=city.id,
            sampling=chosen,
            executor=executor,
            threads=threads,
        )
    effects = _effects(city, scenario, worth, len(values[output.TOTAL])) if measures else ()
    left_out = (*made.left_out, *untaken)
    drawn = (seed, draws, chosen.kind)
    result = _result(made, scenario, values, ensemble, drawn, effects, left_out)
    return replace(result, ensemble=ensemble) if store else result


def find_scenario(city: City, scenario_id: str) -> Scenario:
    """Return a scenario of ``city``, which must be made for the scenario's background.

    Raises:
        InputError: there is none of that id, or the background is another.
    """
    scenario = city.scenarios.get(scenario_id)
    if scenario is None:
        known = ", ".join(city.scenarios)
        message = f"the city {city.id} has no scenario {scenario_id!r}; it has {known}"
        raise InputError(message)
    if scenario.background != city.background:
        message = (
            f"the scenario {scenario_id!r} stands on the background {scenario.background!r}, and "
            f"the city was made for {city.background!r}: make it for that background"
        )
        raise InputError(message)
    return scenario


def levels_of(city: City, scenario: Scenario) -> tuple[dict[str, float], tuple[LeftOut, ...]]:
    """Return the levels of the measures that have a ramp, and which others are left out.

    A measure that is not yet computable saves nothing that can be counted, and pays what is
    stated of it; one that repeats another is counted there. Why is told measure by measure in
    :attr:`~citypact.model.outcome.MeasureEffect.reason`.
    """
    measures = [city.measures[name] for name in sorted(scenario.levels)]
    levels = {item.id: scenario.levels[item.id] for item in measures if has_ramp(item)}
    repeated = [(item.id, item.same_as) for item in measures if item.same_as]
    missing = [item.id for item in measures if not takes_part(item) and not item.same_as]
    found = []
    if missing:
        found.append(LeftOut("not-computable", tuple(missing)))
    if repeated:
        names, others = zip(*repeated, strict=True)
        found.append(LeftOut("repeats", names, others))
    return levels, tuple(found)


def inputs_of(city: City, scenario: Scenario) -> dict[str, float]:
    """The inputs of the city's program that say what a scenario does: levels, and moved starts.

    A measure that comes as it is stated to has no input for that.
    """
    levels, _ = levels_of(city, scenario)
    inputs = {level_input(name): level for name, level in levels.items()}
    for name, years in sorted(scenario.postponed.items()):
        if name in levels:
            inputs[postpone_input(name)] = float(years)
    return inputs


def _reason(city: City, name: str) -> str:
    measure = city.measures[name]
    if measure.same_as:
        return f"it is the same as {measure.same_as} and is counted there"
    return measure.reason_en or "it is not yet computable"


def _effects(
    city: City, scenario: Scenario, worth: Mapping[str, Worth], years: int
) -> tuple[MeasureEffect, ...]:
    effects = []
    for name in sorted(scenario.levels):
        found = worth.get(name)
        if found is None:
            none = np.full(years, np.nan)
            reason = _reason(city, name)
            effects.append(MeasureEffect(name, False, reason, none, none, none, none))  # noqa: FBT003  computable
            continue
        effects.append(
            MeasureEffect(
                id=name,
                computable=True,
                reason="",
                alone=found.alone,
                last=found.last,
                share=found.share,
                share_error=found.share_error,
                alone_band=found.alone_band,
                last_band=found.last_band,
                share_band=found.share_band,
            )
        )
    return tuple(effects)


def _result(  # noqa: PLR0913, PLR0917  everything that a result is made of
    made: Compiled,
    scenario: Scenario,
    values: Values,
    ensemble: Ensemble | None,
    drawn: tuple[int, int, str],
    effects: tuple[MeasureEffect, ...],
    left_out: tuple[LeftOut, ...],
) -> Result:
    city, program = made.city, made.program
    seed, draws, sampling = drawn
    series = _by_word(values)
    banded = {} if ensemble is None else bands(ensemble, output.headlines(values))
    return Result(
        city_id=city.id,
        scenario=scenario.id,
        book_hash=city.book_hash,
        program_hash=program.hash,
        program_version=citypact.__version__,
        seed=seed,
        draws=draws,
        sampling=sampling,
        measure_draws=min(draws, DRAWS) if effects else 0,
        years=program.years,
        unit="kt",
        total=values[output.TOTAL],
        by_sector=_one(series, "sector"),
        by_authority=_one(series, "authority"),
        emissions=_four(series, "emissions"),
        activity=_one(series, "activity"),
        share=_one(series, "share"),
        purchase=_one(series, "purchase"),
        energy=_energy(city, series),
        use=_three(series, "use"),
        units=_units(city, banded),
        captured=_one(series, "captured"),
        ramp=_one(series, "ramp"),
        population=values.get(output.POPULATION),
        money=_three(series, "money"),
        society=values.get(output.SOCIETY),
        bands=banded,
        targets=target_outcomes(city, made.reasons, made.counted, values, ensemble),
        measures=effects,
        warnings=(*made.city.warnings, *(each.sentence for each in left_out)),
        left_out=left_out,
        impacts=_one(series, "impact"),
        impact_values=_one(series, "impact-value"),
    )


def _by_word(values: Mapping[str, Floats]) -> dict[str, _Series]:
    """Outputs by the first word of their name, then by the rest of it."""
    found: dict[str, _Series] = {}
    for name, series in values.items():
        word, *rest = name.split("/")
        found.setdefault(word, {})[tuple(rest)] = series
    return found


def _one(series: Mapping[str, _Series], word: str) -> dict[str, Floats]:
    return {name: row for (name,), row in series.get(word, {}).items()}


def _three(series: Mapping[str, _Series], word: str) -> dict[tuple[str, str, str], Floats]:
    return {(a, b, c): row for (a, b, c), row in series.get(word, {}).items()}


def _four(series: Mapping[str, _Series], word: str) -> dict[tuple[str, str, str, str], Floats]:
    return {(a, b, c, d): row for (a, b, c, d), row in series.get(word, {}).items()}


def _energy(city: City, series: Mapping[str, _Series]) -> dict[tuple[str, str], Floats]:
    """What activities use of carriers of energy, GWh a year."""
    found: dict[tuple[str, str], Floats] = {}
    for (activity, _, name), row in series.get("use", {}).items():
        carrier = city.carriers[name]
        if carrier.kind == "energy":
            used = row if carrier.unit == "GWh" else row * units.factor_to(carrier.unit, "GWh")
            key = (activity, name)
            found[key] = found[key] + used if key in found else used
    return found


def _units(city: City, banded: Mapping[str, object]) -> dict[str, str]:
    return {
        **{f"activity/{name}": item.unit for name, item in city.activities.items()},
        **{f"carrier/{name}": item.unit for name, item in city.carriers.items()},
        **{f"impact/{name}": item.unit for name, item in city.impacts.items()},
        **{f"output/{name}": output.unit(city, name) for name in banded},
    }
