"""The queue of background work, in the database, and the thread that does it.

Django 6 brings the interface of tasks itself; before, ``django-tasks`` brings the same one. Both
keep their queue with ``django-tasks-db``.
"""

from __future__ import annotations

import threading
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.db import close_old_connections, connections

if TYPE_CHECKING:
    from django_tasks import task
else:
    task = import_module("django.tasks" if find_spec("django.tasks") else "django_tasks").task

__all__ = ["Worker", "task", "work_off"]

#: Seconds between two looks into an empty queue.
INTERVAL = 2.0


def work_off() -> None:
    """Do what is in the queue, and return when it is empty."""
    # The models of the queue can be imported only when Django is set up.
    from django_tasks_db.management.commands import db_worker  # noqa: PLC0415  as said above

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

    def run(self) -> None:
        """Work, and look again; a database that is busy is asked again later."""
        while not self._stopping.wait(INTERVAL):
            close_old_connections()
            work_off()
        connections.close_all()

    def stop(self) -> None:
        """Finish the task at hand, and end."""
        self._stopping.set()
        self.join()
