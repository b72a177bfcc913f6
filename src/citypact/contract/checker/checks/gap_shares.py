"""The percentages of the emissions gap table: of which base they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citypact.contract.checker.figure import Figure, agree, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import GapTable, gap_table
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_Base = Callable[[GapTable, Line], Figure | None]


def _of_total(what: str) -> _Base:
    def base(table: GapTable, line: Line) -> Figure | None:
        whole = table.figure(table.total, what) if table.total else None
        return _percent(table.figure(line, what), whole)

    return base


def _of_own_baseline(what: str) -> _Base:
    def base(table: GapTable, line: Line) -> Figure | None:
        return _percent(table.figure(line, what), table.figure(line, "baseline"))

    return base


def _percent(part: Figure | None, whole: Figure | None) -> Figure | None:
    if part is None or whole is None or not whole.value:
        return None
    value = 100 * part.value / whole.value
    half = 100 * part.half / abs(whole.value) + abs(value) * whole.half / abs(whole.value)
    return Figure(value, half, shown(value))


#: By column of percentages: the bases that its heading allows, the usual one first.
_ALLOWED: Mapping[str, tuple[tuple[str, _Base], ...]] = {
    "baseline_share": (("baseline", _of_total("baseline")),),
    "residual_share": (("baseline", _of_own_baseline("residual")),),
    "existing_share": (
        ("existing", _of_total("existing")),
        ("baseline", _of_own_baseline("existing")),
    ),
}
#: What a wrong column may follow instead.
_OTHERS = ("remaining", "baseline", "existing")


@check(
    "gap-share",
    severity="error",
    looks=Words(
        en="percentages of the gap table that do not follow from their column, or follow another",
        sv="procenttal i gaptabellen som inte följer av sin kolumn, eller följer en annan",
    ),
    reference="NetZeroCities, Climate City Contract: Action Plan, emissions gap table, each column "
    "absolute and percent",
    mend=Words(
        en="compute the percentages of the figures beside them, and name their base in the heading",
        sv="räkna procenttalen på värdena bredvid, och skriv ut basen i rubriken",
    ),
    needs={"emissions_gap": ()},
)
def gap_share(source: Source) -> Iterator[Found | Unchecked]:
    """Each column of percentages, held to the base that fits most of its rows."""
    table = gap_table(source)
    for what, bases in _ALLOWED.items():
        column = table.columns.get(what)
        lines = [line for line in table.sectors if table.figure(line, what)]
        if what == "residual_share" and table.total and table.figure(table.total, what):
            lines.append(table.total)
        if not column or not lines:
            continue
        misses = [(_misses(table, lines, what, base), name) for name, base in bases]
        (wrong, base), following = min(misses, key=lambda one: len(one[0])), ""
        if not wrong:
            continue
        for other in _OTHERS:
            if (
                len(lines) > 1
                and other != base
                and not _misses(table, lines, what, _of_total(other))
            ):
                following = table.columns[other]
        values = tuple(
            text
            for line, printed, found in wrong
            for text in (f"{_name(line)}: {printed.text} %", f"{found.value:.3g} %")
        )
        ends = (f"; they follow {following}", f"; de följer {following}") if following else ("", "")
        yield Found(
            tuple(line.at(column) for line, _, _ in wrong),
            values,
            Words(
                en=f"{column}: {len(wrong)} of {len(lines)} percentages do not follow from "
                f"{table.columns[base]}{ends[0]}",
                sv=f"{column}: {len(wrong)} av {len(lines)} procenttal följer inte av "
                f"{table.columns[base]}{ends[1]}",
            ),
        )


def _name(line: Line) -> str:
    return line.first("sector_en", "sector", "sector_sv") or line.key


def _misses(
    table: GapTable, lines: list[Line], what: str, base: _Base
) -> list[tuple[Line, Figure, Figure]]:
    found = []
    for line in lines:
        printed, computed = table.figure(line, what), base(table, line)
        if printed is not None and computed is not None and not agree(printed, computed):
            found.append((line, printed, computed))
    return found
