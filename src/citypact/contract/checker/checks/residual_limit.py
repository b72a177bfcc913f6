"""Residual emissions above the 20 % of the baseline that the Mission allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import gap_table
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Residual emissions, at most, in percent of the baseline.
_RESIDUAL: Final = 20.0


_MISSION = "European Commission, Info Kit for Cities (Mission 100 climate-neutral cities)"


@check(
    "residual-limit",
    severity="warning",
    looks=Words(
        en="residual emissions above the 20 % of the baseline that the Mission allows",
        sv="restutsläpp över de 20 % av basvärdet som EU-missionen tillåter",
    ),
    reference=f"{_MISSION}: an 80 % cut, at most 20 % residual",
    mend=Words(
        en="plan for the rest, or state why the city's own target applies and by how much it falls "
        "short",
        sv="planera för resten, eller ange varför stadens mål gäller och hur långt det är kvar",
    ),
    needs={"emissions_gap": ()},
)
def residual_limit(source: Source) -> Iterator[Found | Unchecked]:
    """Total residual emissions against the total baseline."""
    table = gap_table(source)
    if table.total is None:
        return
    baseline, residual = (table.figure(table.total, name) for name in ("baseline", "residual"))
    if baseline is None or residual is None or not baseline.value:
        yield Unchecked(
            Words(
                en="the total row states no baseline or no residual emissions",
                sv="totalraden anger inget basvärde eller inga restutsläpp",
            )
        )
        return
    share = 100 * residual.value / baseline.value
    if share <= _RESIDUAL + 100 * residual.half / baseline.value:
        return
    yield Found(
        (table.total.at(table.columns["residual"]), table.total.at(table.columns["baseline"])),
        (f"{share:.3g} %", f"{_RESIDUAL:g} %"),
        Words(
            en=f"residual emissions of {residual.text} are {share:.3g} % of the baseline "
            f"{baseline.text}; at most {_RESIDUAL:g} % is allowed",
            sv=f"restutsläpp på {residual.text} är {share:.3g} % av basvärdet {baseline.text}; "
            f"högst {_RESIDUAL:g} % tillåts",
        ),
    )
