"""An emission factor outside the known range of its carrier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.checks.factors import NEEDS, carrier_words
from citypact.contract.checker.figure import read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: Words of a carrier, and the widest range of its factor over the whole life cycle, g CO2e/kWh.
#: Stoichiometry sets the middle (petrol 250, diesel 265, natural gas 202, coal 340, oil 270, wood
#: 400 biogenic), the chain before the chimney and by-products the ends; grids reach lignite's.
_PER_KWH: Final = (
    (r"\bhvo|biodiesel|\bfame\b|\brme\b|etanol|ethanol|biogas|bioolja|bio-oil", 0.0, 250.0),
    (r"solid bio|biobränsle|biofuel|biomass|wood|flis|pellet|träbränsle", 0.0, 450.0),
    (r"natural gas|naturgas|lpg|gasol", 150.0, 320.0),
    (r"diesel|gasoline|petrol|bensin|heating oil|eldningsolja|marin|fuel oil|bunker", 150.0, 400.0),
    (r"\bjet\b|flygbränsle|flygfotogen|kerosene", 150.0, 400.0),
    (r"coal|kol\b|stenkol|lignite|brunkol|coke|koks|peat|torv", 280.0, 500.0),
    (r"district|fjärrvärme|fjärrkyla|heat|värme", 0.0, 600.0),
    (r"electric|\bel\b|elmix|el,|power|ström", 0.0, 1300.0),
    (r"", 0.0, 1300.0),
)  # fmt: skip


#: The same of what is burnt, treated or left as waste, kg CO2e per tonne.
_PER_TONNE: Final = (
    (r"landfill gas|deponigas|methane|metan", 20_000.0, 90_000.0),
    (r"landfill|deponi|solid waste disposal", 0.0, 3000.0),
    (r"recycl|återvinn|compost|kompost|biological|biologisk|rötning", -3000.0, 1500.0),
    (r"plast", 0.0, 3500.0),
    (r"waste|avfall", 0.0, 2000.0),
    (r"", -3000.0, 90_000.0),
)


#: Slips that explain a factor out of range, the commonest first: a thousand is one unit.
_POWERS: Final = (-3, -4, -1, -2, -5, -6, 3, 1, 2)


#: The most that the carbon of a fuel of any origin comes to, g CO2/kWh: wet wood.
_BIOGENIC: Final = 450.0


@check(
    "factor-range",
    severity="error",
    looks=Words(
        en="an emission factor outside the known range of its carrier, as units that are off by "
        "a power of ten make it",
        sv="en emissionsfaktor utanför det kända intervallet för energibäraren, som när enheten "
        "är fel med en tiopotens",
    ),
    reference="IPCC 2006 guidelines, volume 2, table 2.2: carbon per energy, over life cycles",
    mend=Words(
        en="correct the unit or the decimal point, and compute again what rests on it",
        sv="rätta enheten eller decimaltecknet, och räkna om det som vilar på den",
    ),
    needs=NEEDS,
)
def factor_range(source: Source) -> Iterator[Found | Unchecked]:
    """Every factor per kWh or per tonne, by the words of its carrier."""
    for line in source.lines("emission_factors"):
        figure = read_figure(line["value_raw"])
        if figure is None:
            continue
        scale = _scale(line)
        if scale is None:
            yield Unchecked(
                Words(
                    en=f"{line.key}: no range is known for the unit {line['unit_raw']!r}",
                    sv=f"{line.key}: inget intervall är känt för enheten {line['unit_raw']!r}",
                )
            )
            continue
        factor, unit, ranges = scale
        low, high = _range(carrier_words(line), ranges)
        if line["gas"]:  # one gas of one origin: only a part of what the range is of
            low, high = min(low, 0.0), max(high, _BIOGENIC)
        value = figure.value * factor
        if low <= value <= high or (value == 0 and ranges is _PER_KWH):
            continue
        printed, allowed = f"{figure.text} {line['unit_raw']}", f"{shown(low)}–{shown(high)} {unit}"
        power = next((n for n in _POWERS if low <= value * 10.0**n <= high), 0)
        hint = f"; × 10^{power} = {shown(value * 10.0**power)} {unit}" if power else ""
        yield Found(
            (line.at("value_raw"), line.at("unit_raw")),
            (printed, allowed),
            Words(
                en=f"{line.first('name_en', 'name_sv')} has {printed}, outside {allowed}{hint}",
                sv=f"{line.first('name_sv', 'name_en')} har {printed}, utanför {allowed}{hint}",
            ),
        )


def _scale(line: Line) -> tuple[float, str, tuple[tuple[str, float, float], ...]] | None:
    """From the printed unit to g/kWh or kg/t; None for a unit that is neither."""
    above, _, below = re.sub(r"\s*CO2e?(q|-eq)?\b", "", line["unit_raw"]).partition("/")
    mass, base = unit_of(above), unit_of(below)
    if mass is None or mass.kind != "mass" or base is None:
        return None
    if base.kind == "energy":
        return mass.factor / base.factor * 1e3, "g/kWh", _PER_KWH
    if base.kind == "mass":
        return mass.factor / base.factor * 1e3, "kg/t", _PER_TONNE
    return None


def _range(words: str, ranges: tuple[tuple[str, float, float], ...]) -> tuple[float, float]:
    """A blend with more than one part may lie anywhere between the ranges of its parts."""
    found = [(low, high) for pattern, low, high in ranges if pattern and re.search(pattern, words)]
    found = found or [ranges[-1][1:]]
    blend = bool(re.search(r"\d\s*%|blend|mix|bland", words))
    low, high = found[0]
    if blend:
        return min(each[0] for each in found), max(each[1] for each in found)
    return low, high
