"""Targets: against the rule that they cite, against each other, against their own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from citypact.contract.checker.amount import amounts, unit_of
from citypact.contract.checker.figure import Figure, agree, power_of_ten, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_NEEDS = {"targets": ("target_value", "target_unit", "target_year")}
#: Levels of those who set rules for a city, and of those who keep to them.
_ABOVE = frozenset({"eu", "national", "nationell", "regional", "state"})
_OWN = frozenset({"city", "organisation", "sector", "municipality", "kommun", "stad"})


def _scope(line: Line) -> str:
    return re.split(r"[\s,;]", line["scope"].lower(), maxsplit=1)[0]


def _cut(line: Line) -> Figure | None:
    """The change in percent that a target asks for; None for one that is no such change."""
    figure = read_figure(line["target_value"])
    percent = line["target_unit"].lstrip().startswith("%")
    falls = figure is not None and (figure.value < 0 or "vs" in line["target_unit"])
    return figure if percent and falls else None


@check(
    "target-rule",
    severity="warning",
    looks=Words(
        en="a target of the city that falls short of the rule for cities which the plan cites",
        sv="ett mål för staden som inte når den regel för städer som planen hänvisar till",
    ),
    reference="European Commission, Info Kit for Cities: an 80 % cut by 2030; other rules as cited",
    mend=Words(
        en="raise the target, or compute the difference and say how it is met",
        sv="höj målet, eller räkna ut skillnaden och säg hur den ska mötas",
    ),
    needs={"targets": ("target_value", "target_unit", "target_year", "level", "scope")},
)
def target_rule(source: Source) -> Iterator[Found | Unchecked]:
    """The city's strongest cut of each year against each rule whose scope is a city."""
    lines = source.lines("targets")
    rules = [
        line
        for line in lines
        if line["level"].lower() in _ABOVE and _scope(line) in {"city", "cities", "stad", "kommun"}
    ]
    own = [
        line
        for line in lines
        if line["level"].lower() == "city" and _scope(line) in {"territorial", "city", "scope"}
    ]
    if not rules:
        yield Unchecked(
            Words(
                en="no rule for cities is among the targets",
                sv="ingen regel för städer finns bland målen",
            )
        )
    for rule in rules:
        asked = _cut(rule)
        cuts = [
            (figure, line)
            for line in own
            if line["target_year"] == rule["target_year"] and (figure := _cut(line)) is not None
        ]
        if asked is None or not cuts:
            continue
        best, line = min(cuts, key=lambda one: one[0].value)
        if best.value <= asked.value + best.half:
            continue
        yield Found(
            (line.at("target_value"), rule.at("target_value")),
            (f"{best.text} %", f"{asked.text} %"),
            Words(
                en=f"the city's target for {line['target_year']} is {best.text} %, the rule it "
                f"cites asks for {asked.text} %",
                sv=f"stadens mål för {line['target_year']} är {best.text} %, regeln det hänvisar "
                f"till kräver {asked.text} %",
            ),
        )


