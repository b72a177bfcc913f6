"""Loading a city is whole or not at all, leaves an event behind, and is only the operator's."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from tests.apps.workspace.example import HASH, city, figure

from citypact.apps.conduct.actor import OPERATOR, VISITOR
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.selectors import events
from citypact.apps.workspace.actions import RESERVED, LoadCity
from citypact.apps.workspace.models import (
    BookRow,
    BookVersion,
    City,
    CityPage,
    Drawing,
    StoredFigure,
    StoredFile,
    StoredResult,
)
from citypact.errors import InputError

pytestmark = pytest.mark.django_db
OTHER = "f" * 64


def test_everything_of_a_city_is_kept() -> None:
    book = LoadCity(city()).perform()
    assert City.objects.get(id="exempelstad").shown == book
    assert BookRow.objects.filter(book=book).count() == len(city().rows)
    assert StoredFigure.objects.filter(book=book).count() == len(city().figures)
    drawn = [figure for figure in city().figures if figure.drawings]
    assert Drawing.objects.filter(figure__book=book, place="wide").count() == len(drawn)
    assert StoredResult.objects.get(book=book).document == {"seed": 1}
    assert bytes(StoredFile.objects.get(book=book).content) == city().files[0].content
    kept = CityPage.objects.filter(book=book).values_list("name", flat=True)
    assert sorted(kept) == ["city", "city", "investment-plan", "investment-plan"]


def test_an_event_is_written_with_a_code_that_never_changes() -> None:
    LoadCity(city()).perform()
    (event,) = events(OPERATOR, "en")
    assert event.code == "workspace.city.loaded"
    assert event.actor == "operator"
    assert event.subject == "city:exempelstad"
    assert event.sentence == f"exempelstad shows the book {HASH} with 1 results and 8 figures."


def test_loading_again_replaces_what_is_drawn_and_keeps_the_book() -> None:
    first = LoadCity(city()).perform()
    again = LoadCity(replace(city(), figures=(figure("sv", title="Ny"),))).perform()
    assert again == first
    assert [kept.title for kept in StoredFigure.objects.all()] == ["Ny"]
    assert BookRow.objects.count() == len(city().rows)
    assert Event.objects.count() == 2


def test_a_new_version_is_shown_and_the_old_one_is_kept() -> None:
    old = LoadCity(city()).perform()
    new = LoadCity(city(content_hash=OTHER)).perform()
    assert City.objects.get().shown == new
    assert set(BookVersion.objects.all()) == {old, new}
    assert StoredFigure.objects.filter(book=old).count() == len(city().figures)


def test_a_reader_may_not_load_and_nothing_is_left() -> None:
    with pytest.raises(PermissionDenied):
        LoadCity(city(), VISITOR).perform()
    assert not BookVersion.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_city_with_the_address_of_something_else_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=f"cannot be called {name}: .* choose another id"):
        LoadCity(city(name)).perform()


def test_a_load_that_fails_half_way_leaves_what_was_there() -> None:
    LoadCity(city()).perform()
    twice = (figure("sv"), figure("sv"))
    with pytest.raises(IntegrityError):
        LoadCity(replace(city(), figures=twice)).perform()
    assert StoredFigure.objects.count() == len(city().figures)
    assert Event.objects.count() == 1
