"""Every text of the pages is there in Swedish, and what is compiled is what is written."""

import gettext
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from tests.site.messages import CATALOGUE, Message, every

PLACES = re.compile(r"%\(\w+\)|%%|<[^>]+>")
COMPILE = "pybabel compile --domain django --directory src/citypact/site/locale"


@cache
def written() -> Catalog:
    """The catalogue as people write it."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="sv", abort_invalid=True)


def translations() -> dict[Message, tuple[str, ...]]:
    """What the catalogue says, by message."""
    found: dict[Message, tuple[str, ...]] = {}
    for message in written():
        if message.id:
            parts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            said = (message.string,) if isinstance(message.string, str) else message.string
            plural = parts[1] if len(parts) > 1 else None
            found[message.context, parts[0], plural] = tuple(str(text or "") for text in said or ())
    return found


def test_swedish_comes_first_and_english_is_the_language_of_the_code() -> None:
    assert settings.LANGUAGE_CODE == "sv"
    assert [code for code, _ in settings.LANGUAGES] == ["sv", "en"]


def test_every_text_is_translated_and_no_translation_is_left_over() -> None:
    assert translations().keys() == every()


def test_no_translation_is_empty_or_uncertain() -> None:
    assert [message.id for message in written() if message.fuzzy and message.id] == []
    empty = [message for message, said in translations().items() if not all(said)]
    assert empty == []


def test_what_is_set_into_a_text_stands_in_its_translation() -> None:
    for (_, single, plural), said in translations().items():
        expected = sorted(PLACES.findall(plural or single))
        assert sorted(PLACES.findall(said[-1])) == expected


def test_what_is_compiled_is_what_is_written() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (context, single, plural), said in translations().items():
        if plural is not None:
            shown = tuple(compiled.ngettext(single, plural, number) for number in (1, 2))
        elif context is not None:
            shown = (compiled.pgettext(context, single),)
        else:
            shown = (compiled.gettext(single),)
        assert shown == said, f"compile the catalogue again: {COMPILE}"


@pytest.mark.parametrize(
    ("language", "shown"), [("sv", "Källa och metod"), ("en", "Source and method")]
)
def test_each_language_says_it_in_its_own_words(language: str, shown: str) -> None:
    with translation.override(language):
        assert translation.gettext("Source and method") == shown


def test_a_word_of_the_book_is_told_from_the_same_word_of_the_page() -> None:
    with translation.override("sv"):
        assert translation.pgettext("column of the city book", "Lead") == "Ansvarig"
        assert translation.pgettext("value in the city book", "board") == "nämnd"
