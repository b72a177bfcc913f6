"""Which word makes a sentence a promise, and which does not."""

import tomllib
from importlib.resources import files

import pytest

from citypact.contract.text.cue import cue_in
from citypact.contract.text.words import LANGUAGES, Strength, language_of, words

SWEDISH = [
    ("Staden åtar sig att bygga.", "undertakes"),
    ("Här har staden åtagit sig att bygga.", "undertakes"),
    ("Parterna är överens om att staden ska bygga.", "undertakes"),
    ("Staden ska bygga.", "will"),
    ("Staden kommer att bygga.", "will"),
    ("Staden kommer när isen har gått att bygga.", "will"),
    ("I år kommer stadens hamn byggas ut.", "will"),
    ("Staden fortsätter bygga.", "will"),
    ("Under 2027 öppnar staden en bro.", "will"),
    ("Under 2026 öppnar staden en bro.", None),
    ("Staden avser att bygga.", "intends"),
    ("Ambitionen är att bygga.", "intends"),
    ("För att staden ska nås med båt behöver en brygga byggas.", "intends"),
    ("Målet med bron är att färre kör bil.", "goal"),
    ("Staden ska vara fossilfri 2030.", "goal"),
    ("Staden ska vara en god granne.", "will"),
    ("Staden driver en färja.", "ongoing"),
    ("Arbetet pågår.", "ongoing"),
    ("Staden har byggt en bro.", "reported"),
    ("Bron har invigts.", "reported"),
    ("Staden har beslutat att alla ska få åka.", "will"),
    ("Bron, som ska målas, är röd.", None),
    ("Bron är till för att alla invånare i hela staden ska komma fram.", None),
    ("Bron är röd.", None),
    ("Staden har en bro.", None),
    ("Breven kommer från hamnen.", None),
    ("Det har blivit varmare.", None),
]
ENGLISH = [
    ("The city undertakes to build.", "undertakes"),
    ("The city commits to a bridge.", "undertakes"),
    ("The city will build.", "will"),
    ("The bridge that will be painted is red.", None),
    ("The city intends to build.", "intends"),
    ("The aim is a shorter way.", "goal"),
    ("The city shall be fossil-free by 2030.", "goal"),
    ("The city runs a ferry.", "ongoing"),
    ("The city has opened a bridge.", "reported"),
    ("During 2027 the ferry stays in port.", "will"),
    ("The bridge is red.", None),
]


@pytest.mark.parametrize(("sentence", "strength"), SWEDISH)
def test_swedish(sentence: str, strength: str | None) -> None:
    found = cue_in(sentence, words("sv"), 2027)
    assert (found.strength.value if found else None) == strength


@pytest.mark.parametrize(("sentence", "strength"), ENGLISH)
def test_english(sentence: str, strength: str | None) -> None:
    found = cue_in(sentence, words("en"), 2027)
    assert (found.strength.value if found else None) == strength


def test_a_year_tells_nothing_where_the_contract_names_none() -> None:
    assert cue_in("Under 2027 öppnar staden en bro.", words("sv"), None) is None


def test_the_language_is_told_by_its_small_words() -> None:
    for language, sentences in (("sv", SWEDISH), ("en", ENGLISH)):
        assert language_of(" ".join(sentence for sentence, _ in sentences)) == language


def test_both_languages_have_the_same_words_and_no_names() -> None:
    tree = tomllib.loads((files("citypact.contract.text") / "cues.toml").read_text("utf-8"))
    assert tuple(tree) == LANGUAGES
    assert tree["sv"].keys() == tree["en"].keys()
    for language in LANGUAGES:
        assert set(Strength) <= tree[language].keys()
        for name, value in tree[language].items():
            said = value if isinstance(value, str) else " ".join(value)
            assert name == "everybody" or said.lower() == said, name
            assert len(value) == len(set(value)) or isinstance(value, str), name
