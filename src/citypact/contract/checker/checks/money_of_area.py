"""A cost of an area, or of an action, that its measures do not add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.money import NEEDS, TEMPLATE
from citypact.contract.checker.figure import Figure, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_TABLE = re.compile(r"C-?3|IP", re.IGNORECASE)


@check(
    "money-of-area",
    severity="error",
    looks=Words(
        en="a cost of an area, or of an action, that its measures do not add up to",
        sv="en kostnad för ett område, eller en åtgärd, som åtgärderna inte summerar till",
    ),
    reference=f"{TEMPLATE}: summary of interventions with cost implication, against B-2.2",
    mend=Words(
        en="name the measures that it covers, count each once, or correct the amount",
        sv="ange vilka åtgärder den omfattar, räkna var och en en gång, eller rätta beloppet",
    ),
    needs={
        **NEEDS,
        "measures": ("measure_id", "area_id", "capex_msek_low", "capex_msek_high", "opex_msek_yr"),
    },
)
def money_of_area(source: Source) -> Iterator[Found | Unchecked]:
    """Rows of the cost summary against the sum of measures that are counted."""
    for line in source.lines("financing"):
        low, high = _printed(line)
        if low is None or high is None or not _TABLE.match(line["kind"]):
            continue
        yearly = "year" in line["period"].lower() or "år" in line["period"].lower()
        measures = _covered(source, line)
        if measures is None:
            continue
        columns = (
            ("opex_msek_yr", "opex_msek_yr") if yearly else ("capex_msek_low", "capex_msek_high")
        )
        sums = [
            sum(one.value for row in measures if (one := read_figure(row[name])))
            for name in columns
        ]
        if low.value + low.half >= sums[0] and high.value - high.half <= sums[1]:
            continue
        span = shown(sums[0]) if sums[0] == sums[1] else f"{shown(sums[0])}–{shown(sums[1])}"
        places = [row.at(columns[1]) for row in measures if row[columns[1]]]
        unit = "MSEK/year" if yearly else "MSEK"
        name = line.first("name_en", "name_sv")
        basis = ("no measure states any", "ingen åtgärd anger någon") if not places else ("", "")
        yield Found(
            (line.at("msek_high"), *places),
            (f"{high.text} {unit}", f"{span} {unit}"),
            Words(
                en=f"{name} is {high.text} {unit}, "
                + (basis[0] or f"its measures add up to {span}"),
                sv=f"{line.first('name_sv', 'name_en')} är {high.text} {unit}, "
                + (basis[1] or f"åtgärderna summerar till {span}"),
            ),
        )


def _printed(line: Line) -> tuple[Figure | None, Figure | None]:
    """Low and high with the digits that the text keeps: 6.1 BSEK is 6050 to 6150."""
    low, high = read_figure(line["msek_low"]), read_figure(line["msek_high"])
    match = re.search(r"(\d+[.,]\d+)\s*(?:B|mdr|miljard)", line["amount_text"], re.IGNORECASE)
    rough = read_figure(match.group(1)) if match else None
    if rough is None or high is None or low is None:
        return low, high
    half = rough.half * 1e3
    return Figure(low.value, half, low.text), Figure(high.value, half, high.text)


def _covered(source: Source, line: Line) -> list[Line] | None:
    """The measures of a row: the one of its name, or those of its area; None if neither."""
    rows = [
        row
        for row in source.lines("measures")
        if row["count_in_totals"] != "n" and row["row_kind"] != "area_instance"
    ]
    names = {_plain(line[name]) for name in ("name_en", "name_sv")} - {""}
    named = [row for row in rows if {_plain(row["title_en"]), _plain(row["title_sv"])} & names]
    if named:
        return named
    area = line["area_id"]
    return [row for row in rows if row["area_id"] == area] if area else None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
