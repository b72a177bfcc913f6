"""What goes with a row that is taken away: a commitment takes along what it carries."""

from __future__ import annotations

from citypact.apps.drafting.content import CARRIED
from citypact.apps.drafting.rows import Edit, Rows

__all__ = ["with_what_belongs"]


def with_what_belongs(rows: Rows, edit: Edit) -> tuple[Edit, ...]:
    """An edit, and for a commitment that is taken away the edits of what it carries.

    What belongs to it goes as it stands: whoever takes a promise away means all of it.
    """
    if edit.table != "commitments" or edit.cells is not None:
        return (edit,)
    carried = (
        Edit(table, row.key, None, row.revision)
        for table in (*CARRIED, "action_reports")
        for row in rows.tables.get(table, {}).values()
        if f"{row.cells.get('version')}:{row.cells.get('commitment')}" == edit.key
    )
    return (edit, *carried)
