"""Indicators: without baseline, counting the opposite, at odds with their targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.figure import Figure, agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line, Sheet
from citypact.contract.checker.source import Source

_TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, B-3.1 and B-3.2"
_NOT = re.compile(
    r"\b(?:not|non|never|without|excluding|except|other than|inte|ej|icke|utan|ej|exklusive)\b"
    r"[\s-]*((?:\w+[\s-]+){0,3}\w+)",
    re.IGNORECASE,
)
#: Pairs of which a name that holds the one is not counted by the other.
_OPPOSITES: Final = (
    ("fossil-free", "fossil-fuelled"), ("fossil-free", "fossil fuel"), ("renewable", "fossil"),
    ("fossilfri", "fossildriv"), ("förnybar", "fossil"), ("emission-free", "emitting"),
    ("recycled", "landfilled"), ("återvun", "deponera"), ("reduc", "increas"),
    ("minskning", "ökning"), ("electric", "diesel"), ("eldriv", "dieseldriv"),
)  # fmt: skip
#: Letters of a word that are compared: its stem, near enough.
_STEM = 5
_UNIT_WORDS: Final = (
    (r"%|share|percent|andel|procent", "share"),
    (r"number|antal|count", "count"),
    (r"(kilo)?tonn?es?|(kilo)?ton|kt", "mass"),
    (r"[kmgt]wh", "energy"),
    (r"km|kilomet\w+", "length"),
)


def target_columns(sheet: Sheet) -> list[str]:
    """The columns ``target_2025`` and so on, by year."""
    return sorted(name for name in sheet.columns if re.fullmatch(r"target_\d{4}", name))


@check(
    "indicator-baseline",
    severity="warning",
    looks=Words(
        en="an indicator with targets and no baseline",
        sv="en indikator som har målvärden men inget utgångsvärde",
    ),
    reference=f"{_TEMPLATE}; ISO 14091: change is told from a baseline",
    mend=Words(en="state the latest value and its year", sv="ange det senaste värdet och dess år"),
    needs={"indicators": ("baseline",)},
)
def indicator_baseline(source: Source) -> Iterator[Found | Unchecked]:
    """Indicators that state a target, in figures or in words."""
    columns = target_columns(source.sheets["indicators"])
    for line in source.lines("indicators"):
        stated = [name for name in columns if line[name]]
        if line["baseline"] or not stated:
            continue
        yield Found(
            (line.at("baseline"), line.at(stated[-1])),
            (line[stated[-1]],),
            Words(
                en=f"{line.key} is to reach {line[stated[-1]]} and has no baseline",
                sv=f"{line.key} ska nå {line[stated[-1]]} och har inget utgångsvärde",
            ),
        )


@check(
    "indicator-opposite",
    severity="error",
    looks=Words(
        en="an indicator whose definition or calculation counts the opposite of its name",
        sv="en indikator vars definition eller beräkning räknar motsatsen till namnet",
    ),
    reference=f"{_TEMPLATE}: name, definition and calculation are of one thing",
    mend=Words(
        en="count what the name says, or name what is counted",
        sv="räkna det som namnet säger, eller ge namn åt det som räknas",
    ),
    needs={"indicators": ("indicator_id",)},
)
def indicator_opposite(source: Source) -> Iterator[Found | Unchecked]:
    """A negation before a word of the name, or a word that means its opposite."""
    for line in source.lines("indicators"):
        names = f"{line['name_en']} {line['name_sv']}".lower()
        for column in ("calculation", "definition", "definition_sv"):
            text = line[column].lower()
            if not _opposite(names, text):
                continue
            name = line.first("name_en", "name_sv")
            yield Found(
                (line.at(column), line.at("name_en" if line["name_en"] else "name_sv")),
                (name, line[column]),
                Words(
                    en=f"{name!r} is counted as {line[column]!r}",
                    sv=f"{name!r} räknas som {line[column]!r}",
                ),
            )


def _opposite(name: str, text: str) -> bool:
    stems = {word[:_STEM] for word in re.findall(r"\w{4,}", name)}
    if not _NOT.search(name):
        for match in _NOT.finditer(text):
            denied = {word[:_STEM] for word in re.findall(r"\w{4,}", match.group(1))}
            if stems & denied:
                return True
    for one, other in _OPPOSITES:
        for here, there in ((one, other), (other, one)):
            if here in name and there in text and there not in name and here not in text:
                return True
    return False


@check(
    "indicator-unit",
    severity="warning",
    looks=Words(
        en="an indicator whose unit is of another kind than its name or its calculation",
        sv="en indikator vars enhet är av ett annat slag än namnet eller beräkningen",
    ),
    reference=f"{_TEMPLATE}: indicator unit",
    mend=Words(
        en="state the unit in which the targets are written",
        sv="ange den enhet som målvärdena är skrivna i",
    ),
    needs={"indicators": ("unit", "name_en")},
)
def indicator_unit(source: Source) -> Iterator[Found | Unchecked]:
    """The word of measure that a name begins with against the unit; shares above 100 %."""
    sheet = source.sheets["indicators"]
    for line in sheet.lines:
        named, unit = _named(line["name_en"]), _unit_kind(line["unit"])
        if named and unit and named != unit:
            yield Found(
                (line.at("unit"), line.at("name_en")),
                (line["unit"], line["name_en"]),
                Words(
                    en=f"the unit is {line['unit']}, the name says {line['name_en']!r}",
                    sv=f"enheten är {line['unit']}, namnet säger {line['name_en']!r}",
                ),
            )
        for column in ("baseline", *target_columns(sheet)):
            figure = read_figure(line[column])
            if unit == "share" and figure is not None and not 0 <= figure.value <= 100:  # noqa: PLR2004
                yield Found(
                    (line.at(column),),
                    (f"{figure.text} %",),
                    Words(
                        en=f"a share of {figure.text} % is outside 0 to 100 %",
                        sv=f"en andel på {figure.text} % ligger utanför 0 till 100 %",
                    ),
                )


def _named(name: str) -> str:
    for pattern, kind in _UNIT_WORDS:
        if re.match(rf"({pattern})(?!\w)", name.strip(), re.IGNORECASE):
            return kind
    return ""


def _unit_kind(unit: str) -> str:
    if re.fullmatch(r"number|no\.?|antal|count|st\.?|pcs", unit.strip(), re.IGNORECASE):
        return "count"
    known = unit_of(unit)
    return known.kind if known else ""


@check(
    "indicator-words",
    severity="error",
    looks=Words(
        en="targets of an indicator that differ from the text they were taken from",
        sv="en indikators målvärden som skiljer sig från den text de är hämtade ur",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the cell or the text", sv="rätta cellen eller texten"),
    needs={"indicators": ("target_text",)},
)
def indicator_words(source: Source) -> Iterator[Found | Unchecked]:
    """``20/30/46 %`` against the columns of targets, in the order of their years."""
    columns = target_columns(source.sheets["indicators"])
    for line in source.lines("indicators"):
        parts = line["target_text"].split("/")
        if len(parts) != len(columns):
            continue
        for column, part in zip(columns, parts, strict=True):
            figure, match = read_figure(line[column]), re.search(r"\d[\d ]*(?:[.,]\d+)?", part)
            stated = read_figure(match.group().strip()) if match else None
            if figure is None or stated is None or agree(figure, stated):
                continue
            yield Found(
                (line.at(column), line.at("target_text")),
                (figure.text, line["target_text"]),
                Words(
                    en=f"{column} is {figure.text}, the text says {line['target_text']!r}",
                    sv=f"{column} är {figure.text}, texten säger {line['target_text']!r}",
                ),
            )


@check(
    "indicator-course",
    severity="warning",
    looks=Words(
        en="an indicator whose targets turn back, or lie on the wrong side of its baseline",
        sv="en indikator vars målvärden vänder, eller ligger på fel sida om utgångsvärdet",
    ),
    reference="arithmetic",
    mend=Words(en="correct the value that turns back", sv="rätta det värde som vänder"),
    needs={"indicators": ("indicator_id",)},
)
def indicator_course(source: Source) -> Iterator[Found | Unchecked]:
    """Baseline and targets in the order of years: no step against the way to the last."""
    sheet = source.sheets["indicators"]
    columns = ["baseline", *target_columns(sheet)]
    for line in sheet.lines:
        stated = [(name, figure) for name in columns if (figure := read_figure(line[name]))]
        if len(stated) < 3:  # noqa: PLR2004  between two values nothing can turn back
            continue
        steps = list(pairwise(stated))
        way = stated[-1][1].value - stated[0][1].value
        for before, after in steps:
            step = after[1].value - before[1].value
            if step * way < 0 or (way == 0 and step):
                yield Found(
                    (line.at(after[0]), line.at(before[0])),
                    (before[1].text, after[1].text),
                    Words(
                        en=f"{before[0]} {before[1].text} is followed by {after[0]} "
                        f"{after[1].text}, against the way to {stated[-1][1].text}",
                        sv=f"{before[0]} {before[1].text} följs av {after[0]} {after[1].text}, "
                        f"åt motsatt håll mot {stated[-1][1].text}",
                    ),
                )


@check(
    "indicator-target",
    severity="error",
    looks=Words(
        en="a target of an indicator that differs between the table of targets and that of "
        "indicators",
        sv="ett målvärde för en indikator som skiljer sig mellan måltabellen och indikatortabellen",
    ),
    reference="a figure has one home",
    mend=Words(en="keep the value that is right in both", sv="behåll det rätta värdet i båda"),
    needs={
        "indicators": ("indicator_id",),
        "targets": ("programme", "target_year", "target_value"),
    },
)
def indicator_target(source: Source) -> Iterator[Found | Unchecked]:
    """Targets whose programme names an indicator by its number."""
    known = {line["indicator_id"].removeprefix("ind-"): line for line in source.lines("indicators")}
    for line in source.lines("targets"):
        number = re.search(r"\b(\d{1,2}\.\d{1,3}\w?)\b", line["programme"])
        indicator = known.get(number.group(1)) if number else None
        if indicator is None:
            continue
        column = f"target_{line['target_year']}"
        here, there = read_figure(line["target_value"]), read_figure(indicator[column])
        if here is None or there is None or agree(here, there):
            continue
        yield Found(
            (line.at("target_value"), indicator.at(column)),
            (here.text, there.text),
            Words(
                en=f"{line.key} asks for {here.text}, {indicator.key} for {there.text} in "
                f"{line['target_year']}",
                sv=f"{line.key} kräver {here.text}, {indicator.key} {there.text} år "
                f"{line['target_year']}",
            ),
        )


@check(
    "indicator-effect",
    severity="error",
    looks=Words(
        en="an indicator in tonnes whose target differs from what its measure is said to cut",
        sv="en indikator i ton vars målvärde skiljer sig från vad åtgärden sägs minska",
    ),
    reference="one quantity has one value",
    mend=Words(
        en="state which of the two holds, and what tells them apart",
        sv="ange vilket av de två som gäller, och vad som skiljer dem åt",
    ),
    needs={
        "indicators": ("linked_measure_id", "unit"),
        "measures": ("measure_id", "reduction_t_co2e_yr"),
    },
)
def indicator_effect(source: Source) -> Iterator[Found | Unchecked]:
    """The last target of an indicator in tonnes of CO2e a year against its measure's reduction."""
    columns = target_columns(source.sheets["indicators"])
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("indicators"):
        unit, measure = unit_of(line["unit"]), measures.get(line["linked_measure_id"])
        stated = [name for name in columns if line[name]]
        if unit is None or unit.kind != "mass" or not _emission(line) or not stated or not measure:
            continue
        target, cut = read_figure(line[stated[-1]]), read_figure(measure["reduction_t_co2e_yr"])
        if target is None or cut is None:
            continue
        asked = target.times(unit.factor)
        if agree(asked, Figure(cut.value, cut.half, cut.text)):
            continue
        values = (f"{target.text} {line['unit']}", f"{cut.text} t CO2e/yr")
        yield Found(
            (line.at(stated[-1]), measure.at("reduction_t_co2e_yr")),
            values,
            Words(
                en=f"{line.key} is to reach {values[0]}, its measure {measure.key} to cut "
                f"{values[1]}",
                sv=f"{line.key} ska nå {values[0]}, åtgärden {measure.key} minska {values[1]}",
            ),
        )


def _emission(line: Line) -> bool:
    return "co2" in line["unit"].lower()
