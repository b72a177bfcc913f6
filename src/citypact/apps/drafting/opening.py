"""Whether the text of a version can be changed: only while it is a draft or in review."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from citypact.apps.drafting.rows import Rows
from citypact.errors import InputError

__all__ = ["OPEN_STATES", "is_open", "require_open"]

#: States of a version in which its text can still be changed, and be proposed or accepted.
OPEN_STATES: Final = frozenset({"draft", "in review"})


def is_open(rows: Rows, version: str) -> bool:
    """Whether ``version`` is there and its text can be changed."""
    row = rows.find("versions", version)
    return row is not None and row.cells.get("state") in OPEN_STATES


def require_open(rows: Rows, version: str) -> None:
    """Return when the text of ``version`` can be changed.

    Raises:
        InputError: it cannot, or there is no such version.
    """
    row = rows.find("versions", version)
    if row is None:
        message = _("%(contract)s has no version %(version)s.")
        raise InputError(message % {"contract": rows.contract.pk, "version": version})
    state = row.cells.get("state", "")
    if state not in OPEN_STATES:
        message = _(
            "The version %(version)s of %(contract)s is %(state)s: its text cannot be changed. "
            "Take it back to review first, or write it into the next version."
        )
        told = {"version": version, "contract": rows.contract.pk, "state": state}
        raise InputError(message % told)
