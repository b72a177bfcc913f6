"""§ 9.7: a text is taken apart without losing a line; clauses' numbers are told from others."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.contract.text import (
    ContractText,
    Kind,
    parse_contract_text,
    propose,
    read_contract_text,
)
from citypact.errors import ContractError


def parsed(*lines: str) -> ContractText:
    return parse_contract_text("contract.txt", "\n".join(lines))


def attempted(whole: str) -> ContractText | ContractError:
    try:
        return parse_contract_text("contract.txt", whole)
    except ContractError as error:
        return error


def plain(text: str) -> str:
    """``text`` without what breaks words and begins items."""
    return re.sub(r"[\s•-]", "", text)


def numbers(*lines: str) -> list[str]:
    return [one.number for one in parsed(*lines).clauses]


PIECES = st.sampled_from(
    [
        "",
        "   ",
        "\f",
        "Innehåll",
        "1. Syfte 3",
        "2. Parter",
        "3.1 Värme",
        "3.1. Staden ska bygga.",
        "Bilaga 1 - Kartor",
        "17",
        "Sida 2 av 9",
        "1 En fotnot.",
        "Staden åtar sig att:",
        "• bygga hus;",
        "- Riva hus",
        "a) köpa hus.",
        "Programmet1 ska, t.ex. i år, bygga. Det blir bra",
        "2030. Därefter ska Xxxx bygga mer",
        "Stockholm 2023-12-08 Parterna är överens om allt.",
        "Xxxx Xxxxx, direktör, Verket",
        "Mellan Ekby kommun och Verket.",
    ]
)
LINES = st.lists(PIECES | st.text(st.characters(exclude_characters="\n"), max_size=30), max_size=25)


@given(LINES)
def test_the_lines_give_the_text_back_and_each_is_one_thing(lines: list[str]) -> None:
    whole = "\n".join(["9. Begynnelse", *lines])
    text = attempted(whole)
    if isinstance(text, ContractError):
        assert {one.check for one in text.problems} <= {"clause-twice", "clause-none"}
        return
    assert "\n".join(line.text for line in text.lines) == whole
    assert [line.number for line in text.lines] == list(range(1, len(lines) + 2))
    kept = {
        Kind.BODY: [line.number for one in text.clauses for line in one.lines],
        Kind.HEADING: [line.number for line in text.lines if line.kind is Kind.HEADING],
    }
    paragraphs = {one.line for one in text.clauses if not one.title}
    body = {line.number for line in text.lines if line.kind is Kind.BODY}
    assert set(kept[Kind.BODY]) | paragraphs == body | paragraphs
    assert {one.line for one in text.clauses if one.title} <= set(kept[Kind.HEADING])
    aside = {line.number for line in text.set_aside}
    notes = {line.number for line in text.lines if line.kind is Kind.FOOTNOTE}
    blank = {line.number for line in text.lines if line.kind is Kind.BLANK}
    every = aside | notes | blank | set(kept[Kind.BODY]) | set(kept[Kind.HEADING])
    assert every == set(range(1, len(lines) + 2))
    known = {one.number for one in text.clauses}
    assert all(one.parent in known | {""} for one in text.clauses)
    assert len(known) == len(text.clauses)


@given(LINES)
def test_a_proposal_stands_in_the_lines_that_it_names(lines: list[str]) -> None:
    text = attempted("\n".join(["1. Löften", *lines]))
    if isinstance(text, ContractError):
        return
    for one in propose(text).proposals:
        lines_named = text.lines[one.line - 1 : one.last_line]
        named = " ".join(x.bare for x in lines_named if x.kind in {Kind.BODY, Kind.HEADING})
        assert plain(one.sentence) in plain(named)
        assert one.cue in (one.lead or one.sentence)
        assert 1 <= one.line <= one.last_line <= len(text.lines)


def test_an_item_of_a_list_is_no_clause() -> None:
    lines = ["1. Syfte", "Så här:", "1. Sol", "2. Vind", "2. Parter", "Vi är två."]
    assert numbers(*lines) == ["1", "2"]
    assert numbers("1. Syfte", "1. Solen ska skina.", "2. Parter") == ["1", "2"]
    assert numbers("1. Syfte", "Text.", "3) Sol", "2. Parter") == ["1", "2"]


def test_a_number_that_comes_twice_is_no_list() -> None:
    for second in ("1. Bakgrund", "1. Syfte"):
        with pytest.raises(ContractError) as caught:
            parsed("1. Syfte", "Allt.", second, "2. Parter", "Vi.", "3. Slut")
        assert [one.row for one in caught.value.problems] == [3]


def test_a_title_may_go_on_on_the_next_line() -> None:
    text = parsed(
        "1. Uppföljning,", "utvärdering och upp-", "Allt följs upp.", "2. Stöd till", "Ekby"
    )
    assert [one.title for one in text.clauses] == ["Uppföljning, utvärdering och upp-", "Stöd till"]
    text = parsed("Innehåll", "1. Stöd till Ekby 2", "1. Stöd till", "Ekby", "Vi ska bygga.")
    assert [(one.title, len(one.lines)) for one in text.clauses] == [("Stöd till Ekby", 1)]
    text = parsed("1. Sam-", "verkan", "Vi ska bygga.")
    assert [one.title for one in text.clauses] == ["Samverkan"]


def test_a_word_that_is_broken_at_the_end_of_a_line_is_joined_and_told() -> None:
    text = parsed("1. Syfte", "Vi ska utveck-", "la buss-", "och tåg med EU-", "medel.")
    said = "Vi ska utveckla buss- och tåg med EU-medel."
    assert [(one.sentence, one.last_line) for one in propose(text).proposals] == [(said, 5)]
    assert [(one.line, one.found) for one in text.lost] == [(2, "utveck-"), (4, "EU-")]


def test_a_number_without_a_blank_behind_it() -> None:
    assert numbers("1.Syfte", "Vi ska bygga.", "1.1.Parter", "1.2Mer", "2.kWh är få") == [
        "1",
        "1.1",
    ]


def test_a_figure_at_the_beginning_of_a_line_is_no_clause() -> None:
    lines = [
        "1. Syfte",
        "Utsläppen var",
        "23 Mton och ska bli",
        "2030. Sedan blir de färre.",
        "2. B",
    ]
    assert numbers(*lines) == ["1", "2"]
    assert numbers("1. Syfte", "Målet är 1,5 grader till år", "2.5 Mton kvar.", "2. B") == [
        "1",
        "2",
    ]


def test_a_numbered_paragraph_is_a_clause_without_title() -> None:
    text = parsed(
        "1. Löften", "1.1 Staden ska bygga hus. De blir av trä.", "1.2 Staden avser att riva."
    )
    assert [(one.number, one.title, one.parent) for one in text.clauses] == [
        ("1", "Löften", ""),
        ("1.1", "", "1"),
        ("1.2", "", "1"),
    ]
    assert text.clauses[1].lines[0].text == "Staden ska bygga hus. De blir av trä."


def test_words_before_the_number() -> None:
    text = parsed("Article 1 – Aim", "All is well.", "Article 2 – Parties", "§ 3 Duties")
    assert [(one.number, one.title) for one in text.clauses] == [
        ("1", "Aim"),
        ("2", "Parties"),
        ("3", "Duties"),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        (["1. A", "3. B"], 2, "the numbers skip clause 2"),
        (["1. A", "1.2 B", "1.1 C"], 3, "clause 1.1 stands after a later one"),
        (["1. A", "2.1 B"], 2, "clause 2.1 stands without a clause above it"),
    ],
)
def test_odd_numbers_are_noted(lines: list[str], line: int, told: str) -> None:
    notes = [one for one in parsed(*lines).notes if one.row == line]
    assert [note.message for note in notes] == [told]
    assert all(note.mend for note in notes)


def test_a_clause_that_only_the_contents_have_is_noted() -> None:
    notes = parsed("Innehåll", "1. Syfte 2", "2. Parter 3", "1. Syfte", "Text.").notes
    assert [note.check for note in notes] == ["clause-listed"]
    assert "clause 2, 'Parter'" in notes[0].message


def test_every_clause_that_comes_twice_is_told_at_once() -> None:
    with pytest.raises(ContractError) as caught:
        parsed(
            "1. A", "Text.", "1.1 B", "Text.", "1.1 C", "Text.", "2. D", "Text.", "2. E", "Text."
        )
    assert [(one.check, one.row) for one in caught.value.problems] == [
        ("clause-twice", 5),
        ("clause-twice", 9),
    ]
    assert "clause 1.1 comes a second time; it began on line 3" in str(caught.value)


def test_a_text_without_any_clause_is_refused() -> None:
    with pytest.raises(ContractError) as caught:
        parsed("En vacker dag.", "Solen sken, och kommunen ska bygga.")
    assert [one.check for one in caught.value.problems] == ["clause-none"]


def test_a_text_with_line_ends_of_another_system(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_bytes("\ufeff1. Syfte\r\nStaden ska bygga.\r\n".encode())
    text = read_contract_text(path)
    assert [line.text for line in text.lines] == ["1. Syfte", "Staden ska bygga.", ""]


def test_a_running_header_is_furniture() -> None:
    body = ["Staden ska bygga.", "Klimatavtal Ekby 3", "Den ska riva.", "Klimatavtal Ekby 4", "Den"]
    text = parsed("1. Syfte", *body, "Klimatavtal Ekby 5", "ska måla.")
    assert [line.number for line in text.set_aside] == [3, 5, 7]
    assert propose(text).proposals[-1].sentence == "Den ska måla."


def test_a_footnote_may_go_on_and_does_not_cut_a_sentence() -> None:
    text = parsed(
        "1. Syfte",
        "Staden1 ska bygga hus vid",
        "1 Ekby, som är liten",
        "sjön2 i år.",
        "2 Den stora,",
        "i norr",
        "3 hus ska byggas av trä.",
    )
    assert [(one.number, one.text, one.line, one.marker) for one in text.footnotes] == [
        (1, "Ekby, som är liten", 3, 2),
        (2, "Den stora, i norr", 5, 4),
    ]
    said = [one.sentence for one in propose(text).proposals]
    assert said == ["Staden1 ska bygga hus vid sjön2 i år.", "3 hus ska byggas av trä."]


def test_a_footnote_that_the_copy_has_not_is_told() -> None:
    text = parsed("1. Syfte", "Staden1 ska2 bygga hus3 av CO2 i år.", "1 Ekby", "3 Ett hus")
    assert [(one.line, one.kind, one.found) for one in text.lost] == [(2, "footnote", "2")]


@pytest.mark.parametrize(
    "line",
    [
        "." * 20_000 + "x",
        "Foo" + " " * 20_000 + "x",
        "x" * 20_000,
        "xx- " * 5_000,
        "kommer att " * 2_000,
        "har " * 5_000,
        "kommunen och verket, " * 1_000,
        "(" * 20_000,
    ],
)
def test_no_line_takes_long_by_its_form(line: str) -> None:
    """What grows with the square of a line's length takes minutes here, and not a moment."""
    text = parsed(
        "Mellan Ekby kommun och Verket.", "1. Syfte", line, line, "2. Slut", "Vi ska bygga."
    )
    assert [one.sentence for one in propose(text).proposals][-1] == "Vi ska bygga."
