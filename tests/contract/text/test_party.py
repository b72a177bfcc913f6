"""Parties are found in the text itself, wherever it names them."""

import pytest

from citypact.contract.text import find_parties, parse_contract_text, propose


def names(*lines: str) -> list[tuple[str, tuple[str, ...]]]:
    text = parse_contract_text("contract.txt", "\n".join(lines))
    return [(one.name, one.members) for one in find_parties(text)]


@pytest.mark.parametrize(
    ("line", "parties"),
    [
        ("Mellan Ekby kommun och Region Norr.", [("Ekby kommun", ()), ("Region Norr", ())]),
        (
            "Mellan Ekby kommun, myndigheterna Verket och Rådet samt Orten.",
            [("Ekby kommun", ()), ("Myndigheterna", ("Verket", "Rådet")), ("Orten", ())],
        ),
        (
            "Between the City of Ashby and the agencies Ports Board and Soil Board.",
            [("City of Ashby", ()), ("Agencies", ("Ports Board", "Soil Board"))],
        ),
    ],
)
def test_on_the_cover(line: str, parties: list[tuple[str, tuple[str, ...]]]) -> None:
    assert names(line, "1. Syfte", "Vi ska bygga.") == parties


def test_on_the_page_of_signatures_where_nothing_else_names_them() -> None:
    found = names(
        "1. Syfte",
        "Vi ska bygga.",
        "2. Underskrifter",
        "Ekby den 3 maj 2027",
        "Xxxx Xxxxx, ordförande, Ekby kommun",
        "Xxxxx Xxxx, direktör, Verket",
    )
    assert found == [("Ekby kommun", ()), ("Verket", ())]


def test_a_text_that_names_none() -> None:
    assert names("1. Syfte", "Vi ska bygga.") == []
    assert names("1. Syfte", "Mellan 2020 och 2030 ska vi bygga.") == []
    assert names("1. Syfte", "Mellan husen ska vi bygga.") == []


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ("Ekby kommun (nedan kallad Byggherren)", "Byggherren ska bygga."),
        ("Ekby kommun, nedan Byggherren", "Byggherren ska bygga."),
        ("Ekby kommun, org.nr 212000-0000 (”Byggherren”)", "Byggherren ska bygga."),
        ("Ekby kommun", "Ekby ska bygga."),
        ("Ekby kommun", "Ekbys hamn ska byggas ut."),
        ("Ekby kommun", "Staden ska bygga."),
        ("Ekby kommun", "Bron ska målas av kommunen."),
        ("Ekby kommun", "I maj ska kommunen bygga."),
    ],
)
def test_what_a_party_is_called(item: str, sentence: str) -> None:
    lines = ["1. Parter", "Parter är:", f"• {item}.", "• Verket.", "2. Verkets löften", sentence]
    reading = propose(parse_contract_text("contract.txt", "\n".join(lines)))
    (proposal,) = reading.proposals
    assert proposal.parties[0].startswith("Ekby kommun")
    assert proposal.basis.value == "sentence"


@pytest.mark.parametrize(
    "sentence",
    [
        "Arbetet med kommunen ska gå fort.",
        "Det ska byggas i kommunen.",
        "Stöd till den lilla kommunen ska öka.",
    ],
)
def test_whom_a_preposition_governs_promises_nothing(sentence: str) -> None:
    lines = [
        "1. Parter",
        "Parter är:",
        "• Ekby kommun.",
        "• Verket.",
        "2. Verkets löften",
        sentence,
    ]
    reading = propose(parse_contract_text("contract.txt", "\n".join(lines)))
    assert [one.party for one in reading.proposals] == ["Verket"]


def test_two_parties_may_promise_the_same() -> None:
    lines = ["1. Parter", "Parter är:", "• Ekby kommun.", "• Verket.", "2. Löften"]
    lines += [
        "Kommunen åtar sig att:",
        "• bygga en bro.",
        "Verket åtar sig att:",
        "• bygga en bro.",
    ]
    lines += ["Parterna ska mötas.", "Parterna ska mötas."]
    reading = propose(parse_contract_text("contract.txt", "\n".join(lines)))
    assert [(one.party, one.line) for one in reading.proposals] == [
        ("Ekby kommun", 7),
        ("Verket", 9),
        ("Alla parter", 10),
    ]
