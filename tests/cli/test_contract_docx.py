"""A version as DOCX and back, as a person types it."""

import json
from pathlib import Path
from typing import get_args

import pytest
from tests.cli.command import refused, run_here
from tests.documents.editing.changing import changed, handed, reword, without_marks

from citypact.cli.contract_docx_words import DOCX_WORDS
from citypact.documents.editing.proposed_change import BASES, NoteCode


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "contract.docx"
    done = run_here(
        "contract", "document", "template", "--version", "2026", "--docx", path,
        "--language", "sv",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(path)
    assert path.read_bytes() == handed("sv")
    return path


def test_what_is_written_is_read_back_without_proposals(document: Path) -> None:
    for language, words in (("sv", "inga förslag"), ("en", "no proposals")):
        done = run_here(
            "contract", "import-changes", document, "template", "--version", "2026",
            "--language", language,
        )  # fmt: skip
        assert done.exit_code == 0
        assert words in done.stdout


def test_changes_are_told_with_both_texts_in_words_and_json(document: Path) -> None:
    document.write_bytes(changed(lambda one: reword(one, "Bygga ut", "Riva cykelbanorna")))
    asked = ("contract", "import-changes", document, "template", "--version", "2026")
    said = json.loads(run_here(*asked, "--json").stdout)
    assert (said["contract"], said["version"], said["language"]) == ("template", "2026", "sv")
    assert said["changes"] == [
        {
            "kind": "changed",
            "table": "commitments",
            "key": "cycle-lanes",
            "column": "text_sv",
            "before": "Bygga ut cykelbanorna",
            "after": "Riva cykelbanorna",
            "basis": "mark",
            "since": False,
        }
    ]
    told = run_here(*asked, "--language", "en").stdout
    assert "1 proposals. None is accepted." in told
    assert "was: Bygga ut cykelbanorna" in told
    assert "becomes: Riva cykelbanorna" in told


def test_lost_marks_are_told(document: Path) -> None:
    document.write_bytes(without_marks(changed(lambda one: reword(one, "Bygga", "Bygga ut mer"))))
    told = run_here(
        "contract", "import-changes", document, "template", "--version", "2026",
        "--language", "en",
    ).stdout  # fmt: skip
    assert "The document carries no marks." in told
    assert "look at it" in told or "look at every proposal" in told


def test_a_pdf_and_a_docx_can_be_written_at_once(tmp_path: Path) -> None:
    pdf, docx = tmp_path / "c.pdf", tmp_path / "c.docx"
    done = run_here(
        "contract", "document", "template", "--draws", "8", "--output", pdf, "--docx", docx
    )
    assert done.exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert docx.read_bytes().startswith(b"PK")


def test_what_is_wrong_is_told(document: Path, tmp_path: Path) -> None:
    assert "name where to" in refused("contract", "document", "template")
    assert "name two files" in refused(
        "contract", "document", "template", "--output", document, "--docx", document
    )
    assert "give --version 2026" in refused("contract", "import-changes", document, "template")
    assert "is not of the contract malmo-national" in refused(
        "contract", "import-changes", document, "malmo"
    )
    assert "cannot be read" in refused(
        "contract", "import-changes", tmp_path / "none.docx", "template"
    )
    (tmp_path / "a.docx").write_bytes(b"text")
    assert "this is no DOCX" in refused(
        "contract", "import-changes", tmp_path / "a.docx", "template"
    )
    assert "no address of a verification page" in refused(
        "contract", "document", "template", "--verify-at", "here", "--output", tmp_path / "c.pdf"
    )
    assert not (tmp_path / "c.pdf").exists()


def test_both_languages_have_a_word_for_everything() -> None:
    assert DOCX_WORDS["sv"].keys() == DOCX_WORDS["en"].keys()
    assert {f"basis-{each}" for each in BASES} - {"basis-mark"} <= DOCX_WORDS["sv"].keys()
    notes = {word for word in DOCX_WORDS["sv"] if word.startswith("note-")}
    assert notes == {f"note-{code}" for code in get_args(NoteCode)}
