"""The base value of a target that its inventory does not have, or has for a part only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.checks.targets import scope_of
from citypact.contract.checker.figure import agree, power_of_ten, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


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
        listed = known.get((scope_of(line), line["base_year"], unit.kind), [])
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
