"""What is no contract's text is refused: what it is, where, and how to mend it."""

import os
from pathlib import Path

import pytest

from citypact.contract.text import read_contract_text
from citypact.contract.text.file import LARGEST_TEXT
from citypact.errors import ContractError, Problem

GOOD = "1. Syfte\nStaden ska bygga på höjden.\n"


def refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContractError) as caught:
        read_contract_text(path)
    for problem in caught.value.problems:
        assert problem.mend
        assert problem.file == path.name
    return caught.value.problems


@pytest.mark.parametrize(
    ("data", "check", "said"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "file-format", "the file is a PDF, not a text"),
        (b"\xef\xbb\xbf%PDF-1.7\n", "file-format", "the file is a PDF, not a text"),
        (b"II*\0\x10\0\0\0", "file-format", "the file is a scan (TIFF), not a text"),
        (b"MM\0*\0\0\0\x10", "file-format", "the file is a scan (TIFF), not a text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "file-format", "the file is a picture (JPEG), not a text"),
        (b"\x89PNG\r\n\x1a\n", "file-format", "the file is a picture (PNG), not a text"),
        (b"PK\x03\x04\x14\0", "file-format", "a word processor's document or another archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "file-format", "a word processor's document (DOC)"),
        (b"{\\rtf1\\ansi 1. Syfte", "file-format", "a word processor's document (RTF)"),
        (b"<!DOCTYPE html><p>1. Syfte", "file-format", "the file is a web page (HTML)"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "file-format", "the file is binary, not a text"),
        (b"", "file-empty", "the file holds no text"),
        (b" \n\t\r\n", "file-empty", "the file holds no text"),
        (GOOD.encode("utf-16"), "encoding", "the file is written in UTF-16"),
        (GOOD.encode("latin-1"), "encoding", "the file is not UTF-8"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, data: bytes, check: str, said: str) -> None:
    path = tmp_path / "contract.txt"
    path.write_bytes(data)
    problems = refused(path)
    assert [one.check for one in problems] == [check]
    assert said in problems[0].message


def test_where_a_letter_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_bytes(GOOD.encode("latin-1"))
    assert (refused(path)[0].row, refused(path)[0].found) == (2, "byte E5 where a letter should be")


def test_all_that_is_strange_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_text("1. Syfte\n\x07Staden\nska bygga pÃ¥ hÃ¶jden.\x1b", "utf-8")
    assert [(one.check, one.row) for one in refused(path)] == [
        ("control-character", 2),
        ("encoding-twice", 3),
    ]
    assert "2 times in all" in refused(path)[0].message


def test_fifty_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)  # takes no room on the disk
    (problem,) = refused(path)
    assert (problem.check, problem.found) == ("file-size", "50 MB")
    assert LARGEST_TEXT < 50_000_000


def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    assert [one.check for one in refused(tmp_path / "missing.txt")] == ["file-missing"]
    assert [one.check for one in refused(tmp_path)] == ["file-kind"]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert [one.check for one in refused(pipe)] == ["file-kind"]


def test_markup_in_a_clause_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_text("1. Syfte\nStaden ska <b>bygga</b> <script>alert(1)</script>.\n", "utf-8")
    text = read_contract_text(path)
    assert text.clauses[0].lines[0].text == "Staden ska <b>bygga</b> <script>alert(1)</script>."
