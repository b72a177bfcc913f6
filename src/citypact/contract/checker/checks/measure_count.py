"""An area that is said to have another number of actions than it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from citypact.contract.checker.checks.measures import TEMPLATE
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "measure-count",
    severity="warning",
    looks=Words(
        en="an area that is said to have another number of actions than it has",
        sv="ett område som sägs ha ett annat antal åtgärder än det har",
    ),
    reference=f"{TEMPLATE} and B-2.1",
    mend=Words(
        en="add the action, or correct the number", sv="lägg till åtgärden, eller rätta antalet"
    ),
    needs={
        "measures": ("area_id", "row_kind"),
        "transition_areas": ("area_id", "b22_action_count"),
    },
)
def measure_count(source: Source) -> Iterator[Found | Unchecked]:
    """Outlines of each area against the number that the area states."""
    there = Counter(
        line["area_id"] for line in source.lines("measures") if line["row_kind"] == "outline"
    )
    for line in source.lines("transition_areas"):
        stated = read_figure(line["b22_action_count"])
        if stated is None or stated.value == there[line["area_id"]]:
            continue
        yield Found(
            (line.at("b22_action_count"),),
            (stated.text, str(there[line["area_id"]])),
            Words(
                en=f"{line['area_id']} states {stated.text} actions and has "
                f"{there[line['area_id']]}",
                sv=f"{line['area_id']} anger {stated.text} åtgärder och har "
                f"{there[line['area_id']]}",
            ),
        )
