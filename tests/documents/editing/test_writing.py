"""A version as DOCX: everything in it, marked, readable, and without anybody's name."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from tests.benchmarks.peers import script
from tests.documents.editing.changing import handed, paragraphs, template, version

from citypact.contract.folder import open_contract
from citypact.documents.editing.fields import COLUMNS, HandedOut
from citypact.documents.editing.proposing import proposed_changes
from citypact.documents.editing.writing import contract_docx

LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


@LANGUAGES
def test_clauses_are_headings_and_commitments_are_items(language: str) -> None:
    document = docx.Document(io.BytesIO(handed(language)))
    said = [(each.style.name if each.style else "", each.text) for each in paragraphs(document)]
    for clause in version().clauses:
        level = 1 + sum(1 for _ in version().above(clause))
        title = getattr(clause, f"title_{language}")
        assert (f"Heading {level}", f"{clause.number} {title}") in said
    for commitment in version().commitments:
        assert ("List Bullet", getattr(commitment, f"text_{language}")) in said


@LANGUAGES
def test_tables_have_a_head_that_is_repeated_and_every_row(language: str) -> None:
    document = docx.Document(io.BytesIO(handed(language)))
    commitments, parties = document.tables
    assert [row.cells[0].text for row in commitments.rows][1:] == [*version().commitment]
    assert len(parties.rows) == 1 + len(template().parties)
    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:tblHeader")) is not None


@LANGUAGES
def test_every_piece_carries_its_mark_in_a_bookmark_that_word_takes(language: str) -> None:
    with zipfile.ZipFile(io.BytesIO(handed(language))) as packed:
        text = packed.read("word/document.xml").decode()
    own = HandedOut(template(), version(), language)
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', text)
    assert len(names) == len(set(names))
    assert {each.mark.name for each in own if each.text} | {own.mark.name} == set(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    tags = re.findall(r'<w:tag w:val="([^"]+)"', text)
    assert set(tags) == {each.mark.name for each in own if each.text and each.column not in COLUMNS}
    assert all(len(tag) <= 64 for tag in tags)
    numbers = re.findall(r'<w:id w:val="(\d+)"', text)
    assert len(numbers) == len(set(numbers))


@LANGUAGES
def test_the_same_version_gives_the_same_bytes_and_names_nobody(language: str) -> None:
    assert contract_docx(template(), version(), language) == handed(language)
    said = docx.Document(io.BytesIO(handed(language))).core_properties
    assert (said.author, said.last_modified_by, said.comments) == ("", "", "")
    assert said.created is not None
    assert said.created.year == 2026


@pytest.mark.parametrize("name", ["template", "malmo-national", "malmo-eu"])
@LANGUAGES
def test_what_nobody_changed_proposes_nothing(name: str, language: str) -> None:
    contract = open_contract(name)
    for one in contract.versions.values():
        found = proposed_changes(contract_docx(contract, one, language), contract, one)
        assert (found.changes, found.notes, found.language) == ((), (), language)


def test_a_large_contract_comes_back_as_it_went() -> None:
    contract = script("large_contract", "").large_contract(150, 500)
    one = contract.versions["2026"]
    found = proposed_changes(contract_docx(contract, one, "en"), contract, one)
    assert (found.changes, found.notes) == ((), ())
