"""A server of the operator's own choice gets a site that is ready."""

import subprocess
import sys
from pathlib import Path

ASK = """
from django.test import RequestFactory
from citypact.site.wsgi import application
environ = RequestFactory().get("/").environ | {"SERVER_NAME": "localhost"}
said = []
body = application(environ, lambda status, headers: said.append(status))
print(said[0], b"Citypact" in b"".join(body))
"""


def test_the_application_answers_from_a_workspace_that_it_has_prepared(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={"PATH": "/usr/bin", "CITYPACT_WORKSPACE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "200 OK True", done.stderr
    assert (tmp_path / "citypact.sqlite3").is_file()
