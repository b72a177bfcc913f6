"""What the rooms below the site say is said whole in Swedish on its pages."""

import ast

import pytest
from django.utils import translation
from tests.site.messages import below, columns, templates
from tests.site.sentences import PLACE, made, places

from citypact.apps.conduct.wording import in_words

EVERY = sorted(template for _, template, _ in below())


@pytest.mark.parametrize("template", EVERY)
def test_what_is_set_into_a_sentence_stands_in_it_in_swedish(template: str) -> None:
    said = made(template)
    with translation.override("sv"):
        told = in_words(said)
    for value in said.values.values():
        assert str(value) in told
    assert not PLACE.search(told)


@pytest.mark.parametrize("template", EVERY)
def test_a_sentence_is_shown_in_english_as_it_is_said(template: str) -> None:
    said = made(template)
    with translation.override("en"):
        assert in_words(said) == str(said)


def test_every_place_is_given_where_a_sentence_is_said_and_nothing_else() -> None:
    for template, call in templates():
        assert {word.arg for word in call.keywords} == places(template).keys(), ast.unparse(call)


def test_a_title_and_a_description_within_a_sentence_are_swedish() -> None:
    with translation.override("sv"):
        for column in columns():
            assert in_words(column.said)[0].islower() or not column.title[0].isalpha()
            if column.required:
                assert in_words(column.asked_for) != str(column.asked_for), column.name
