"""A workspace of before opens in this version: its audit lines become the first events."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.conduct.selectors import events
from citypact.apps.conduct.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("workspace", "0002_pages_and_files")]
SENTENCE = "malmo shows the book {} with 12 results and 34 figures."


def test_audit_lines_become_events_with_their_times_and_a_chain() -> None:
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate(BEFORE)
        state = executor.loader.project_state(BEFORE)
        line = state.apps.get_model("workspace", "AuditLine")
        times = []
        for letter in "ab":
            made = line.objects.create(
                code="workspace.city.loaded",
                sentence=SENTENCE.format(letter * 64),
                actor="command line",
            )
            times.append(made.at)
    finally:
        MigrationExecutor(connection).migrate(latest)
    found = verify()
    assert found.whole
    assert found.events == 2
    read = events(OPERATOR, "en")
    assert [each.at for each in read] == times
    assert [each.sentence for each in read] == [SENTENCE.format(letter * 64) for letter in "ab"]