@check(
    "target-pair",
    severity="warning",
    looks=Words(
        en="a target in percent and one in tonnes, of one scope and year, that are not equal",
        sv="ett mål i procent och ett i ton, för samma gräns och år, som inte är lika",
    ),
    reference="arithmetic: baseline × (1 + change)",
    mend=Words(
        en="keep one of them, or correct the one that was computed",
        sv="behåll det ena, eller rätta det som är uträknat",
    ),
    needs={"targets": ("target_value", "target_unit", "target_year", "base_value", "scope")},
)
def target_pair(source: Source) -> Iterator[Found | Unchecked]:
    """Each change with a base value against each amount of the same scope and year."""
    lines = source.lines("targets")
    for line in lines:
        change, base, unit = _cut(line), read_figure(line["base_value"]), unit_of(line["base_unit"])
        if change is None or base is None or unit is None:
            continue
        left = base.value * unit.factor * (1 + change.value / 100)
        half = base.value * unit.factor * change.half / 100 + base.half * unit.factor
        asked = Figure(left, half, "")
        for other in lines:
            figure, kind = read_figure(other["target_value"]), unit_of(other["target_unit"])
            same = _scope(other) == _scope(line) and other["target_year"] == line["target_year"]
            if other is line or not same or figure is None or kind is None:
                continue
            if kind.kind != unit.kind or agree(figure.times(kind.factor), asked):
                continue
            amount = told(unit.kind, figure.value * kind.factor)
            yield Found(
                (line.at("target_value"), other.at("target_value"), line.at("base_value")),
                (f"{change.text} %", told(unit.kind, left), amount),
                Words(
                    en=f"{change.text} % of {base.text} {line['base_unit']} leaves "
                    f"{told(unit.kind, left)}; another target of that scope and year is {amount}",
                    sv=f"{change.text} % av {base.text} {line['base_unit']} lämnar "
                    f"{told(unit.kind, left)}; ett annat mål för samma gräns och år är {amount}",
                ),
            )


