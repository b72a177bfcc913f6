import json
from pathlib import Path

from tests.cli.command import refused, run_here, run_process

from citypact.book import hash_book, open_book, packaged_books

SMHI = "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"


def copied(folder: Path) -> Path:
    """A copy of the invented city's book, to be spoiled."""
    assert run_here("book", "copy", "template", folder).exit_code == 0
    return folder


def test_list_names_every_packaged_book() -> None:
    done = run_process("book", "list")
    assert [line.split()[0] for line in done.stdout.splitlines()] == packaged_books()


def test_book_without_problems() -> None:
    done = run_process("book", "check", "template")
    assert (done.returncode, done.stdout) == (0, "template: no problems, no warnings\n")


def test_every_problem_is_told_at_once_with_what_mends_it(tmp_path: Path) -> None:
    book = copied(tmp_path / "exempelstad")
    for table, right, wrong in (
        ("uses.csv", "kWh/pkm", "ton/pkm"),
        ("effects.csv", "cycling,shift", "cyclign,shift"),
    ):
        text = (book / table).read_text(encoding="utf-8")
        (book / table).write_text(text.replace(right, wrong), encoding="utf-8")
    done = run_process("book", "check", book)
    assert done.returncode == 2
    assert "uses.csv, row 3, unit: " in done.stdout
    assert "Did you mean 'cycling'?" in done.stdout
    said = json.loads(run_here("book", "check", "--json", book).stdout)
    assert {problem["file"] for problem in said["problems"]} >= {"uses.csv", "effects.csv"}
    assert set(said["problems"][0]) == {
        "file", "row", "column", "check", "message", "found", "allowed", "mend"
    }  # fmt: skip
    ran = run_process("run", book)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "problems:\n  - " in ran.stderr


def test_warnings_do_not_stop_a_book(tmp_path: Path) -> None:
    book = copied(tmp_path / "exempelstad")
    (book / "letter.txt").write_text("Dear city,")
    result = run_here("book", "check", book)
    assert result.exit_code == 0
    assert "no problems, 1 warning\n\nWarnings\n  - letter.txt" in result.stdout


def test_hash_is_that_of_the_content() -> None:
    assert run_here("book", "hash", "template").stdout == f"{hash_book('template')}\n"


def test_copy_has_the_same_content(tmp_path: Path) -> None:
    assert hash_book(copied(tmp_path / "mine")) == hash_book("template")


def test_copy_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear city,")
    assert "holds something already" in refused("book", "copy", "template", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_new_book_of_a_municipality_runs(tmp_path: Path, shared: Path) -> None:
    done = run_process(
        "book", "new", "lund", "--municipality", "1281", "--smhi", shared / SMHI, folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "citypact book check lund" in done.stdout
    assert open_book(tmp_path / "lund").settings.text("title_sv") == "Lund"
    assert run_here("run", tmp_path / "lund", "--draws", "16").exit_code == 0


def test_no_way_out_to_the_export_is_told(tmp_path: Path) -> None:
    done = run_process(
        *("book", "new", "lund", "--municipality", "1281"),
        folder=tmp_path,
        CITYPACT_SMHI_ADDRESS="http://127.0.0.1:9/",
    )
    assert done.returncode == 1
    assert "name the file: --smhi FILE" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_unknown_municipality_is_told(tmp_path: Path) -> None:
    said = refused("book", "new", "x", "--municipality", "9999", "--directory", tmp_path)
    assert "9999" in said
    assert list(tmp_path.iterdir()) == []


def test_schema_is_json_or_a_page() -> None:
    schema = json.loads(run_here("book", "schema", "--json").stdout)
    assert "measures" in json.dumps(schema)
    assert run_here("book", "schema").stdout.startswith("# ")
