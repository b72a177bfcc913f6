"""Both languages say the same things."""

import re
import string
from pathlib import Path

import pytest

from citypact.documents import contract_words
from citypact.errors import InputError
from citypact.figures.words import LANGUAGES, say, title_of, words


def holes(text: str) -> set[str]:
    """The names that are set into a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_swedish_comes_first() -> None:
    assert LANGUAGES == ("sv", "en")


def test_both_languages_have_the_same_keys_with_the_same_holes() -> None:
    swedish, english = words("sv"), words("en")
    assert set(swedish) == set(english)
    assert {key: holes(text) for key, text in swedish.items()} == {
        key: holes(text) for key, text in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_empty_or_have_stray_space(language: str) -> None:
    for key, text in words(language).items():
        assert text, key
        assert text == text.strip(), key


def test_the_two_languages_are_not_one() -> None:
    alike = {key for key, text in words("sv").items() if text == words("en")[key]}
    long = {key for key in alike if len(words("sv")[key].split()) > 3}
    assert long == set()


def test_every_key_that_the_code_names_is_there(repository: Path) -> None:
    named: dict[str, set[str]] = {}
    for room in ("figures", "documents"):
        for path in (repository / "src/citypact" / room).glob("*.py"):
            text = path.read_text("utf-8")
            whose = re.search(r"from citypact\.(\w+\.\w+) import [^\n]*\bsay\b", text)
            keys = re.findall(r'say\(\s*\w+,\s*"([a-z.-]+)"', text)
            named.setdefault(whose.group(1) if whose else "", set()).update(keys)
    assert len(named["figures.words"]) > 50
    assert named["figures.words"] <= set(words("sv"))
    assert named["documents.contract_words"] <= set(contract_words.words()["sv"])
    assert not named.get("")


def test_every_figure_says_how_it_is_made() -> None:
    for name in ("gap", "pathway", "sectors", "measures", "authority", "money", "distance"):
        assert len(words("sv")[f"{name}.method"]) > 60


def test_words_and_values_are_needed() -> None:
    with pytest.raises(KeyError):
        say("sv", "no.such.words")
    with pytest.raises(KeyError):
        say("sv", "gap.title")
    with pytest.raises(InputError, match="no words in the language 'da'; there are sv, en"):
        words("da")
    with pytest.raises(InputError, match="no titles in the language 'da'"):
        title_of(object(), "da")