@check(
    "target-words",
    severity="error",
    looks=Words(
        en="a target whose title states another figure than its value",
        sv="ett mål vars rubrik anger ett annat tal än värdet",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the title or the value", sv="rätta rubriken eller värdet"),
    needs=_NEEDS,
)
def target_words(source: Source) -> Iterator[Found | Unchecked]:
    """Amounts of the target's own kind in its titles."""
    for line in source.lines("targets"):
        figure, unit = read_figure(line["target_value"]), unit_of(line["target_unit"])
        if figure is None or unit is None:
            continue
        kind = unit.kind.partition("/")[0]
        value = Figure(abs(figure.value) * unit.factor, figure.half * unit.factor, "")
        for column in ("title_en", "title_sv"):
            stated = [each for each in amounts(line[column]) if each.kind == kind]
            if not stated or any(agree(value, each.figure) for each in stated):
                continue
            yield Found(
                (line.at("target_value"), line.at(column)),
                (f"{figure.text} {line['target_unit']}", stated[0].text),
                Words(
                    en=f"the target is {figure.text} {line['target_unit']}, its title says "
                    f"{stated[0].text}",
                    sv=f"målet är {figure.text} {line['target_unit']}, rubriken säger "
                    f"{stated[0].text}",
                ),
            )


@check(
    "target-base",
    severity="warning",
    looks=Words(
        en="a change in percent without a base year, or with two",
        sv="en förändring i procent utan basår, eller med två",
    ),
    reference="GHG Protocol Mitigation Goal Standard, chapter 4: a base year goal names its year",
    mend=Words(
        en="name the one year that it is compared with", sv="ange det enda år som det jämförs med"
    ),
    needs=_NEEDS,
)
def target_base(source: Source) -> Iterator[Found | Unchecked]:
    """Targets of the city that fall by a percentage."""
    for line in source.lines("targets"):
        change = _cut(line)
        if change is None or line["level"].lower() not in _OWN:
            continue
        told_years = set(re.findall(r"\b(?:19|20)\d\d\b", line["target_unit"]))
        years = told_years | ({line["base_year"]} if line["base_year"] else set())
        if len(years) == 1:
            continue
        several = ", ".join(sorted(years))
        yield Found(
            (line.at("base_year"), line.at("target_unit")),
            (f"{change.text} %", several or "–"),
            Words(
                en=f"{change.text} % is compared with "
                + (f"two years: {several}" if several else "no year"),
                sv=f"{change.text} % jämförs med "
                + (f"två år: {several}" if several else "inget år"),
            ),
        )


@check(
    "target-baseline",
    severity="error",
    looks=Words(
        en="the base value of a target that its inventory does not have, or has for a part only",
        sv="ett måls basvärde som inventeringen inte har, eller bara har för en del",
    ),
    reference="a target is tied to one inventory; boundaries are never mixed",
    mend=Words(
        en="take the base value from the inventory of that boundary and year, whole",
        sv="hämta basvärdet ur inventeringen med den gränsen och det året, i sin helhet",
    ),
    needs={
        "targets": ("base_year", "base_value", "base_unit", "scope"),
        "inventory": ("year", "scope", "value"),
    },
)
def target_baseline(source: Source) -> Iterator[Found | Unchecked]:
    """Base values of targets against the inventory whose scope has the same name."""
    known: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for each in entries(source):
        if not each.subsector and each.type != "derived":
            known[each.scope, each.year, each.kind].append(each)
    for line in source.lines("targets"):
        base, unit = read_figure(line["base_value"]), unit_of(line["base_unit"])
        if base is None or unit is None or unit.kind not in {"mass", "mass/person"}:
            continue
        listed = known.get((_scope(line), line["base_year"], unit.kind), [])
        wholes = [each for each in listed if is_whole(each.sector)]
        figure = base.times(unit.factor)
        if not wholes or any(agree(figure, each.figure) for each in wholes):
            continue
        parts = [each for each in listed if agree(figure, each.figure)]
        whole, power = wholes[0], power_of_ten(figure, wholes[0].figure)
        values = (told(unit.kind, figure.value), told(unit.kind, whole.figure.value))
        only = (
            (f", which is {parts[0].sector} alone", f", som bara är {parts[0].sector}")
            if parts
            else ("", "")
        )
        by_ten = f" (10^{power})" if power else ""
        yield Found(
            (
                line.at("base_value"),
                whole.line.at("value"),
                *(p.line.at("value") for p in parts[:1]),
            ),
            values,
            Words(
                en=f"the base value is {values[0]}{only[0]}; the inventory {whole.inventory} of "
                f"{whole.year} has {values[1]} in all{by_ten}",
                sv=f"basvärdet är {values[0]}{only[1]}; inventeringen {whole.inventory} för "
                f"{whole.year} har totalt {values[1]}{by_ten}",
            ),
        )


@check(
    "target-course",
    severity="warning",
    looks=Words(
        en="interim targets that go one way and then the other",
        sv="delmål som går först åt ena och sedan åt andra hållet",
    ),
    reference="arithmetic",
    mend=Words(en="correct the value that turns back", sv="rätta det värde som vänder"),
    needs=_NEEDS,
)
def target_course(source: Source) -> Iterator[Found | Unchecked]:
    """The values of one title and unit, year by year, and the same value asked for in one year."""
    groups: dict[tuple[str, ...], list[tuple[int, Figure, Line]]] = defaultdict(list)
    for line in source.lines("targets"):
        figure = read_figure(line["target_value"])
        if figure is not None and re.fullmatch(r"\d{4}", line["target_year"]):
            title = line["title_en"] or line["title_sv"]
            names = (title.lower(), line["target_unit"], line["base_year"], line["programme"])
            groups[names].append((int(line["target_year"]), figure, line))
    for group in groups.values():
        course = sorted(group, key=lambda one: one[0])
        if len(course) < 2:  # noqa: PLR2004  one point has no course
            continue
        values = [figure.value for _, figure, _ in course]
        up = values[-1] >= values[0]
        for before, after in pairwise(course):
            fell = after[1].value < before[1].value
            twice = before[0] == after[0] and not agree(before[1], after[1])
            if not twice and (after[1].value == before[1].value or fell != up):
                continue
            yield Found(
                (after[2].at("target_value"), before[2].at("target_value")),
                (f"{before[0]}: {before[1].text}", f"{after[0]}: {after[1].text}"),
                Words(
                    en=f"{before[1].text} in {before[0]} is followed by {after[1].text} in "
                    f"{after[0]}, while {values[0]:g} is to become {values[-1]:g}",
                    sv=f"{before[1].text} år {before[0]} följs av {after[1].text} år {after[0]}, "
                    f"medan {values[0]:g} ska bli {shown(values[-1])}",
                ),
            )
