"""Claims of measures: the same tonnes twice, more than the source, more than a machine emits."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.figure import Figure, agree, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_TITLES = ("title_en", "title_sv")
_REDUCTION = "reduction_t_co2e_yr"
_TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, B-2.2"
#: How alike two titles must be to be of one action: shared words ÷ words of the shorter.
_ALIKE: Final = 0.6
#: From so many tonnes, and so many digits, two equal claims are one.
_LARGE: Final = 10_000.0
_EXACT: Final = 3
#: More than any machine or vehicle of a municipal fleet emits in a year, tonnes: a wheel loader of
#: 20 litres of diesel an hour in two shifts all year comes to 150.
_MACHINE: Final = 150.0
#: Areas whose measures act in one sector, by words of both.
_SECTORS: Final = (
    (r"mobil|transport|traffic|trafik", r"transports?|transporter|mobility"),
    (r"agricult|jordbruk", r"agriculture.*|jordbruk.*"),
    (r"industr", r"industr.*"),
)
_FLEET = re.compile(
    r"(\d[\d ]*)\s+(?:\w+\s+){0,2}?(?:vehicles?|machines?|cars|buses|trucks|fordon|maskiner|"
    r"arbetsmaskiner|bilar|bussar|lastbilar)\b",
    re.IGNORECASE,
)
_CAPTURE = re.compile(
    r"\bccs\b|\bccu\b|carbon capture|koldioxidavskilj|koldioxidinfång", re.IGNORECASE
)


def _outlines(source: Source) -> list[Line]:
    return [
        line for line in source.lines("measures") if line["row_kind"] in {"", "outline", "measure"}
    ]


@check(
    "claimed-twice",
    severity="error",
    looks=Words(
        en="the same tonnes or money claimed by two measures",
        sv="samma ton eller pengar som utlovas av två åtgärder",
    ),
    reference="GHG Protocol Policy and Action Standard, chapter 8: overlap; no tonne is cut twice",
    mend=Words(
        en="count it in one place and refer to it from the other",
        sv="räkna det på ett ställe och hänvisa dit från det andra",
    ),
    needs={"measures": ("measure_id",)},
)
def claimed_twice(source: Source) -> Iterator[Found | Unchecked]:
    """Two outlines of equal figures that also name one action, or agree in tonnes and money."""
    costs = [
        name
        for name in source.sheets["measures"].columns
        if re.match(r"capex_\w*(low|high)|opex_", name)
    ]
    outlines = _outlines(source)
    usual = _usual_words(outlines)
    for one, other in _candidates(outlines, [_REDUCTION, *costs]):
        tonnes = _same(one, other, _REDUCTION)
        money = [name for name in costs if _same(one, other, name)]
        linked = other["parent_id"] == one["measure_id"] or one["parent_id"] == other["measure_id"]
        same_action = linked or _alike(one, other, usual) or (tonnes and _telling(one))
        capital = any(name.startswith("capex") for name in money)
        if not (tonnes and capital) and not (same_action and (tonnes or money)):
            continue
        columns = [*([_REDUCTION] if tonnes else []), *money]
        titles = (one.first("title_en", "title_sv"), other.first("title_en", "title_sv"))
        values = tuple(f"{name}: {one[name]}" for name in columns)
        yield Found(
            tuple(line.at(name) for name in columns for line in (one, other)),
            values,
            Words(
                en=f"{titles[0]!r} and {titles[1]!r} claim the same: {', '.join(values)}",
                sv=f"{titles[0]!r} och {titles[1]!r} utlovar samma: {', '.join(values)}",
            ),
        )


def _candidates(lines: list[Line], columns: list[str]) -> list[tuple[Line, Line]]:
    """Pairs that have a figure in common, in the order of the table; the others need no look."""
    groups: dict[tuple[str, float], list[Line]] = defaultdict(list)
    for line in lines:
        for name in columns:
            figure = read_figure(line[name])
            if figure is not None and figure.value:
                groups[name, figure.value].append(line)
    pairs = {
        (one.number, other.number): (one, other)
        for group in groups.values()
        for one, other in combinations(group, 2)
    }
    return [pairs[place] for place in sorted(pairs)]


def _telling(line: Line) -> bool:
    """Whether a reduction is so exact and so large that two measures do not share it by chance."""
    figure = read_figure(line[_REDUCTION])
    digits = re.sub(r"\D", "", line[_REDUCTION]).strip("0")
    return figure is not None and figure.value >= _LARGE and len(digits) >= _EXACT


def _same(one: Line, other: Line, column: str) -> bool:
    here, there = read_figure(one[column]), read_figure(other[column])
    return bool(here and there and here.value and here.value == there.value)


def _title_words(line: Line, column: str) -> set[str]:
    return set(re.findall(r"\w{4,}", line[column].lower()))


def _usual_words(lines: list[Line]) -> set[str]:
    """Words of more titles than two: they tell no action from another."""
    counts = Counter(
        word for line in lines for name in _TITLES for word in _title_words(line, name)
    )
    return {word for word, count in counts.items() if count > 2}  # noqa: PLR2004  more than two


def _alike(one: Line, other: Line, usual: set[str]) -> bool:
    for column in _TITLES:
        first, second = (_title_words(line, column) - usual for line in (one, other))
        if first and second and len(first & second) / min(len(first), len(second)) >= _ALIKE:
            return True
    return False


@check(
    "claim-above-source",
    severity="error",
    looks=Words(
        en="a cut larger than what its source emits: capture above the plant, a measure or an area "
        "above its sector",
        sv="en minskning större än vad källan släpper ut: avskiljning över anläggningen, en åtgärd "
        "eller ett område över sin sektor",
    ),
    reference="no measure cuts more than its source emits; captured biogenic carbon is told apart",
    mend=Words(
        en="split fossil from biogenic, or correct the claim or the source's emissions",
        sv="skilj fossilt från biogent, eller rätta utfästelsen eller källans utsläpp",
    ),
    needs={"measures": (_REDUCTION,), "inventory": ("sector", "value", "unit")},
)
def claim_above_source(source: Source) -> Iterator[Found | Unchecked]:
    """Captures against the plant of the body that runs them; every claim against all emissions."""
    whole = _largest_total(source)
    for line in _outlines(source):
        cut = read_figure(line[_REDUCTION])
        if cut is None or cut.value <= 0:
            continue
        plants = _plants(source, line["responsible_body"]) if _CAPTURE.search(_title(line)) else []
        if _CAPTURE.search(_title(line)) and not plants:
            yield Unchecked(
                Words(
                    en=f"{line.key}: no plant of {line['responsible_body']} is in the inventory",
                    sv=f"{line.key}: ingen anläggning hos {line['responsible_body']} finns i "
                    "inventeringen",
                )
            )
        for entry, emitted in [*plants, *([(whole, whole.figure)] if whole else [])]:
            if cut.value - cut.half <= emitted.value + emitted.half:
                continue
            values = (told("mass", cut.value), told("mass", emitted.value))
            name = entry.subsector or entry.sector
            yield Found(
                (line.at(_REDUCTION), entry.line.at("value")),
                values,
                Words(
                    en=f"{_title(line)!r} is to cut {values[0]}, but {name} emits {values[1]}",
                    sv=f"{_title(line)!r} ska minska {values[0]}, men {name} släpper ut "
                    f"{values[1]}",
                ),
            )
            break


def _title(line: Line) -> str:
    return line.first("title_en", "title_sv")


def _largest_total(source: Source) -> Entry | None:
    totals = [
        each
        for each in entries(source)
        if each.kind == "mass"
        and is_whole(each.sector)
        and not each.subsector
        and each.scope != "consumption"
        and "additional" not in each.quantity
    ]
    return max(totals, key=lambda one: one.figure.value, default=None)


def _plants(source: Source, body: str) -> list[tuple[Entry, Figure]]:
    """What the plants of a body emit, the plant alone first: stated, or as a share of the total."""
    names = [word for word in re.findall(r"[\w.]{3,}", body) if word[:1].isupper()]
    found: list[tuple[Entry, Figure]] = []
    for each in entries(source):
        place = f"{each.sector} {each.subsector}"
        if not any(re.search(rf"\b{re.escape(name)}\b", place, re.IGNORECASE) for name in names):
            continue
        if each.kind == "mass" and "emission" in each.quantity:
            found.append((each, each.figure))
        elif each.quantity == "share of total" and (total := _total_of(source, each)):
            value = total.figure.value * each.figure.value / 100
            half = total.figure.value * each.figure.half / 100 + total.figure.half
            found.append((each, Figure(value, half, shown(value))))
    return sorted(found, key=lambda one: one[1].value)


def _total_of(source: Source, share: Entry) -> Entry | None:
    own = [
        each
        for each in entries(source)
        if each.inventory == share.inventory
        and each.scope == share.scope
        and each.kind == "mass"
        and is_whole(each.sector)
        and not each.subsector
        and share.year in {"", each.year}
    ]
    return own[0] if len(own) == 1 else None


@check(
    "claims-above-source",
    severity="error",
    looks=Words(
        en="claims that together are larger than what their source emits: those of one body at its "
        "plant, those of an area in its sector",
        sv="utfästelser som tillsammans är större än vad källan släpper ut: en aktörs vid sin "
        "anläggning, ett områdes i sin sektor",
    ),
    reference="no tonne is cut twice: measures act on what the others leave",
    mend=Words(
        en="compute the measures together, or correct a claim or the source's emissions",
        sv="räkna åtgärderna tillsammans, eller rätta en utfästelse eller källans utsläpp",
    ),
    needs={"measures": (_REDUCTION, "area_id"), "inventory": ("sector", "value", "unit")},
)
def claims_above_source(source: Source) -> Iterator[Found | Unchecked]:
    """Sums of claims that are counted, each of which is possible alone."""
    claims = [
        (line, cut)
        for line in source.lines("measures")
        if line["count_in_totals"] != "n" and (cut := read_figure(line[_REDUCTION]))
    ]
    bodies = {line["responsible_body"] for line, _ in claims if _CAPTURE.search(_title(line))}
    for body in sorted(bodies):
        own = [each for each in claims if each[0]["responsible_body"] == body]
        yield from _together(own, _plants(source, body)[:1])
    for area, sector in _SECTORS:
        own = [each for each in claims if re.search(area, each[0]["area_id"], re.IGNORECASE)]
        emitted = [
            (each, each.figure)
            for each in entries(source)
            if each.kind == "mass"
            and "emission" in each.quantity
            and not each.subsector
            and re.fullmatch(sector, each.sector, re.IGNORECASE)
        ]
        yield from _together(own, sorted(emitted, key=lambda one: -one[1].value)[:1])


def _together(
    claims: list[tuple[Line, Figure]], sources: list[tuple[Entry, Figure]]
) -> Iterator[Found]:
    cut = sum(figure.value for _, figure in claims)
    half = sum(figure.half for _, figure in claims)
    for entry, emitted in sources:
        above = cut - half > emitted.value + emitted.half
        alone = any(figure.value > emitted.value + emitted.half for _, figure in claims)
        if not above or alone:  # one that is too large alone has been told
            continue
        values = (told("mass", cut), told("mass", emitted.value))
        name = entry.subsector or entry.sector
        yield Found(
            (*(line.at(_REDUCTION) for line, _ in claims), entry.line.at("value")),
            values,
            Words(
                en=f"{len(claims)} measures are to cut {values[0]} together, but {name} emits "
                f"{values[1]}",
                sv=f"{len(claims)} åtgärder ska minska {values[0]} tillsammans, men {name} släpper "
                f"ut {values[1]}",
            ),
        )


@check(
    "effect-per-machine",
    severity="warning",
    looks=Words(
        en="a cut that is more than the vehicles or machines it is made of can emit",
        sv="en minskning som är mer än de fordon eller maskiner den gäller kan släppa ut",
    ),
    reference="150 t CO2e a year: 20 l of diesel an hour in two shifts all year, 2.7 kg/l",
    mend=Words(
        en="correct the number or the tonnes, or name what else is cut",
        sv="rätta antalet eller antalet ton, eller ange vad mer som minskas",
    ),
    needs={"measures": (_REDUCTION, "scale")},
)
def effect_per_machine(source: Source) -> Iterator[Found | Unchecked]:
    """Measures whose scale counts vehicles or machines."""
    for line in _outlines(source):
        cut, match = read_figure(line[_REDUCTION]), _FLEET.search(line["scale"])
        if cut is None or match is None:
            continue
        count = float(match.group(1).replace(" ", ""))
        if not count or cut.value / count <= _MACHINE:
            continue
        each = shown(cut.value / count)
        yield Found(
            (line.at(_REDUCTION), line.at("scale")),
            (f"{cut.text} t", match.group(), f"{each} t"),
            Words(
                en=f"{cut.text} t of {match.group().strip()} is {each} t each; no such machine "
                f"emits above {_MACHINE:g} t a year",
                sv=f"{cut.text} t från {match.group().strip()} är {each} t var; ingen sådan "
                f"maskin släpper ut mer än {_MACHINE:g} t om året",
            ),
        )


@check(
    "pathway-value",
    severity="error",
    looks=Words(
        en="an impact pathway with another reduction than the measure that it rests on",
        sv="en effektkedja med en annan minskning än åtgärden den vilar på",
    ),
    reference=f"{_TEMPLATE} and B-1.1: one quantity has one value",
    mend=Words(en="keep the value that is right in both", sv="behåll det rätta värdet i båda"),
    needs={
        "impact_pathways": ("direct_value", "direct_unit", "linked_measure_ids"),
        "measures": ("measure_id", _REDUCTION),
    },
)
def pathway_value(source: Source) -> Iterator[Found | Unchecked]:
    """Pathways with a value in tonnes that are linked to a single measure with a reduction."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("impact_pathways"):
        linked = re.split(r"\s*;\s*", line["linked_measure_ids"])
        unit, figure = unit_of(line["direct_unit"]), read_figure(line["direct_value"])
        measure = measures.get(linked[0]) if len(linked) == 1 else None
        if unit is None or unit.kind != "mass" or figure is None or measure is None:
            continue
        cut = read_figure(measure[_REDUCTION])
        if cut is None or agree(figure.times(unit.factor), cut):
            continue
        values = (f"{figure.text} {line['direct_unit']}", f"{cut.text} t CO2e/yr")
        yield Found(
            (line.at("direct_value"), measure.at(_REDUCTION)),
            values,
            Words(
                en=f"the pathway states {values[0]}, its measure {measure.key} {values[1]}",
                sv=f"effektkedjan anger {values[0]}, åtgärden {measure.key} {values[1]}",
            ),
        )


@check(
    "pathway-unit",
    severity="warning",
    looks=Words(
        en="an amount of money or energy where an emission reduction should stand",
        sv="ett belopp eller en energimängd där en utsläppsminskning ska stå",
    ),
    reference="NetZeroCities, Climate City Contract: Action Plan, B-1.1: direct impacts are "
    "emission reductions, indirect ones co-benefits",
    mend=Words(
        en="move it to the co-benefits, and state the emissions",
        sv="flytta det till sidonyttorna, och ange utsläppen",
    ),
    needs={"impact_pathways": ("direct_value", "direct_unit")},
)
def pathway_unit(source: Source) -> Iterator[Found | Unchecked]:
    """Units of direct impacts that are of money or energy."""
    for line in source.lines("impact_pathways"):
        unit = unit_of(line["direct_unit"])
        if unit is None or unit.kind not in {"money", "euro", "energy"} or not line["direct_value"]:
            continue
        value = f"{line['direct_value']} {line['direct_unit']}"
        yield Found(
            (line.at("direct_unit"), line.at("direct_value")),
            (value,),
            Words(
                en=f"the direct impact is {value}, not an emission reduction",
                sv=f"den direkta effekten är {value}, inte en utsläppsminskning",
            ),
        )
