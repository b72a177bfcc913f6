"""Outcomes of measures against the indicators and targets that follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.checks.in_words import NUMBERS, energies
from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.figure import read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_LAST = re.compile(r"\b(last|remaining|final|sista|återstående)\b", re.IGNORECASE)
_SOON = re.compile(r"within (one|two|1|2) years?|inom (ett|två|1|2) år", re.IGNORECASE)
_USE = re.compile(
    r"electricity use|elanvändning|electricity consumption|elförbrukning", re.IGNORECASE
)
_LONG = re.compile(r"within (\d+) years|inom (\d+) år", re.IGNORECASE)
_LINKED: Final = ("linked_measure_id",)


def _linked(source: Source) -> Iterator[tuple[Line, Line]]:
    """Indicators with their measure."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("indicators"):
        if line["linked_measure_id"] in measures:
            yield line, measures[line["linked_measure_id"]]


@check(
    "last-ones",
    severity="warning",
    looks=Words(
        en="the last ones done in a year in which the target of their indicator is not yet full",
        sv="de sista klara ett år då indikatorns målvärde ännu inte är fullt",
    ),
    reference="one thing has one status at a time",
    mend=Words(en="make the two years one", sv="gör de två åren till ett"),
    needs={"targets": ("title_en", "target_year", "target_value", "target_unit")},
)
def last_ones(source: Source) -> Iterator[Found | Unchecked]:
    """Targets of the last or remaining ones against other targets in the same unit and area."""
    lines = [line for line in source.lines("targets") if read_figure(line["target_value"])]
    for line in lines:
        if not _LAST.search(f"{line['title_en']} {line['title_sv']}"):
            continue
        same = [
            each
            for each in lines
            if each is not line
            and (each["target_unit"], each["area_id"]) == (line["target_unit"], line["area_id"])
            and each["target_year"] >= line["target_year"]
        ]
        now = [each for each in same if each["target_year"] == line["target_year"]]
        full = max(same, key=lambda one: float(one["target_value"]), default=None)
        for each in now:
            if full is None or float(each["target_value"]) >= float(full["target_value"]):
                continue
            values = [f"{one['target_value']} {one['target_unit']}" for one in (line, each, full)]
            yield Found(
                tuple(one.at("target_value") for one in (line, each, full)),
                tuple(values),
                Words(
                    en=f"the last {values[0]} come in {line['target_year']}, but the target of "
                    f"that year is {values[1]} and of {full['target_year']} {values[2]}",
                    sv=f"de sista {values[0]} kommer {line['target_year']}, men målet det året är "
                    f"{values[1]} och {full['target_year']} {values[2]}",
                ),
            )


@check(
    "finished-late",
    severity="warning",
    looks=Words(
        en="a measure that finishes after the year in which its indicator is to be full",
        sv="en åtgärd som blir klar efter det år då dess indikator ska vara full",
    ),
    reference="one thing has one date",
    mend=Words(
        en="correct the target of that year, or the date", sv="rätta årets målvärde, eller datumet"
    ),
    needs={"indicators": _LINKED, "measures": ("measure_id", "implementation_status")},
)
def finished_late(source: Source) -> Iterator[Found | Unchecked]:
    """The last year of a measure's status against targets of 100 % or of all that it counts."""
    columns = target_columns(source.sheets["indicators"])
    for line, measure in _linked(source):
        stated = [name for name in columns if read_figure(line[name])]
        status = measure["implementation_status"]
        years = [int(year) for year in re.findall(r"\b20\d\d\b", status)]
        match = _LONG.search(status)
        if match and source.year:
            years.append(source.year + int(match.group(1) or match.group(2)))
        if not years or not stated:
            continue
        column = stated[-1]
        if max(years) <= int(column[-4:]) or not _full(line, column, measure):
            continue
        yield Found(
            (measure.at("implementation_status"), line.at(column)),
            (status, f"{line[column]} {line['unit']}"),
            Words(
                en=f"{measure.key} ends in {max(years)}, its indicator is full at {line[column]} "
                f"{line['unit']} in {column[-4:]}",
                sv=f"{measure.key} slutar {max(years)}, indikatorn är full vid {line[column]} "
                f"{line['unit']} år {column[-4:]}",
            ),
        )


def _full(line: Line, column: str, measure: Line) -> bool:
    if line["unit"] == "%":
        return line[column] == "100"
    words = f"{measure['title_en']} {measure['description_en']} {measure['scale']}"
    unit = line["unit"] if line["unit"] != "number" else r"\w+"
    return bool(re.search(rf"\b{re.escape(line[column])}\s+(\w+\s+)?{unit}\b", words))


