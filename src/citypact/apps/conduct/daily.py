"""What is done once a day: put into the queue by the worker, at the first look of each day.

A site that is served by several processes, or started again, puts it there more than once: what is
done every day must find nothing left to do the second time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils import timezone

__all__ = ["Day", "every_day", "unregister"]

#: Puts a task into the queue.
Enqueue = Callable[[], object]

_daily: list[Enqueue] = []


def every_day(enqueue: Enqueue) -> None:
    """Have something done every day; an app says so once."""
    if enqueue not in _daily:
        _daily.append(enqueue)


def unregister(enqueue: Enqueue) -> None:
    """Have it done no more."""
    _daily.remove(enqueue)


class Day:
    """The day that a worker has put its tasks into the queue for."""

    def __init__(self) -> None:
        self._seen: date | None = None

    def begun(self) -> bool:
        """Put the tasks of today into the queue where that was not done; whether it was now."""
        today = timezone.localdate()
        if self._seen == today:
            return False
        for enqueue in _daily:
            enqueue()
        self._seen = today
        return True
