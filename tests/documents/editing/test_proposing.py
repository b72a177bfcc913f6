"""A changed document read back: exactly what was changed, as proposals, and nothing accepted."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.editing.changing import (
    AUTHOR,
    WORD,
    add_after,
    changed,
    control,
    handed,
    paragraph,
    proposals,
    read,
    reword,
    take_out,
    template,
    told,
    tracked,
    version,
    without_marks,
)

from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.version import Version
from citypact.documents.editing.proposing import proposed_changes
from citypact.documents.editing.writing import contract_docx
from citypact.errors import InputError


def test_a_reworded_commitment_is_one_proposal_with_both_texts() -> None:
    found = proposals(lambda one: reword(one, "Bygga ut", "Bygga ut cykelbanorna till 2029"))
    assert told(found) == [
        ("commitments", "cycle-lanes", "text_sv", "Bygga ut cykelbanorna",
         "Bygga ut cykelbanorna till 2029")
    ]  # fmt: skip
    (one,) = found.changes
    assert (one.kind, one.basis, one.since) == ("changed", "mark", False)
    assert found.notes == ()
    assert template().versions["2026"] == version()


def test_a_text_that_is_replaced_whole_is_still_known_by_its_control() -> None:
    """Word takes a bookmark away with all the text that it lies on; the control stays."""

    def replace_all(one: Document) -> None:
        found = paragraph(one, "Bygga ut")._p
        for child in list(found):
            if child.tag != qn("w:pPr"):
                found.remove(child)
        Paragraph(found, one).add_run("Tio mil ny väg för cyklar")

    ((*_, before, after),) = told(proposals(replace_all))
    assert (before, after) == ("Bygga ut cykelbanorna", "Tio mil ny väg för cyklar")


@pytest.mark.parametrize("lost", ["controls", "bookmarks"])
def test_either_mark_is_enough(lost: str) -> None:
    stripped = without_marks(
        changed(lambda one: reword(one, "Bygga ut", "Helt annan lydelse om cyklar")),
        controls=lost == "controls",
        bookmarks=lost == "bookmarks",
    )
    ((_, key, column, _, after),) = told(read(stripped))
    assert (key, column, after) == ("cycle-lanes", "text_sv", "Helt annan lydelse om cyklar")


def test_what_is_taken_out_is_proposed_to_go() -> None:
    found = proposals(lambda one: take_out(one, "Halvera plasten"))
    assert told(found) == [("commitments", "plastic", "", "Halvera plasten i avfallet", None)]
    assert found.changes[0].kind == "removed"


def test_a_new_item_is_a_new_commitment_of_its_clause() -> None:
    found = proposals(lambda one: add_after(one, "Bygga ut", "Ordna cykelparkering"))
    assert told(found) == [
        ("commitments", "new-1", "clause", None, "mobility"),
        ("commitments", "new-1", "text_sv", None, "Ordna cykelparkering"),
    ]
    assert {each.kind for each in found.changes} == {"added"}


def test_a_new_item_written_inside_the_control_of_another_is_new_too() -> None:
    """Who presses Enter in an item of a list stays inside its content control."""

    def inside(one: Document, *, before: bool) -> None:
        made = add_after(one, "Bygga ut", "Ordna cykelparkering")
        old = paragraph(one, "Bygga ut")._p
        (old.addprevious if before else old.addnext)(made)

    for before in (True, False):
        found = proposals(lambda one, before=before: inside(one, before=before))  # type: ignore[misc]  # bound now
        assert told(found) == [
            ("commitments", "new-1", "clause", None, "mobility"),
            ("commitments", "new-1", "text_sv", None, "Ordna cykelparkering"),
        ]


def test_a_new_clause_has_number_title_text_and_place() -> None:
    def add(one: Document) -> None:
        add_after(one, "Bygga ut", "Köpa in leveranser utan utsläpp")
        made = add_after(one, "Bygga ut", "Parterna köper gemensamt.", "Normal")
        heading = add_after(one, "Bygga ut", "2.3 Godstransporter", "Heading 2")
        assert made.getprevious() is heading

    assert told(proposals(add)) == [
        ("clauses", "new-1", "number", None, "2.3"),
        ("clauses", "new-1", "title_sv", None, "Godstransporter"),
        ("clauses", "new-1", "text_sv", None, "Parterna köper gemensamt."),
        ("clauses", "new-1", "parent", None, "city"),
        ("clauses", "new-1", "order", None, "3"),
        ("commitments", "new-1", "clause", None, "new-1"),
        ("commitments", "new-1", "text_sv", None, "Köpa in leveranser utan utsläpp"),
    ]


def test_a_clause_is_renumbered_retitled_and_rewritten() -> None:
    def change(one: Document) -> None:
        reword(one, "2.1 Värme", "2.4 Värme, avfall och kyla")
        reword(one, "Energibolaget prövar", "Energibolaget bygger infångning.")

    assert told(proposals(change)) == [
        ("clauses", "heat", "number", "2.1", "2.4"),
        ("clauses", "heat", "title_sv", "Värme och avfall", "Värme, avfall och kyla"),
        ("clauses", "heat", "text_sv", "Energibolaget prövar infångning.",
         "Energibolaget bygger infångning."),
    ]  # fmt: skip


def test_a_paragraph_that_is_added_belongs_to_the_text_of_its_clause() -> None:
    found = proposals(lambda one: add_after(one, "Energibolaget prövar", "Regionen följer det."))
    ((_, key, column, before, after),) = told(found)
    assert (key, column) == ("heat", "text_sv")
    assert (before, after) == (
        "Energibolaget prövar infångning.",
        "Energibolaget prövar infångning.\n\nRegionen följer det.",
    )


def test_a_clause_without_text_is_given_one() -> None:
    found = proposals(lambda one: add_after(one, "4 Uppföljning", "Den är offentlig.", "Normal"))
    assert told(found) == [("clauses", "follow-up", "text_sv", "", "Den är offentlig.")]


def test_a_commitment_that_moves_is_proposed_to_stand_elsewhere() -> None:
    def move(one: Document) -> None:
        own, other = paragraph(one, "Bygga ut"), paragraph(one, "Utlysa medel")
        control(other).addnext(control(own))

    assert told(proposals(move)) == [("commitments", "cycle-lanes", "clause", "mobility", "state")]


def test_clauses_that_change_places_get_as_few_new_orders_as_can_be() -> None:
    def swap(one: Document) -> None:
        first = control(paragraph(one, "3 Myndighetens"))
        moved = [first]
        while "4 Uppföljning" not in "".join(moved[-1].getnext().itertext()):
            moved.append(moved[-1].getnext())
        end = control(paragraph(one, "Följa upp"))
        for each in reversed(moved):
            end.addnext(each)

    assert told(proposals(swap)) in (
        [("clauses", "state", "order", "3", "5")],
        [("clauses", "follow-up", "order", "4", "2.5")],
    )


def test_a_heading_of_another_level_stands_under_another_clause() -> None:
    def deeper(one: Document) -> None:
        paragraph(one, "3 Myndighetens").style = one.styles["Heading 2"]

    assert told(proposals(deeper)) == [("clauses", "state", "parent", "", "city")]


def test_tracked_changes_are_read_as_accepted_and_nobody_is_named() -> None:
    def track(one: Document) -> None:
        found = paragraph(one, "Bygga ut")
        found.runs[0].text = "Bygga ut "
        found._p.append(parse_xml(tracked("del", "cykelbanorna")))
        found._p.append(parse_xml(tracked("ins", "gångvägarna")))
        gone = paragraph(one, "Halvera")
        gone.runs[0].text = ""
        gone._p.append(parse_xml(tracked("del", "Halvera plasten i avfallet")))
        moved = paragraph(one, "Sortera ut")
        moved.runs[0].text = "Sortera ut plast "
        moved._p.append(parse_xml(tracked("moveFrom", "före pannan")))
        moved._p.append(parse_xml(tracked("moveTo", "hemma")))

    content = changed(track)
    assert AUTHOR.encode() in docx_text(content)
    found = read(content)
    assert told(found) == [
        ("commitments", "plastic-company", "text_sv", "Sortera ut plast före pannan",
         "Sortera ut plast hemma"),
        ("commitments", "cycle-lanes", "text_sv", "Bygga ut cykelbanorna", "Bygga ut gångvägarna"),
        ("commitments", "plastic", "", "Halvera plasten i avfallet", None),
    ]  # fmt: skip
    assert AUTHOR not in str(found.to_json())


def docx_text(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("word/document.xml")


def test_two_items_that_are_joined_are_one_changed_and_one_to_go() -> None:
    def join(one: Document) -> None:
        first = paragraph(one, "Ordna laddplatser")._p
        first.get_or_add_pPr().append(
            parse_xml(f'<w:rPr xmlns:w="{WORD}"><w:del w:id="901"/></w:rPr>')
        )

    assert told(proposals(join)) == [
        ("commitments", "charging", "text_sv", "Ordna laddplatser så att elbilarna blir fler",
         "Ordna laddplatser så att elbilarna blir fler Bygga ut cykelbanorna"),
        ("commitments", "cycle-lanes", "", "Bygga ut cykelbanorna", None),
    ]  # fmt: skip


def test_without_marks_rows_are_known_by_number_heading_and_text_and_that_is_said() -> None:
    def change(one: Document) -> None:
        reword(one, "Bygga ut", "Bygga ut cykelbanorna i hela staden")
        reword(one, "2.2 Resor", "2.2 Resor och gods")
        reword(one, "4 Uppföljning", "5 Uppföljning")
        reword(one, "Halvera plasten", "Något helt annat")

    found = read(without_marks(changed(change)))
    assert [each.code for each in found.notes] == ["no-marks"]
    by = {(each.key, each.column): each for each in found.changes}
    assert by["cycle-lanes", "text_sv"].basis == "likeness"
    assert by["mobility", "title_sv"].basis == "number"
    assert by["follow-up", "number"].basis == "heading"
    assert by["new-1", "text_sv"].after == "Något helt annat"
    assert by["plastic", ""].after is None
    assert len(by) == 6  # and the clause of the new one


def test_unchanged_and_without_marks_nothing_is_proposed() -> None:
    for language in ("sv", "en"):
        found = read(without_marks(handed(language)))
        assert (found.changes, found.language) == ((), language)


def test_a_document_of_another_version_or_contract_is_refused() -> None:
    with pytest.raises(InputError, match="of the version 2025 of template, not of 2026"):
        read(handed("sv", "2025"))
    other = open_contract("malmo-national")
    with pytest.raises(InputError, match="is not of the contract malmo-national"):
        proposed_changes(handed(), other, other.version())
    with pytest.raises(InputError, match="carries no marks, and only 0% of the headings"):
        proposed_changes(without_marks(handed()), other, other.version())


def edited_since(commitment: str, text: str) -> tuple[Contract, Version]:
    own = version()
    commitments = tuple(
        replace(each, text_sv=text) if each.id == commitment else each for each in own.commitments
    )
    later = replace(own, commitments=commitments)
    return replace(template(), versions={**template().versions, "2026": later}), later


def test_what_changed_in_the_contract_alone_is_not_proposed_back() -> None:
    contract, later = edited_since("cycle-lanes", "Bygga ut alla cykelbanor")
    found = proposed_changes(handed(), contract, later)
    assert found.changes == ()
    assert [each.code for each in found.notes] == ["moved-on"]


def test_what_changed_in_both_says_so() -> None:
    contract, later = edited_since("cycle-lanes", "Bygga ut alla cykelbanor")
    content = changed(lambda one: reword(one, "Bygga ut", "Riva cykelbanorna"))
    (one,) = proposed_changes(content, contract, later).changes
    assert (one.before, one.after, one.since) == (
        "Bygga ut alla cykelbanor", "Riva cykelbanorna", True,
    )  # fmt: skip


def test_what_came_into_the_contract_later_is_not_taken_for_removed() -> None:
    own = version()
    fewer = replace(own, commitments=own.commitments[:-1])
    contract = replace(template(), versions={**template().versions, "2026": fewer})
    found = proposed_changes(contract_docx(contract, fewer, "sv"), template(), own)
    assert found.changes == ()
    assert dict(found.notes[-1].values) == {"keys": own.commitments[-1].id}
    assert found.notes[-1].code == "absent"


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).map(
    lambda one: f"Löfte {one}"
)


@given(st.dictionaries(st.sampled_from([*version().commitment]), texts, max_size=5))
@settings(max_examples=25)
def test_any_rewording_comes_back_letter_for_letter(wished: dict[str, str]) -> None:
    def change(one: Document) -> None:
        for key, text in wished.items():
            reword(one, version().commitment[key].text_sv, text)

    expected = {(key, text) for key, text in wished.items()
                if text != version().commitment[key].text_sv}  # fmt: skip
    found = proposals(change)
    assert {(each.key, each.after) for each in found.changes} == expected
    assert {each.column for each in found.changes} <= {"text_sv"}