@check(
    "outcome-timing",
    severity="warning",
    looks=Words(
        en="an early outcome in percent while the measure's indicator does not move until later",
        sv="ett tidigt utfall i procent medan åtgärdens indikator inte rör sig förrän senare",
    ),
    reference="NetZeroCities, Climate City Contract: early changes are those of 1 to 2 years",
    mend=Words(
        en="move the outcome, or let the indicator show it",
        sv="flytta utfallet, eller låt indikatorn visa det",
    ),
    needs={"indicators": (*_LINKED, "baseline"), "measures": ("measure_id", "early_outcomes")},
)
def outcome_timing(source: Source) -> Iterator[Found | Unchecked]:
    """Percentages within one or two years, against baseline and all targets but the last equal."""
    columns = target_columns(source.sheets["indicators"])
    for line, measure in _linked(source):
        text = measure["early_outcomes"]
        values = [line[name] for name in ("baseline", *columns[:-1])]
        percent = [each for each in amounts(text) if each.kind == "share"]
        if not _SOON.search(text) or not percent or not values[0] or len(set(values)) > 1:
            continue
        yield Found(
            (measure.at("early_outcomes"), *(line.at(name) for name in columns[:-1])),
            (text, f"{values[0]} {line['unit']}"),
            Words(
                en=f"{measure.key} promises {percent[0].text} early, its indicator stays at "
                f"{values[0]} {line['unit']} until {columns[-2][-4:]}",
                sv=f"{measure.key} utlovar {percent[0].text} tidigt, indikatorn står kvar på "
                f"{values[0]} {line['unit']} till {columns[-2][-4:]}",
            ),
        )


@check(
    "outcome-count",
    severity="warning",
    looks=Words(
        en="a late outcome that counts other than any target of its area counts the same things",
        sv="ett sent utfall som räknar annat än något mål för området räknar av samma sak",
    ),
    reference="one quantity has one value",
    mend=Words(en="make the counts one", sv="gör antalen till ett"),
    needs={
        "impact_pathways": ("area_id", "late_outcome_3_4yr"),
        "targets": ("area_id", "target_value", "target_unit"),
    },
)
def outcome_count(source: Source) -> Iterator[Found | Unchecked]:
    """Numbers before the unit word of a counted target, in the late outcomes of its area."""
    counted: dict[tuple[str, str], list[Line]] = {}
    for line in source.lines("targets"):
        if re.fullmatch(r"[a-zåäö]{4,}", line["target_unit"]) and read_figure(line["target_value"]):
            counted.setdefault((line["area_id"], line["target_unit"]), []).append(line)
    for line in source.lines("impact_pathways"):
        for (area, unit), targets in counted.items():
            number = rf"(\d+|{'|'.join(NUMBERS)})"
            pattern = rf"(?<![\w.]){number}\s+(?:\w+\s+)?{unit.removesuffix('s')}s?\b"
            text = line["late_outcome_3_4yr"]
            match = re.search(pattern, text, re.IGNORECASE) if line["area_id"] == area else None
            if not match:
                continue
            word = match.group(1).lower()
            value = float(NUMBERS.get(word) or word)
            if any(float(each["target_value"]) == value for each in targets):
                continue
            stated = targets[-1]["target_value"]
            yield Found(
                (line.at("late_outcome_3_4yr"), *(each.at("target_value") for each in targets)),
                (match.group(), f"{stated} {unit}"),
                Words(
                    en=f"the late outcome is {match.group()!r}, the target {stated} {unit}",
                    sv=f"det sena utfallet är {match.group()!r}, målet {stated} {unit}",
                ),
            )


@check(
    "energy-share",
    severity="warning",
    looks=Words(
        en="a share of electricity use that the measure's energy does not reach",
        sv="en andel av elanvändningen som åtgärdens energi inte räcker till",
    ),
    reference="arithmetic: energy ÷ electricity use",
    mend=Words(
        en="name whose electricity use is meant, or correct the share",
        sv="ange vems elanvändning som avses, eller rätta andelen",
    ),
    needs={
        "indicators": (*_LINKED, "unit"),
        "measures": ("measure_id", "renewable_energy_text"),
        "inventory": ("sector", "quantity", "value", "unit"),
    },
)
def energy_share(source: Source) -> Iterator[Found | Unchecked]:
    """Targets in percent of electricity use against the most that the measure's words allow."""
    used = [
        each
        for each in entries(source)
        if each.kind == "energy"
        and re.search(r"electric|\bel\b", each.sector, re.IGNORECASE)
        and "consumption" in f"{each.subsector} {each.quantity}".lower()
    ]
    columns = target_columns(source.sheets["indicators"])
    for line, measure in _linked(source):
        words = f"{line['name_en']} {line['name_sv']} {line['calculation']}"
        most: dict[str, float] = {}
        for name, figure, _ in energies(measure["renewable_energy_text"]):
            most[name] = max(most.get(name, 0.0), figure.value)
        stated = [(name, one) for name in columns if (one := read_figure(line[name]))]
        if line["unit"] != "%" or not _USE.search(words) or not most or not stated or not used:
            continue
        share = 100 * sum(most.values()) / used[0].figure.value
        column, target = stated[-1]
        if target.value - target.half <= share:
            continue
        yield Found(
            (line.at(column), measure.at("renewable_energy_text"), used[0].line.at("value")),
            (f"{target.text} %", f"{share:.3g} %", f"{shown(sum(most.values()))} MWh"),
            Words(
                en=f"{line.key} is to reach {target.text} %, but at most {share:.3g} % of the "
                "electricity used comes of its measure",
                sv=f"{line.key} ska nå {target.text} %, men åtgärden ger högst {share:.3g} % av "
                "elen som används",
            ),
        )
