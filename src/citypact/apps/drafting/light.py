"""A version made of its rows without checking them again: for pages that show it many times a day.

Rows are only ever written when the contract that they make has no problem, so what is read here is
what :meth:`~citypact.apps.drafting.rows.Rows.made` would give of a version, many times faster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from citypact.contract.clause import Clause
from citypact.contract.commitment import Carried, Commitment
from citypact.contract.local.action import Action
from citypact.contract.reading import in_reading_order
from citypact.contract.version import Version

__all__ = ["Cells", "light_version"]

Cells = Mapping[str, str]

_CLAUSE = ("title_sv", "title_en", "party", "text_sv", "text_en", "source_detail")
_COMMITMENT = (
    "clause",
    "party",
    "strength",
    "form",
    "text_sv",
    "text_en",
    "authority",
    "status",
    "evidence_sv",
    "evidence_en",
    "source_detail",
    "note_sv",
    "note_en",
)


def light_version(head: Cells, rows: Mapping[str, Iterable[Cells]]) -> Version:
    """The version whose row of ``versions`` is ``head``, with clauses and commitments.

    Annexes, accepted findings, reports and the parts that actions are of measures are left out.

    Args:
        head: cells of the version.
        rows: cells by table; those of other versions are passed over.
    """
    name = head["id"]

    def own(table: str) -> list[Cells]:
        return [cells for cells in rows.get(table, ()) if cells.get("version") == name]

    clauses = in_reading_order([_clause(cells) for cells in own("clauses")])
    carried = {
        table: _by_commitment(own(table))
        for table in (
            "commitment_measures",
            "commitment_indicators",
            "commitment_funding",
            "commitment_actions",
        )
    }
    place = {clause.id: index for index, clause in enumerate(clauses)}
    commitments = [_commitment(cells, carried) for cells in own("commitments")]
    return Version(
        id=name,
        year=int(head["year"]),
        state=head["state"],
        previous=head.get("previous", ""),
        clauses=clauses,
        commitments=tuple(sorted(commitments, key=lambda one: (place[one.clause], one.id))),
    )


def _clause(cells: Cells) -> Clause:
    return Clause(
        id=cells["id"],
        number=cells.get("number", ""),
        parent=cells.get("parent", ""),
        order=float(cells["order"]),
        **{name: cells.get(name, "") for name in _CLAUSE},
    )


def _commitment(cells: Cells, carried: Mapping[str, Mapping[str, list[Cells]]]) -> Commitment:
    name, due = cells["id"], cells.get("due", "")
    actions = carried["commitment_actions"].get(name, ())
    return Commitment(
        id=name,
        due=int(due) if due else None,
        yearly=cells.get("yearly") == "yes",
        measurable=cells.get("measurable") == "yes",
        measures=tuple(_carried(each) for each in carried["commitment_measures"].get(name, ())),
        indicators=tuple(
            each["indicator"] for each in carried["commitment_indicators"].get(name, ())
        ),
        funding=tuple(each["funding"] for each in carried["commitment_funding"].get(name, ())),
        action=next((_action(each) for each in actions), None),
        **{column: cells.get(column, "") for column in _COMMITMENT},
    )


def _carried(cells: Cells) -> Carried:
    certainty = cells.get("certainty", "")
    return Carried(
        measure=cells["measure"],
        level=float(cells["level"]),
        certainty=float(certainty) if certainty else None,
        quality=cells["quality"],
        note_sv=cells.get("note_sv", ""),
        note_en=cells.get("note_en", ""),
    )


def _action(cells: Cells) -> Action:
    return Action(cells["kind"], float(cells["quantity"]), cells.get("object", ""))


def _by_commitment(rows: Iterable[Cells]) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = defaultdict(list)
    for cells in rows:
        found[cells["commitment"]].append(cells)
    return found
