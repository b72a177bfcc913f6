"""Money: what areas cost against their measures, currencies, sums in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from citypact.contract.checker.figure import Figure, agree, power_of_ten, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_NEEDS = {"financing": ("msek_low", "msek_high")}
_TABLE = re.compile(r"C-?3|IP", re.IGNORECASE)
_TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, C-3.1"


@check(
    "money-of-area",
    severity="error",
    looks=Words(
        en="a cost of an area, or of an action, that its measures do not add up to",
        sv="en kostnad för ett område, eller en åtgärd, som åtgärderna inte summerar till",
    ),
    reference=f"{_TEMPLATE}: summary of interventions with cost implication, against B-2.2",
    mend=Words(
        en="name the measures that it covers, count each once, or correct the amount",
        sv="ange vilka åtgärder den omfattar, räkna var och en en gång, eller rätta beloppet",
    ),
    needs={
        **_NEEDS,
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


@check(
    "exchange-rate",
    severity="error",
    looks=Words(
        en="an amount in two currencies that implies another rate than the others",
        sv="ett belopp i två valutor som förutsätter en annan växelkurs än de andra",
    ),
    reference=_TEMPLATE,
    mend=Words(
        en="correct one of the two, and state the rate and its date",
        sv="rätta det ena, och ange växelkursen och dess datum",
    ),
    needs={"financing": ("msek_high", "meur")},
)
def exchange_rate(source: Source) -> Iterator[Found | Unchecked]:
    """Each pair against the middle of all implied rates, as far as rounding allows."""
    pairs = []
    for line in source.lines("financing"):
        sek, eur = read_figure(line["msek_high"]), read_figure(line["meur"])
        if sek and eur and sek.value and eur.value:
            value = sek.value / eur.value
            half = value * (sek.half / abs(sek.value) + eur.half / abs(eur.value))
            pairs.append((line, sek, eur, Figure(value, half, shown(value))))
    if len(pairs) < 3:  # noqa: PLR2004  of two rates, neither is known to be wrong
        if pairs:
            yield Unchecked(
                Words(
                    en="fewer than three amounts stand in two currencies",
                    sv="färre än tre belopp står i två valutor",
                )
            )
        return
    usual = median(rate.value for *_, rate in pairs)
    for line, sek, eur, rate in pairs:
        # A rate that moves during the work on a plan, and amounts rounded before being converted.
        if agree(rate, Figure(usual, 0.01 * usual, "")):
            continue
        power = power_of_ten(rate, Figure(usual, 0.02 * usual, ""))
        by_ten = f" (10^{power})" if power else ""
        yield Found(
            (line.at("meur"), line.at("msek_high")),
            (f"{sek.text} MSEK", f"{eur.text} MEUR", f"{rate.value:.4g}", f"{usual:.4g}"),
            Words(
                en=f"{sek.text} MSEK and {eur.text} MEUR imply {rate.value:.4g} SEK/EUR, the other "
                f"amounts {usual:.4g}{by_ten}",
                sv=f"{sek.text} MSEK och {eur.text} MEUR ger {rate.value:.4g} SEK/EUR, de andra "
                f"beloppen {usual:.4g}{by_ten}",
            ),
        )


@check(
    "sum-in-words",
    severity="error",
    looks=Words(
        en="a sum written out in words that does not make the figure beside it",
        sv="en summa som är utskriven i text men inte ger värdet bredvid",
    ),
    reference="arithmetic",
    mend=Words(en="add it up again", sv="summera igen"),
    needs=_NEEDS,
)
def sum_in_words(source: Source) -> Iterator[Found | Unchecked]:
    """``232 + 4500 + 6100`` against the amount of its row."""
    for line in source.lines("financing"):
        parts = re.findall(r"\d+(?:[.,]\d+)?", line["amount_text"])
        high = read_figure(line["msek_high"])
        if not re.fullmatch(r"[\d.,\s]+(\+[\d.,\s]+)+", line["amount_text"]) or high is None:
            continue
        figures = [one for part in parts if (one := read_figure(part))]
        added = sum(one.value for one in figures)
        if agree(high, Figure(added, sum(one.half for one in figures if "." in one.text), "")):
            continue
        yield Found(
            (line.at("msek_high"), line.at("amount_text")),
            (high.text, shown(added)),
            Words(
                en=f"{line['amount_text']} makes {shown(added)}, not {high.text}",
                sv=f"{line['amount_text']} blir {shown(added)}, inte {high.text}",
            ),
        )
