"""A workspace goes into one file and comes back the same, from either database into either."""

import json
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.postgresql import Cluster
from tests.processes import environment

#: A city with figures, an organisation, a person with all that an account may have, an erased one.
FILL = """
import sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from uuid import UUID
from allauth.mfa.models import Authenticator
from tests.apps.parties.people import account_of, organisations
from tests.apps.workspace.example import city
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.parties.accounts import EraseAccount
from citypact.apps.workspace.actions import LoadCity
LoadCity(city()).perform()
organisations()
account_of(Role.EDITOR)
EraseAccount(account_of(Role.READER).pk, OPERATOR).perform()
Authenticator.objects.create(user=account_of(Role.EDITOR), type="totp", data={"secret": "å"})
(Path(sys.argv[1]) / "annexes").mkdir()
(Path(sys.argv[1]) / "annexes/one.pdf").write_bytes(b"%PDF" + bytes(range(256)))
"""
GO_ON = """
import sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.parties.actions import AddMember
AddMember("lund", "new@example.org", Role.READER, OPERATOR, "New").perform()
"""


def run(*command: str, database: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python with ``command`` on ``database``."""
    return subprocess.run(
        [sys.executable, *command],
        env=environment(CITYPACT_DATABASE=database),
        capture_output=True,
        text=True,
        check=False,
    )


def citypact(*command: str, database: str = "") -> str:
    """What ``citypact`` says; it must succeed."""
    done = run("-m", "citypact", *command, database=database)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(*command: str, database: str = "") -> str:
    """What ``citypact`` says when it refuses."""
    done = run("-m", "citypact", *command, database=database)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace on SQLite in which something has happened."""
    workspace = tmp_path_factory.mktemp("filled") / "workspace"
    done = run("-c", FILL, str(workspace))
    assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture(scope="module")
def backup(filled: Path) -> Path:
    """A backup of it."""
    file = filled.parent / "backup.zip"
    said = citypact("backup", str(file), "--workspace", str(filled))
    assert "the manifest's hash is" in said
    return file


def contents(file: Path) -> dict[str, bytes]:
    """Every member but the manifest, which says when it was written."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def test_only_its_owner_may_read_a_backup_and_the_key_is_not_in_it(
    filled: Path, backup: Path
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    key = (filled / "secret-key").read_bytes().strip()
    members = contents(backup)
    assert not any(key in content for content in members.values())
    assert members["files/annexes/one.pdf"] == b"%PDF" + bytes(range(256))
    assert [name for name in members if name.startswith("files/")] == ["files/annexes/one.pdf"]


def test_a_workspace_comes_back_the_same_in_either_database_and_goes_on(
    backup: Path, tmp_path: Path, postgresql: Cluster
) -> None:
    other = postgresql.new_database()
    # From SQLite into PostgreSQL, and from there into SQLite again.
    there, back = tmp_path / "there", tmp_path / "back"
    said = citypact("restore", str(backup), "--workspace", str(there), database=other)
    assert "each proved by its hash" in said
    from_there = tmp_path / "from-there.zip"
    citypact("backup", str(from_there), "--workspace", str(there), database=other)
    citypact("restore", str(from_there), "--workspace", str(back))
    from_back = tmp_path / "from-back.zip"
    citypact("backup", str(from_back), "--workspace", str(back))
    assert contents(backup) == contents(from_there) == contents(from_back)
    for workspace, database in ((there, other), (back, "")):
        done = run("-c", GO_ON, str(workspace), database=database)
        assert done.returncode == 0, done.stderr
        assert "The log is whole: 8 events" in citypact(
            "audit", "verify", "--workspace", str(workspace), database=database
        )


def test_nothing_is_overwritten(backup: Path, filled: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    assert "is there already" in refused("backup", str(backup), "--workspace", str(filled))
    assert backup.read_bytes() == before
    said = refused("restore", str(backup), "--workspace", str(filled))
    assert "is not empty" in said
    assert "parties_account" in said
    kept = tmp_path / "kept" / "annexes"
    kept.mkdir(parents=True)
    (kept / "one.pdf").write_bytes(b"mine")
    said = refused("restore", str(backup), "--workspace", str(kept.parent))
    assert "annexes/one.pdf" in said
    assert (kept / "one.pdf").read_bytes() == b"mine"


def changed(backup: Path, to: Path, member: str, content: bytes | None) -> Path:
    """The backup with one member changed or left out."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            if name != member:
                new.writestr(name, old.read(name))
        if content is not None:
            new.writestr(member, content)
    return to


def test_a_backup_that_was_tampered_with_is_refused_before_anything_is_written(
    backup: Path, tmp_path: Path
) -> None:
    place = tmp_path / "none"
    table = "tables/parties_organisation.jsonl"
    with zipfile.ZipFile(backup) as archive:
        rows, manifest = archive.read(table), json.loads(archive.read("manifest.json"))
    spoilt = changed(backup, tmp_path / "1.zip", table, rows.replace(b"Malm", b"Lund"))
    assert f"{table} has the hash" in refused("restore", str(spoilt), "--workspace", str(place))
    short = changed(backup, tmp_path / "2.zip", table, None)
    assert f"{table} is missing" in refused("restore", str(short), "--workspace", str(place))
    more = changed(backup, tmp_path / "3.zip", "files/../../evil", b"evil")
    assert "is not in the manifest" in refused("restore", str(more), "--workspace", str(place))
    manifest["members"]["files/../evil"] = {"sha256": "0" * 64, "size": 4}
    text = json.dumps(manifest).encode()
    outside = changed(backup, tmp_path / "4.zip", "manifest.json", text)
    outside = changed(outside, tmp_path / "5.zip", "files/../evil", b"evil")
    said = refused("restore", str(outside), "--workspace", str(place))
    assert "would lie outside the workspace" in said
    cut = tmp_path / "6.zip"
    cut.write_bytes(backup.read_bytes()[:-400])
    assert "is no backup" in refused("restore", str(cut), "--workspace", str(place))
    assert "there is no file" in refused("restore", str(tmp_path / "7"), "--workspace", str(place))
    assert not place.exists()


def test_a_backup_of_another_version_says_which(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["migrations"].append("parties.0999_later")
    other = changed(backup, tmp_path / "1.zip", "manifest.json", json.dumps(manifest).encode())
    said = refused("restore", str(other), "--workspace", str(tmp_path / "workspace"))
    assert "parties.0999_later" in said
    manifest["format"] = 2
    other = changed(backup, tmp_path / "2.zip", "manifest.json", json.dumps(manifest).encode())
    assert "has the form 2" in refused("restore", str(other), "--workspace", str(tmp_path / "w"))


def test_a_broken_log_is_not_taken_along(backup: Path, tmp_path: Path) -> None:
    place = tmp_path / "workspace"
    citypact("restore", str(backup), "--workspace", str(place))
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute(\"UPDATE conduct_event SET actor = 'x' WHERE position = 2\"); c.commit()"
    )
    assert run("-c", code, str(place / "citypact.sqlite3")).returncode == 0
    said = refused("backup", str(tmp_path / "b.zip"), "--workspace", str(place))
    assert "the log of events is broken" in said
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]
    done = run("-m", "citypact", "audit", "verify", "--workspace", str(place))
    assert done.returncode == 1
    assert "THE LOG IS BROKEN in 1 places" in done.stdout
    assert "event 2: what it says was changed: its hash is" in done.stdout
