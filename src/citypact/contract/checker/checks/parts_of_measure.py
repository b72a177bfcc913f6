"""A measure split by area whose parts do not add up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.amount import column_unit
from citypact.contract.checker.figure import Figure, agree, read_figure, shown, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "parts-of-measure",
    severity="error",
    looks=Words(
        en="a measure split by area whose parts do not add up to it",
        sv="en åtgärd uppdelad på områden vars delar inte summerar till den",
    ),
    reference="arithmetic",
    mend=Words(
        en="correct a part or the whole; say which part is not allocated",
        sv="rätta en del eller helheten; ange vilken del som inte är fördelad",
    ),
    needs={"measures": ("measure_id", "parent_id", "row_kind")},
)
def parts_of_measure(source: Source) -> Iterator[Found | Unchecked]:
    """Area lines against their measure: above it always wrong, below it where all are stated."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    children: dict[str, list[Line]] = defaultdict(list)
    for line in source.lines("measures"):
        if line["row_kind"] == "area_instance" and line["parent_id"] in measures:
            children[line["parent_id"]].append(line)
    figures = [name for name in source.sheets["measures"].columns if column_unit(name)]
    for parent, lines in children.items():
        for column in figures:
            whole = read_figure(measures[parent][column])
            known = [(line, each) for line in lines if (each := read_figure(line[column]))]
            if whole is None or not known:
                continue
            added = total([each for _, each in known])
            missing = len(known) < len(lines)
            if agree(whole, added) or (missing and added.value < whole.value):
                if missing:
                    yield _unallocated(parent, column, whole, added)
                continue
            yield Found(
                (measures[parent].at(column), *(line.at(column) for line, _ in known)),
                (whole.text, shown(added.value)),
                Words(
                    en=f"{column} of {parent} is {whole.text}, its parts add up to "
                    f"{shown(added.value)}",
                    sv=f"{column} för {parent} är {whole.text}, delarna summerar till "
                    f"{shown(added.value)}",
                ),
            )


def _unallocated(parent: str, column: str, whole: Figure, added: Figure) -> Unchecked:
    return Unchecked(
        Words(
            en=f"{column} of {parent}: {shown(added.value)} of {whole.text} is split by area, "
            "and not every area states its part",
            sv=f"{column} för {parent}: {shown(added.value)} av {whole.text} är fördelat på "
            "områden, och alla områden anger inte sin del",
        )
    )
