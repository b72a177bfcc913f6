"""A total of the gap table that is not the sum of its sectors."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.gap_sums import NEEDS, TEMPLATE
from citypact.contract.checker.figure import agree, power_of_ten, shown, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import gap_table
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: What is added up over sectors; a gap is not, since a surplus of one sector helps another.
_ADDED = ("baseline", "residual", "required", "existing", "plan", "remaining")


@check(
    "gap-sum",
    severity="error",
    looks=Words(
        en="a total of the gap table that is not the sum of its sectors",
        sv="ett totalvärde i gaptabellen som inte är summan av sektorerna",
    ),
    reference=TEMPLATE,
    mend=Words(en="correct the sector or the total", sv="rätta sektorn eller totalen"),
    needs=NEEDS,
)
def gap_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Each column that every sector states."""
    table = gap_table(source)
    if table.total is None:
        yield Unchecked(
            Words(en="the gap table has no total row", sv="gaptabellen har ingen totalrad")
        )
        return
    for what in _ADDED:
        whole = table.figure(table.total, what)
        parts = [table.figure(line, what) for line in table.sectors]
        known = [each for each in parts if each is not None]
        if whole is None or not known or len(known) < len(parts):
            continue
        added = total(known)
        if agree(whole, added):
            continue
        column = table.columns[what]
        power = power_of_ten(whole, added)
        by_ten = f" (10^{-power})" if power else ""
        yield Found(
            (table.total.at(column), *(line.at(column) for line in table.sectors)),
            (whole.text, shown(added.value)),
            Words(
                en=f"the total of {column} is {whole.text}, its sectors add up to "
                f"{shown(added.value)}{by_ten}",
                sv=f"totalen för {column} är {whole.text}, sektorerna summerar till "
                f"{shown(added.value)}{by_ten}",
            ),
        )
