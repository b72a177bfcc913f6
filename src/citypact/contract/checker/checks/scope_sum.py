"""A sector's total that is not the sum of its scopes."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.sums import MEND, against_parts
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries, grouped
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_SCOPES = ("1", "2", "3")


@check(
    "scope-sum",
    severity="error",
    looks=Words(
        en="a sector's total that is not the sum of its scopes",
        sv="en sektors totalvärde som inte är summan av dess scope",
    ),
    reference="GPC 1.1, chapter 4; Climate City Contract, table A-1.4",
    mend=MEND,
    needs={"inventory": ("sector", "scope", "value")},
)
def scope_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Scope 1 + 2 + 3 against the total of each sector."""
    groups = grouped(entries(source), lambda one: (*one.series, one.sector, one.subsector))
    for group in groups.values():
        by_scope = {each.scope: each for each in group}
        parts = [by_scope[scope] for scope in _SCOPES if scope in by_scope]
        if "total" in by_scope and parts and len(by_scope) == len(group) and not parts[0].is_share:
            yield from against_parts(by_scope["total"], parts, ("the scopes", "scopen"))
