"""Sentences end where they end, and items know what leads to them."""

import pytest

from citypact.contract.text import parse_contract_text, sentences


def split(*lines: str) -> list[str]:
    text = parse_contract_text("contract.txt", "\n".join(["1. Syfte", *lines]))
    return [one.text for one in sentences(text.clauses[0])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi bygger, t.ex. Norra bron, i år.",
        "Vi bygger bl.a. Norra bron.",
        "Vi bygger hus, broar m.m. Norrut är målet.",
        "Se avsnitt 5.1 och 6.2 om broar.",
        "Det kostar 3.5 miljoner.",
        "We build, e.g. North Bridge, this year.",
        "A. Ek ritade bron.",
    ],
)
def test_a_full_stop_within_a_sentence(sentence: str) -> None:
    assert split(sentence, "Sedan är det klart.") == [sentence, "Sedan är det klart."]


def test_sentences_of_a_line_and_over_lines() -> None:
    assert split("Ett. Två går", "vidare! Tre?", "Fyra") == [
        "Ett.",
        "Två går vidare!",
        "Tre?",
        "Fyra",
    ]
    assert split("Det är klart.Nu går vi.", "Vi bygger1. Sedan går vi.2 Hem.") == [
        "Det är klart.",
        "Nu går vi.",
        "Vi bygger1.",
        "Sedan går vi.2",
        "Hem.",
    ]


def test_items_and_what_leads_to_them() -> None:
    text = parse_contract_text(
        "contract.txt",
        "1. Syfte\nVi ska:\n• bygga hus\n• riva skjul. Två mål finns:\n• att bo\nSedan vilar vi.",
    )
    assert [(one.text, one.lead) for one in sentences(text.clauses[0])] == [
        ("Vi ska:", ""),
        ("bygga hus", "Vi ska:"),
        ("riva skjul.", "Vi ska:"),
        ("Två mål finns:", "Vi ska:"),
        ("att bo", "Två mål finns:"),
        ("Sedan vilar vi.", ""),
    ]


def test_a_dash_in_the_middle_of_a_sentence_is_no_bullet() -> None:
    assert split("Vi bygger broar", "- och hus - i år.") == ["Vi bygger broar - och hus - i år."]
    assert split("Vi bygger:", "- broar", "- hus") == ["Vi bygger:", "broar", "hus"]
