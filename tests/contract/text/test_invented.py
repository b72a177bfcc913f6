"""Contracts of other cities, invented: other parties, numbering, wording and language."""

from pathlib import Path

import pytest

from citypact.contract.text import ContractText, Reading, propose, read_contract_text

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(scope="module")
def storvalla() -> tuple[ContractText, Reading]:
    """Swedish: contents with dots, numbers without full stop, page numbers, two kinds of list."""
    text = read_contract_text(TEXTS / "storvalla-2026.txt")
    return text, propose(text)


@pytest.fixture(scope="module")
def northmere() -> tuple[ContractText, Reading]:
    """English: no contents, no preamble, a council, agencies that are named in a clause."""
    text = read_contract_text(TEXTS / "northmere-2027.txt")
    return text, propose(text)


def tree(text: ContractText) -> list[tuple[str, str, str]]:
    return [(one.number, one.title, one.parent) for one in text.clauses]


def said(reading: Reading) -> list[tuple[str, int, str, str, str]]:
    """Clause, line, strength, party and the first words of each proposal."""
    return [
        (one.clause, one.line, one.strength.value, one.party, " ".join(one.sentence.split()[:4]))
        for one in reading.proposals
    ]


def test_the_clauses_of_the_swedish_contract(storvalla: tuple[ContractText, Reading]) -> None:
    assert tree(storvalla[0]) == [
        ("0", "Klimatöverenskommelse Storvalla", ""),
        ("1", "Syfte", ""),
        ("2", "Parter", ""),
        ("3", "Vad kommunen lovar", ""),
        ("3.1", "Värme", "3"),
        ("3.2", "Resor", "3"),
        ("4", "Gröna Orters åtaganden", ""),
        ("5", "Myndigheternas åtaganden", ""),
        ("5.1", "Pengar", "5"),
        ("6", "Det senaste årets uppdateringar", ""),
        ("7", "Tecknande", ""),
        ("bilaga-a", "Bilaga A: Kartor", ""),
        ("bilaga-b", "Bilaga B: Reseplan", ""),
    ]
    assert [one.number for one in storvalla[0].annexes] == ["bilaga-a", "bilaga-b"]


def test_what_is_no_clause_is_set_aside(storvalla: tuple[ContractText, Reading]) -> None:
    text = storvalla[0]
    aside: dict[str, list[int]] = {}
    for line in text.set_aside:
        aside.setdefault(line.kind.value, []).append(line.number)
    assert aside == {
        "cover": [1, 2, 3],
        "contents": list(range(4, 14)),
        "furniture": [18, 37, 53],
        "signature": list(range(59, 65)),
    }
    assert [(one.number, one.line, one.clause, one.marker) for one in text.footnotes] == [
        (1, 25, "2", 24),
        (2, 36, "3.1", 34),
    ]
    assert {(one.line, one.kind) for one in text.lost} == {
        (36, "address"),
        *((line, "word") for line in range(60, 65)),
    }


def test_the_parties_are_those_that_the_text_names(
    storvalla: tuple[ContractText, Reading],
) -> None:
    reading = storvalla[1]
    assert [(one.name, one.members) for one in reading.parties] == [
        ("Storvalla kommun", ()),
        ("Myndigheterna", ("Skogsverket", "Vattenverket", "Byggverket")),
        ("Gröna Orter", ()),
    ]
    assert [one.party for one in reading.signatures] == [
        "Storvalla kommun",
        "Skogsverket",
        "Vattenverket",
        "Byggverket",
        "Gröna Orter",
    ]
    assert (reading.language, reading.year) == ("sv", 2026)


