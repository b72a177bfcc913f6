"""Two people have changed one row: both texts side by side, and what to keep of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citypact.apps.drafting.apart import ColumnApart, columns_apart
from citypact.apps.drafting.history import before_since
from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.rows import Edit

__all__ = ["Choice", "Meeting", "meeting", "merged"]


@dataclass(frozen=True)
class Choice:
    """A column that stands otherwise now than the writer would have it.

    ``apart`` has what stands now first and the writer's own second; ``theirs`` is True where the
    writer has not touched it, so that what the other wrote is the likely choice.
    """

    apart: ColumnApart
    theirs: bool


@dataclass(frozen=True)
class Meeting:
    """The columns in which the two differ; ``gone`` where the other has taken the row away."""

    choices: tuple[Choice, ...]
    gone: bool


def meeting(outline: Outline, edit: Edit, now: Cells | None, language: str) -> Meeting:
    """What an edit's cells and those of its row as it stands ``now`` differ in. One query."""
    base = before_since(outline.contract, edit.table, edit.key, edit.seen) or {}
    own = edit.cells or {}
    return Meeting(
        choices=tuple(
            Choice(each, theirs=own.get(each.column, "") == base.get(each.column, ""))
            for each in columns_apart(outline, edit.table, now or {}, own, language)
        ),
        gone=now is None,
    )


def merged(base: Cells, own: Cells, now: Cells) -> dict[str, str]:
    """What stands now, with the cells that ``own`` has changed since ``base``."""
    columns = {*base, *own, *now}
    found: Mapping[str, str] = {
        name: own.get(name, "") if own.get(name, "") != base.get(name, "") else now.get(name, "")
        for name in columns
    }
    return {name: text for name, text in found.items() if text}
