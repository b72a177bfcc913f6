"""A text becomes rows: identities by exact number and heading, parties by exact name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.contract.contract import Contract
from citypact.contract.folder import examine_cells, open_contract
from citypact.contract.text import (
    LARGEST_TEXT,
    draft_of_text,
    parse_contract_text,
    propose,
    read_contract_text,
    text_of,
)
from citypact.contract.writing import contract_rows, contract_settings
from citypact.errors import ContractError

TEXT = """Klimatkontrakt
Mellan Exempelstads kommun, Regionen och Programmet.

1 Kontraktet
Kontraktet gäller för 2027.

2 Staden
Exempelstads kommun åtar sig att bygga ut cykelbanor
till 2030.
Följande ska göras:
• Regionen ska köra fler bussar.
• Programmet ska stödja dem.
Därefter följs det upp.

3 Gemensamt
Regionen och Programmet avser att träffas.
"""


@pytest.fixture(scope="module")
def contract() -> Contract:
    return open_contract("template")


def test_malmos_text_is_recognised_and_makes_a_contract(shared: Path) -> None:
    contract = open_contract("malmo-national")
    text = read_contract_text(shared / "contract/klimatkontrakt-2030-malmo-2023.txt")
    reading = propose(text)
    draft = draft_of_text(text, reading, contract, "2031", contract.version())
    assert len(draft.clauses) == len(text.clauses)
    # The preamble and the annex have no number in the contract's tables.
    assert draft.recognised == len(text.clauses) - 2
    told = [each for each in reading.proposals if each.strength == "reported"]
    assert len(draft.proposals) == len(reading.proposals) - len(told)
    assert draft.groups == ()
    rows = contract_rows(contract)
    rows["versions"].append({"id": "2031", "year": "2031", "state": "draft", "source": "kk2023"})
    rows["clauses"] += draft.clauses
    rows["commitments"] += [each.cells for each in draft.proposals]
    made = examine_cells(contract_settings(contract), rows).contract("malmo-national")
    assert len(made.version("2031").commitments) == len(draft.proposals)


def test_no_word_of_the_text_is_lost(contract: Contract) -> None:
    text = parse_contract_text("text.txt", TEXT)
    draft = draft_of_text(text, propose(text), contract, "2027", None)
    kept = " ".join(
        f"{each.get('number', '')} {each['title_sv']} {each.get('text_sv', '')}"
        for each in draft.clauses
    )
    assert kept.split() == TEXT.partition("Programmet.")[2].split()


def test_lines_that_go_on_are_one_paragraph_and_lists_are_not(contract: Contract) -> None:
    text = parse_contract_text("text.txt", TEXT)
    draft = draft_of_text(text, propose(text), contract, "2027", None)
    city = next(each for each in draft.clauses if each["title_sv"] == "Staden")
    assert city["text_sv"].split("\n") == [
        "Exempelstads kommun åtar sig att bygga ut cykelbanor till 2030.",
        "Följande ska göras:",
        "• Regionen ska köra fler bussar.",
        "• Programmet ska stödja dem.",
        "Därefter följs det upp.",
    ]


def test_those_who_promise_together_become_a_group_where_there_is_none(contract: Contract) -> None:
    text = parse_contract_text("text.txt", TEXT)
    draft = draft_of_text(text, propose(text), contract, "2027", None)
    (group,) = draft.groups
    assert group["members"] == "programme | region"
    assert {each.cells["party"] for each in draft.proposals} == {
        "municipality",
        "region",
        "programme",
        group["id"],
    }


def test_a_party_that_the_contract_does_not_have_is_told_with_all_others(
    contract: Contract,
) -> None:
    other = TEXT.replace("Regionen", "Landstinget").replace("Programmet", "Projektet")
    text = parse_contract_text("text.txt", other)
    with pytest.raises(ContractError) as caught:
        draft_of_text(text, propose(text), contract, "2027", None)
    assert {each.found for each in caught.value.problems} == {"Landstinget", "Projektet"}


def test_an_identity_is_never_given_twice(contract: Contract) -> None:
    version = contract.version("2025")
    text = parse_contract_text("text.txt", TEXT)
    draft = draft_of_text(text, propose(text), contract, "2027", version)
    names = [each["id"] for each in draft.clauses]
    assert len(set(names)) == len(names)
    assert draft.recognised == len(set(names) & set(version.clause))


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        assert isinstance(text_of("text.txt", data), str)
    except ContractError as error:
        assert all(each.message and each.mend for each in error.problems)  # noqa: PT017  either is right


def test_what_is_larger_than_a_text_can_be_is_refused() -> None:
    with pytest.raises(ContractError, match="too large"):
        text_of("text.txt", b"a" * (LARGEST_TEXT + 1))
