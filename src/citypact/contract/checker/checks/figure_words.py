"""A figure that its own words do not state: another value, or units off by a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.amount import KINDS, amounts, column_unit
from citypact.contract.checker.figure import agree, power_of_ten, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: By table: columns of words, each with the pattern of the columns of figures taken from it.
_WORDS = {
    "measures": (
        ("reduction_text", r"reduction_k?t_\w+"),
        ("capex_text", r"capex_\w*(sek|eur)\w*"),
        ("renewable_energy_text", r"renewable_energy_[kmgt]wh\w*"),
    ),
    "financing": (
        ("amount_text", r"[mkb]?sek(_low|_high)?"),
        ("amount_text", r"[mkb]?eur"),
    ),
    "impact_pathways": (("direct_impact_text", r"direct_value"),),
}  # fmt: skip


@check(
    "figure-words",
    severity="error",
    looks=Words(
        en="a figure that its own words do not state: another value, or units off by a power of "
        "ten",
        sv="ett värde som den egna texten inte anger: ett annat tal, eller enheter fel med en "
        "tiopotens",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the figure or the words", sv="rätta värdet eller texten"),
    needs={},
)
def figure_words(source: Source) -> Iterator[Found | Unchecked]:
    """Cells of measures, financing and impact pathways against the text beside them."""
    for table, pairs in _WORDS.items():
        sheet = source.sheets.get(table)
        for words, pattern in pairs if sheet else ():
            columns = (
                [name for name in sheet.columns if re.fullmatch(pattern, name)] if sheet else []
            )
            for line in source.lines(table):
                for column in columns:
                    yield from _against_words(line, column, words)


def _against_words(line: Line, column: str, words: str) -> Iterator[Found]:
    figure = read_figure(line[column])
    unit = column_unit(column) or column_unit(line["direct_unit"].split(" ")[0] or "-")
    if figure is None or unit is None:
        return
    stated = [each for each in amounts(line[words]) if each.kind == unit.kind]
    value = figure.times(unit.factor)
    if not stated or any(agree(value, each.figure) for each in stated):
        return
    powers = [power for each in stated if (power := power_of_ten(value, each.figure))]
    by_ten = f" (10^{-powers[0]})" if powers else ""
    kind = KINDS[unit.kind]
    yield Found(
        (line.at(column), line.at(words)),
        (f"{shown(value.value)} {kind}", stated[0].text),
        Words(
            en=f"{column} is {figure.text}, that is {shown(value.value)} {kind}; the text says "
            f"{stated[0].text}{by_ten}",
            sv=f"{column} är {figure.text}, alltså {shown(value.value)} {kind}; texten säger "
            f"{stated[0].text}{by_ten}",
        ),
    )
