"""A reference to an area, measure, indicator or clause that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: By table and column: the table and column that it points to.
_LINKS: Final = (
    ("measures", "area_id", "transition_areas", "area_id"),
    ("measures", "parent_id", "measures", "measure_id"),
    ("impact_pathways", "area_id", "transition_areas", "area_id"),
    ("impact_pathways", "linked_measure_ids", "measures", "measure_id"),
    ("indicators", "area_id", "transition_areas", "area_id"),
    ("indicators", "linked_measure_id", "measures", "measure_id"),
    ("measures", "indicator_ids", "indicators", "indicator_id"),
    ("targets", "area_id", "transition_areas", "area_id"),
    ("financing", "area_id", "transition_areas", "area_id"),
    ("barriers", "area_id", "transition_areas", "area_id"),
    ("commitments_national", "clause", "contract_structure", "clause"),
    ("commitments_national", "linked_area", "transition_areas", "area_id"),
    ("contract_structure", "parent", "contract_structure", "clause"),
    ("commitment_measures", "measure", "book_measures", "measure_id"),
    ("commitment_indicators", "indicator", "book_indicators", "indicator_id"),
    ("commitments_national", "party", "parties", "id"),
)


#: Areas that stand for all areas together.
_ALL_AREAS: Final = frozenset({"area-cross-cutting", "area-all"})


@check(
    "link-nowhere",
    severity="error",
    looks=Words(
        en="a reference to an area, measure, indicator or clause that is not there",
        sv="en hänvisning till ett område, en åtgärd, en indikator eller en klausul som inte finns",
    ),
    reference="a reference leads to a row",
    mend=Words(en="correct the name, or add the row", sv="rätta namnet, eller lägg till raden"),
    needs={},
)
def link_nowhere(source: Source) -> Iterator[Found | Unchecked]:
    """Every column that points to another table, where both are there."""
    for table, column, other, target in _LINKS:
        known = {line[target] for line in source.lines(other)}
        if not known or column not in source.sheets.get(table, source.sheets[other]).columns:
            continue
        bare = {name.removeprefix("ind-") for name in known}
        for line in source.lines(table):
            for name in re.split(r"\s*[;|]\s*", line[column]):
                if name and name not in known | bare | _ALL_AREAS:
                    yield Found(
                        (line.at(column),),
                        (name,),
                        Words(
                            en=f"{column} names {name!r}, which is not in {other}",
                            sv=f"{column} hänvisar till {name!r}, som inte finns i {other}",
                        ),
                    )
