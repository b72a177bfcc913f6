"""Where a clause stands: under which, after which, and with which number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.rows import Edit, Rows
from citypact.contract.clause import Clause
from citypact.errors import InputError

__all__ = ["new_id", "numbered_anew", "place_choices", "placed"]

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans("åäöéüæø", "aaoeuao")
#: So many characters of a heading become an identifier.
_LENGTH = 40


def place_choices(
    outline: Outline, moving: str = "", language: str = "sv"
) -> list[tuple[str, str]]:
    """Every place for a clause, in the order of reading: first under a clause, or after one.

    Args:
        outline: of the version.
        moving: id of the clause that is to move: it stands nowhere under itself.
        language: of the headings.
    """
    own = {line.id for line in outline.under(moving)} if moving else set()
    found = [("under:", _("First of all"))]
    for line in outline.clauses:
        if line.id in own:
            continue
        title = f"{line.number} {line.titles[language]}".strip()
        found.append((f"after:{line.id}", _("After %(clause)s") % {"clause": title}))
        found.append((f"under:{line.id}", _("First under %(clause)s") % {"clause": title}))
    return found


def placed(outline: Outline, place: str, moving: str = "") -> tuple[str, str]:
    """Parent and order of a clause that is put in a place, as cells.

    No other clause moves for it: its order lies between those of its neighbours.

    Raises:
        InputError: there is no room before the first clause, or no such place.
    """
    how, _colon, name = place.partition(":")
    other = outline.version.clause.get(name)
    if how not in {"after", "under"} or (name and other is None) or (how == "after" and not name):
        raise InputError(_("There is no such place any more: choose another."))
    parent = other.parent if how == "after" and other is not None else name
    siblings = [
        each for each in outline.version.clauses if each.parent == parent and each.id != moving
    ]
    at = siblings.index(other) + 1 if how == "after" and other is not None else 0
    return parent, _between(siblings, at)


def _between(siblings: list[Clause], at: int) -> str:
    if at == len(siblings):
        return _written(math.floor(siblings[-1].order) + 1 if siblings else 1)
    low = siblings[at - 1].order if at else 0.0
    high = siblings[at].order
    whole = math.floor(low) + 1
    order = whole if low < whole < high else (low + high) / 2
    if not low < order < high:
        raise InputError(_("There is no room here: put it after the clause that is there instead."))
    return _written(order)


def _written(order: float) -> str:
    return f"{order:.15g}"


def new_id(wish: str, taken: set[str]) -> str:
    """An identifier like ``wish`` that is none of ``taken``: of this version or of any other."""
    plain = _NOT_PLAIN.sub("-", wish.lower().translate(_PLAIN)).strip("-")[:_LENGTH].strip("-")
    plain = plain or "new"
    found, count = plain, 1
    while found in taken:
        count += 1
        found = f"{plain}-{count}"
    return found


def numbered_anew(outline: Outline, rows: Rows) -> tuple[Edit, ...]:
    """The edits by which numbered clauses are numbered by their place: 1, 1.1, 1.2 and so on.

    A clause without number keeps none, and those under it are numbered as if it were not there.
    """
    numbers = dict(_numbers(outline))
    found = []
    for name, number in numbers.items():
        row = rows.tables["clauses"][f"{outline.version.id}:{name}"]
        if row.cells.get("number", "") != number:
            found.append(Edit("clauses", row.key, {**row.cells, "number": number}, row.revision))
    return tuple(found)


def _numbers(outline: Outline) -> Iterator[tuple[str, str]]:
    prefixes, counts = {"": ""}, {"": 0}
    for clause in outline.version.clauses:
        prefix = prefixes[clause.parent]
        if not clause.number:
            prefixes[clause.id] = prefix
            continue
        counts[prefix] = counts.get(prefix, 0) + 1
        number = f"{prefix}.{counts[prefix]}" if prefix else str(counts[prefix])
        prefixes[clause.id] = number
        yield clause.id, number
