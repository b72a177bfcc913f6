"""Organisations, people and the log from the command line."""

import json
import re
from pathlib import Path

import pytest
from tests.cli.command import run_process


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the parties of Malmö's contract."""
    place = tmp_path_factory.mktemp("parties") / "workspace"
    done = run_process("parties", "import", "malmo", "--workspace", str(place))
    assert done.returncode == 0, done.stderr
    assert re.match(r"11 organisations added, 0 were there: boverket, .*malmo-stad", done.stdout)
    return place


def said(workspace: Path, *command: str, code: int = 0) -> str:
    """What a verb says on ``workspace``."""
    done = run_process(*command, "--workspace", str(workspace))
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stdout + done.stderr


def test_people_come_and_go_and_the_log_tells_without_naming_them(workspace: Path) -> None:
    mail = "anna@example.org"
    asked = ("parties", "invite", "malmo-stad", mail, "--role", "editor")
    assert "give the person’s name too" in said(workspace, *asked, code=2)
    told = said(workspace, *asked, "--name", "Anna Andersson", "--language", "en")
    assert re.search(r"http://localhost:8000/en/accounts/password/reset/key/\S+/", told)
    assert "already" in said(workspace, *asked, code=2)
    said(workspace, "parties", "remove", "malmo-stad", mail, "--role", "editor")
    assert "was erased" in said(workspace, "parties", "erase", mail, "--yes")
    assert "there is no account" in said(workspace, "parties", "erase", mail, "--yes", code=2)
    log = [json.loads(line) for line in said(workspace, "audit", "list", "--json").splitlines()]
    assert [row["code"] for row in log[-3:]] == [
        "parties.member.added",
        "parties.member.removed",
        "parties.account.erased",
    ]
    assert "nna" not in json.dumps(log)
    assert "1 shredded" in said(workspace, "audit", "verify")


def test_an_organisation_is_added_and_listed(workspace: Path) -> None:
    details = ["--title-sv", "Miljönämnden", "--title-en", "Environment board", "--kind", "board"]
    add = ["parties", "add", "board", *details, "--parent", "malmo-stad"]
    assert "board was added" in said(workspace, *add)
    assert "There is an organisation board already" in said(workspace, *add, code=2)
    listed = json.loads(said(workspace, "parties", "list", "--json"))
    assert {"id": "board", "kind": "board"}.items() <= {each["id"]: each for each in listed}[
        "board"
    ].items()
    again = said(workspace, "parties", "import", "malmo")
    assert again.startswith("0 organisations added, 11 were there")


def test_a_head_that_is_none_and_one_that_is_another_are_said(workspace: Path) -> None:
    assert "is no head of a log" in said(workspace, "audit", "verify", "--noted", "x", code=2)
    other = f"1:{'0' * 64}"
    told = said(workspace, "audit", "verify", "--noted", other, code=1)
    assert "it is not the event that was noted" in told
