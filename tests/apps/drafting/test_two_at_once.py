"""Several people write the same text at once, in processes of their own: no word is lost."""

import json
import subprocess
import sys
from pathlib import Path

from tests.processes import environment

WRITERS = 3
EACH = 4

BEGIN = """
import sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
from citypact.apps.conduct.actor import Role
from tests.apps.drafting.writing import OWNER, account_in, taken_in
ADDRESS = "/template/contracts/template/2026/write/rows/commitments/capture/change/"
"""
MAKE = f"""
{BEGIN}
taken_in()
for role in (Role.COORDINATOR, Role.EDITOR):
    account_in(OWNER, role)
"""
#: Opens the text and waits until all have; adds words of its own, one at a time; where another
#: was quicker, takes that text and adds its word again, as a person would.
WRITE = f"""
{BEGIN}
client = Client(SERVER_NAME="localhost")
client.force_login(account_in(OWNER, (Role.COORDINATOR, Role.EDITOR)[int(sys.argv[2]) % 2]))

def opened():
    form = client.get(ADDRESS).context["form"]
    sent = {{name: form[name].value() for name in form.fields}}
    return {{name: text for name, text in sent.items() if text not in (None, "", False)}}

form = opened()
print("ready", flush=True)
sys.stdin.readline()
met = 0
for number in range({EACH}):
    word = f"ord-{{sys.argv[2]}}-{{number}}"
    for _ in range(200):
        form["text_sv"] += f" {{word}}"
        answer = client.post(ADDRESS, {{**form, "as": "write"}})
        if answer.status_code == 302:
            break
        assert answer.status_code == 422, answer.content.decode()
        assert word in answer.content.decode(), "what was typed stands on the page"
        assert answer.context["met"], "both texts are shown"
        met += 1
        form = opened()
    else:
        raise AssertionError("it could never be kept")
    form = opened()
print(met, flush=True)
"""
READ = f"""
{BEGIN}
import json
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
kept = KeptContract.objects.get()
rows = rows_of(kept)
print(json.dumps({{
    "text": rows.tables["commitments"]["2026:capture"].cells["text_sv"],
    "revision": kept.revision,
    "changes": Event.objects.filter(code="drafting.rows.changed").count(),
    "whole": verify().whole and rows.made().id == "template",
}}))
"""


def started(code: str, workspace: Path, database: str, *given: str) -> subprocess.Popen[str]:
    """A process that works on ``database``."""
    return subprocess.Popen(
        [sys.executable, "-c", code, str(workspace), *given],
        env=environment(CITYPACT_DATABASE=database),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str], line: str = "") -> str:
    """What a process says until it ends."""
    out, errors = process.communicate(line, timeout=300)
    assert process.returncode == 0, errors
    return out


def test_no_word_is_lost_when_several_write_one_text(tmp_path: Path, database: str) -> None:
    said(started(MAKE, tmp_path, database))
    writers = [started(WRITE, tmp_path, database, str(number)) for number in range(WRITERS)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n", writer.communicate()[1]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    met = sum(int(said(writer)) for writer in writers)
    found = json.loads(said(started(READ, tmp_path, database)))
    words = found["text"].split()
    expected = {f"ord-{writer}-{number}" for writer in range(WRITERS) for number in range(EACH)}
    assert expected <= set(words)
    assert len([word for word in words if word.startswith("ord-")]) == WRITERS * EACH
    assert found["revision"] == 1 + WRITERS * EACH
    assert found["changes"] == WRITERS * EACH
    assert found["whole"] is True
    assert met >= WRITERS - 1, "all but the first had opened what was changed before they wrote"
