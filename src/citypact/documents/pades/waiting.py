"""Waiting for what pyHanko does: it is written for programs that do much at once, and this is not.

:func:`asyncio.run` sets a handler for an interrupt beside each piece of work, and Python then words
the handler with all that the work holds: for a signature, a whole document, several times over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import closing
from typing import Any, TypeVar

__all__ = ["awaited"]

_Found = TypeVar("_Found")


def awaited(work: Coroutine[Any, Any, _Found]) -> _Found:
    """What ``work`` gives, or raises, when it is done; an interrupt ends it as it ends anything."""
    with closing(asyncio.new_event_loop()) as loop:
        return loop.run_until_complete(work)
