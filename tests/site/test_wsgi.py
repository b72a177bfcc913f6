"""A server of the operator's own choice gets a site that is ready."""

import subprocess
import sys
from pathlib import Path

from tests.processes import environment

ASK = """
from django.test import RequestFactory
from citypact.site.wsgi import application
environ = RequestFactory().get("/").environ | {"SERVER_NAME": "localhost"}
said = []
body = application(environ, lambda status, headers: said.append(status))
print(said[0], b"Citypact" in b"".join(body))
"""


WRITE = """
from pathlib import Path
import sys
from citypact.site import setup
setup(Path(sys.argv[1]))
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.parties.actions import AddMember, AddOrganisation
from citypact.apps.parties.details import Details
AddOrganisation("lund", Details("Lund", "Lund", "municipality"), OPERATOR).perform()
AddMember("lund", "anna@example.org", Role.READER, OPERATOR, "Anna", "en").perform()
"""
SEND = """
import time
from citypact.site import wsgi
from citypact.apps.conduct.queue import waiting
until = time.monotonic() + 30
while waiting() and time.monotonic() < until:
    time.sleep(0.1)
"""


def run(code: str, workspace: Path) -> str:
    """What a process of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(workspace)],
        env=environment(CITYPACT_WORKSPACE=str(workspace)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_waits_in_the_queue_is_done_where_such_a_server_runs(tmp_path: Path) -> None:
    assert "anna@example.org" not in run(WRITE, tmp_path)
    assert "To: anna@example.org" in run(SEND, tmp_path)


def test_the_application_answers_from_a_workspace_that_it_has_prepared(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment(CITYPACT_WORKSPACE=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "200 OK True", done.stderr
    assert (tmp_path / "citypact.sqlite3").is_file()