def test_the_promises_of_the_swedish_contract(storvalla: tuple[ContractText, Reading]) -> None:
    town, agencies, programme = "Storvalla kommun", "Myndigheterna", "Gröna Orter"
    assert said(storvalla[1]) == [
        ("1", 17, "goal", "Alla parter", "Syftet med detta avtal"),
        ("3", 28, "undertakes", town, "byta alla oljepannor i"),
        ("3", 29, "undertakes", town, "bygga ut fjärrvärmen till"),
        ("3", 31, "undertakes", town, "upphandla enbart fossilfri asfalt."),
        ("3.1", 33, "reported", town, "Kommunens bolag har under"),
        ("3.1", 33, "will", town, "Kommunen kommer under 2026"),
        ("3.1", 34, "intends", town, "Ambitionen är att alla"),
        ("3.1", 35, "ongoing", town, "I dag driver Kommunen"),
        ("3.2", 40, "goal", town, "Var tredje resa görs"),
        ("3.2", 41, "goal", town, "Pendlingen med bil har"),
        ("3.2", 42, "intends", town, "Storvalla avser att öppna"),
        ("3.2", 43, "undertakes", f"Vattenverket och {town}", "Vattenverket och Kommunen är"),
        ("4", 45, "will", programme, "Programmet kommer att stödja"),
        ("4", 45, "will", programme, "Under 2026 ordnar programmet"),
        ("4", 46, "ongoing", programme, "Programmet samarbetar med Skogsverket"),
        ("5", 48, "undertakes", agencies, "Myndigheterna åtar sig att"),
        ("5.1", 50, "will", agencies, "Under 2026 fortsätter myndigheterna"),
        ("5.1", 50, "will", "Byggverket", "Byggverket ska granska ritningar"),
        ("5.1", 51, "goal", agencies, "Målet med stödet är"),
        ("5.1", 51, "will", programme, "Utlysningen samordnas av Gröna"),
        ("6", 55, "will", town, "Nästa år ska bron"),
        ("7", 58, "undertakes", "Alla parter", "Parterna är överens om"),
        ("7", 58, "will", "Alla parter", "Avtalet ska förnyas varje"),
    ]


def test_what_tells_who_promises(storvalla: tuple[ContractText, Reading]) -> None:
    basis = {(one.line, one.strength.value): one.basis.value for one in storvalla[1].proposals}
    assert basis[48, "undertakes"] == "sentence"  # Myndigheterna åtar sig
    assert basis[34, "intends"] == "heading"  # Ambitionen är, in the city's clause
    assert basis[17, "goal"] == "nobody-named"  # Syftet med detta avtal
    assert basis[58, "will"] == "sentence-before"  # Avtalet ska, after Parterna är


def test_a_sentence_goes_on_over_lines(storvalla: tuple[ContractText, Reading]) -> None:
    found = next(one for one in storvalla[1].proposals if one.line == 29)
    assert found.sentence == "bygga ut fjärrvärmen till Norrby och Söderby;"
    assert (found.last_line, found.lead, found.cue) == (30, "Kommunen åtar sig att:", "åtar sig")


def test_the_english_contract(northmere: tuple[ContractText, Reading]) -> None:
    text, reading = northmere
    assert tree(text) == [
        ("1", "Purpose", ""),
        ("2", "Parties", ""),
        ("3", "Undertakings of the City", ""),
        ("3.1", "Buildings", "3"),
        ("3.2", "Harbour", "3"),
        ("4", "Undertakings of the Agencies", ""),
        ("5", "Harbour Forum", ""),
        ("6", "Signatures", ""),
        ("appendix-1", "Appendix 1: Streets", ""),
    ]
    assert [(line.kind, line.number) for line in text.set_aside][:2] == [("cover", 1), ("cover", 2)]
    city, agencies, forum = "Northmere City Council", "The Agencies", "Harbour Forum"
    assert (reading.language, reading.year) == ("en", 2027)
    assert [one.party for one in reading.signatures] == [city]
    assert said(reading) == [
        ("1", 4, "goal", "All parties", "The purpose of this"),
        ("3.1", 12, "undertakes", city, "The City undertakes to"),
        ("3.1", 12, "will", city, "We will publish a"),
        ("3.1", 13, "intends", city, "The City intends to"),
        ("3.1", 13, "reported", city, "The council house has"),
        ("3.2", 16, "undertakes", city, "shore power at every"),
        ("3.2", 17, "undertakes", city, "a cycle path along"),
        ("3.2", 18, "ongoing", city, "The City works with"),
        ("4", 20, "undertakes", agencies, "The Agencies agree to"),
        ("4", 20, "will", "Grid Office", "Grid Office will reserve"),
        ("5", 22, "intends", forum, "Harbour Forum aims to"),
        ("5", 22, "will", "Soil Board", "The work is coordinated"),
        ("6", 25, "undertakes", "All parties", "The parties agree that"),
    ]
