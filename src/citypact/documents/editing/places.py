"""Where clauses stand in a changed document: under which other, and among which neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from citypact.documents.editing.fields import HandedOut
from citypact.documents.editing.outline import ReadClause

__all__ = ["places"]

#: Word knows nine levels of headings; what is deeper was handed out as the ninth.
_LAST_LEVEL = 9


def places(read: Sequence[ReadClause], handed: HandedOut) -> dict[str, list[tuple[str, str, str]]]:
    """By key, the columns ``parent`` and ``order`` that are not as in the version.

    A clause stands under the nearest one before it of a higher level. Of the clauses that stand
    under one, as few move as explain the order; one that moves, or is new, comes half way between
    its neighbours.
    """
    clauses = handed.version.clause
    was = _parents(
        (each.id, min(1 + sum(1 for _ in handed.version.above(each)), _LAST_LEVEL))
        for each in handed.version.clauses
    )
    now = _parents((each.key, each.level) for each in read)
    found: dict[str, list[tuple[str, str, str]]] = {each.key: [] for each in read}
    siblings: dict[str, list[str]] = {}
    for key, parent in now.items():
        # What was handed out as of the ninth level may have stood deeper: it stays as it was.
        kept = key in clauses and parent == was[key]
        home = clauses[key].parent if kept else parent
        siblings.setdefault(home, []).append(key)
        if not kept:
            found[key].append(("parent", clauses[key].parent if key in clauses else "", parent))
    for home, keys in siblings.items():
        for key, order in _orders(keys, home, handed).items():
            before = f"{clauses[key].order:g}" if key in clauses else ""
            if before != order:
                found[key].append(("order", before, order))
    return found


def _parents(levels: Iterable[tuple[str, int]]) -> dict[str, str]:
    found: dict[str, str] = {}
    above: list[tuple[str, int]] = []
    for key, level in levels:
        while above and above[-1][1] >= level:
            above.pop()
        found[key] = above[-1][0] if above else ""
        above.append((key, level))
    return found


def _orders(keys: Sequence[str], home: str, handed: HandedOut) -> dict[str, str]:
    """The order of each clause that has to get another."""
    clauses = handed.version.clause
    staying = [key for key in keys if key in clauses and clauses[key].parent == home]
    kept = set(_rising([(clauses[key].order, key) for key in staying]))
    orders: dict[str, float] = {key: clauses[key].order for key in kept}
    found: dict[str, str] = {}
    for place, key in enumerate(keys):
        if key in kept:
            continue
        before = orders[keys[place - 1]] if place else None
        after = next((orders[each] for each in keys[place + 1 :] if each in kept), None)
        orders[key] = _between(before, after)
        found[key] = f"{orders[key]:g}"
    return found


def _between(before: float | None, after: float | None) -> float:
    if before is None and after is None:
        return 1.0
    if before is None:
        return (after or 0.0) / 2.0
    return before + 1.0 if after is None else (before + after) / 2.0


def _rising(several: Sequence[tuple[float, str]]) -> list[str]:
    """Keys of a longest run that rises, of pairs of order and key."""
    ends: list[tuple[float, str]] = []
    at: list[int] = []
    earlier: list[int] = []
    for index, one in enumerate(several):
        length = bisect_left(ends, one)
        ends[length : length + 1] = [one]
        at[length : length + 1] = [index]
        earlier.append(at[length - 1] if length else -1)
    found, index = [], at[-1] if at else -1
    while index >= 0:
        found.append(several[index][1])
        index = earlier[index]
    return found
