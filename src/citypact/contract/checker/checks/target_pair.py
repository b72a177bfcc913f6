"""A target in percent and one in tonnes, of one scope and year, that are not equal."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.checks.targets import cut_of, scope_of
from citypact.contract.checker.figure import Figure, agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


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
        change, base, unit = (
            cut_of(line),
            read_figure(line["base_value"]),
            unit_of(line["base_unit"]),
        )
        if change is None or base is None or unit is None:
            continue
        left = base.value * unit.factor * (1 + change.value / 100)
        half = base.value * unit.factor * change.half / 100 + base.half * unit.factor
        asked = Figure(left, half, "")
        for other in lines:
            figure, kind = read_figure(other["target_value"]), unit_of(other["target_unit"])
            same = scope_of(other) == scope_of(line) and other["target_year"] == line["target_year"]
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
