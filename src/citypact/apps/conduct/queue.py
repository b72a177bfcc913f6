"""The queue of background work, in the database, and the thread that does it.

Django 6 brings the interface of tasks itself; before, ``django-tasks`` brings the same one. Both
keep their queue with ``django-tasks-db``.
"""

from __future__ import annotations

import logging
import threading
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.db import OperationalError, close_old_connections, connections

from citypact.apps.conduct.daily import Day

if TYPE_CHECKING:
    from django_tasks import task
else:
    task = import_module("django.tasks" if find_spec("django.tasks") else "django_tasks").task

__all__ = ["Worker", "task", "waiting", "work_off"]

logger = logging.getLogger("django.citypact.queue")

#: Seconds between two looks into an empty queue.
INTERVAL = 2.0


def waiting() -> bool:
    """Whether something in the queue can be done now."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415  needs Django set up

    return DBTaskResult.objects.ready().exists()


def work_off() -> None:
    """Do what is in the queue, and return when it is empty."""
    from django_tasks_db.management.commands import db_worker  # noqa: PLC0415  needs Django set up

    db_worker.Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"citypact-{threading.get_ident()}",
        excluded_queue_names=[],
    ).run()


class Worker(threading.Thread):
    """One thread that works the queue off until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(name="citypact-worker", daemon=True)
        self._stopping = threading.Event()
        self._day = Day()

    def run(self) -> None:
        """Work, and look again; a database that is busy is asked again later."""
        while not self._stopping.wait(INTERVAL):
            close_old_connections()
            try:
                self._day.begun()
                # Looking takes no lock; only where there is work is the queue taken for a moment.
                if waiting():
                    work_off()
            except OperationalError:
                logger.warning(
                    "the database is busy; the queue is looked into again", exc_info=True
                )
        connections.close_all()

    def stop(self) -> None:
        """Finish the task at hand, and end."""
        self._stopping.set()
        self.join()
