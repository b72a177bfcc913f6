"""A sentence is its English text wherever a text is wanted, and keeps what tells it elsewhere."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.site.messages import templates
from tests.site.sentences import Filled, filled, made

from citypact.errors import BookError, InputError, Problem
from citypact.said import NOTHING, Said, as_written, beginning, joined

EVERY = sorted({template for template, _ in templates()})
TEXT = some.text(max_size=20)


def english(_context: str, template: str) -> str:
    """Translate to the language of the code."""
    return template


@pytest.mark.parametrize("template", EVERY)
def test_a_template_told_in_english_is_the_text(template: str) -> None:
    said = made(template)
    assert said.told(english) == said == str(said)


@given(filled(), TEXT)
def test_any_values_are_told_in_english_as_they_stand_in_the_text(one: Filled, text: str) -> None:
    said = Said(one.template, **one.values)
    whole = Said("%(inner)r after %(text)r, 100 %%", inner=said, text=text)
    assert said == one.template % one.values
    assert whole.told(english) == whole == f"{str(said)!r} after {text!r}, 100 %"


@given(filled())
def test_a_sentence_is_copied_kept_and_written_as_what_it_is(one: Filled) -> None:
    said = Said(one.template, **one.values)
    for again in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301  our own
        assert (again, again.template, again.values) == (said, said.template, said.values)
    assert json.loads(json.dumps(said)) == said == str(said)
    assert hash(said) == hash(str(said))


@given(some.lists(TEXT), TEXT)
def test_texts_one_after_the_other_are_joined_as_texts_are(parts: list[str], between: str) -> None:
    said = joined(parts, between)
    assert said.told(english) == said == between.join(parts)


def test_a_value_is_told_in_the_language_and_a_number_written_in_it() -> None:
    words = {
        "at least %(low)g %(unit)s": "minst %(low)g %(unit)s",
        "allowed: %(allowed)s": "tillåtet: %(allowed)s",
    }
    inner = Said("at least %(low)g %(unit)s", low=0.5, unit="kt.x")
    said = Said("allowed: %(allowed)s", allowed=inner)
    told = said.told(lambda _, text: words[text], lambda number: number.replace(".", ","))
    assert told == "tillåtet: minst 0,5 kt.x"


def test_a_title_within_a_sentence_begins_small_and_has_its_context() -> None:
    title = Said("Price year", context="column", small=True)
    assert title == "price year"
    swedish = {("column", "Price year"): "Prisår"}
    assert title.told(lambda context, text: swedish[context, text]) == "prisår"


def test_nothing_says_nothing_and_is_not_asked_for_in_a_catalogue() -> None:
    assert not NOTHING
    assert NOTHING.told(lambda *_: "head of the catalogue") == ""
    assert as_written("100 % (a)").told(english) == "100 % (a)"


def test_a_place_without_a_value_is_refused_where_it_is_said() -> None:
    with pytest.raises(KeyError, match="year"):
        Said("the year %(year)s")


def test_an_error_and_its_problems_are_told_whole() -> None:
    mend = Said("write %(text)s", text="board")
    problem = Problem("a.csv", 7, "kind", "x", Said("it is odd"), "boss", as_written("b"), mend)
    error = BookError("malmo", [problem] * 2)
    assert problem.said.told(english) == str(problem)
    assert error.said.told(english) == str(error)
    words = {
        "row %(row)d": "rad %(row)d",
        "%(told)s. Mend: %(mend)s": "%(told)s. Åtgärda: %(mend)s",
    }
    told = error.said.told(lambda _, text: words.get(text, text))
    assert told.count("a.csv, rad 7, kind: it is odd (found 'boss'; allowed: b). Åtgärda: w") == 2


def test_many_problems_are_told_like_few() -> None:
    many = [Problem("a.csv", row, "", "x", Said("it is odd")) for row in range(5000)]
    error = BookError("malmo", many)
    assert error.said.told(english) == str(error)


def test_an_error_with_a_plain_message_is_told_as_it_is() -> None:
    assert InputError("100 % odd").said.told(english) == "100 % odd"
    assert InputError().said.told(english) == ""
    assert InputError(Said("it is odd")).said.template == "it is odd"


@given(some.binary(max_size=40))
def test_how_a_file_begins_can_be_read_whatever_it_holds(content: bytes) -> None:
    said = beginning(content)
    assert said.isprintable()
    assert "……" not in said
    assert bool(said) == bool(content)


def test_letters_stand_as_they_are_and_what_cannot_be_read_is_passed_over() -> None:
    assert beginning("Åtgärd".encode()) == "Åtgärd"
    assert beginning(b"\x89PNG\r\n\x1a\n") == "…PNG…"
    assert beginning(b"\xff\xd8\xff") == "…"
    assert beginning("a\N{RIGHT-TO-LEFT OVERRIDE}b".encode()) == "a…b"
