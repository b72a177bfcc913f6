"""A workspace is prepared once, by however many, and a fault says how to mend it."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.site.process import PATIENCE, address_of, start

PREPARE = """
import sys
from pathlib import Path
from citypact.errors import EnvironmentFault
from citypact.site import setup
try:
    setup(Path(sys.argv[1]))
except EnvironmentFault as fault:
    sys.exit(f"fault: {fault}")
"""


def prepare(workspace: Path) -> subprocess.CompletedProcess[str]:
    """Prepare ``workspace`` in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-c", PREPARE, str(workspace)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_workspace_has_a_database_a_key_and_static_files(tmp_path: Path) -> None:
    done = prepare(tmp_path / "new" / "workspace")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "new" / "workspace").iterdir()}
    assert {"citypact.sqlite3", "secret-key", "static"} <= made


def test_preparing_again_changes_nothing(tmp_path: Path) -> None:
    prepare(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.css")}
    key = (tmp_path / "secret-key").read_text()
    done = prepare(tmp_path)
    assert done.returncode == 0, done.stderr
    assert before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.css")} == before
    assert (tmp_path / "secret-key").read_text() == key


def test_two_sites_start_on_one_new_workspace_at_the_same_moment(tmp_path: Path) -> None:
    processes = [start(tmp_path) for _ in range(2)]
    try:
        addresses = {address_of(process) for process in processes}
        assert len(addresses) == 2
    finally:
        for process in processes:
            process.terminate()
            process.communicate(timeout=PATIENCE)
    assert len(list((tmp_path / "static").iterdir())) == 1


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = prepare(tmp_path / "file")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "choose another folder with --workspace" in done.stderr


def test_a_database_of_something_else_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    other = b"this is a letter to my aunt " * 100
    (tmp_path / "citypact.sqlite3").write_bytes(other)
    done = prepare(tmp_path)
    assert done.returncode == 1
    assert "cannot be used (file is not a database): move it away" in done.stderr
    assert (tmp_path / "citypact.sqlite3").read_bytes() == other


@pytest.mark.django_db
def test_one_process_has_one_workspace(tmp_path: Path) -> None:
    from citypact.site import setup  # noqa: PLC0415  (what is tested is calling it too late)

    with pytest.raises(RuntimeError, match="another workspace"):
        setup(tmp_path)
