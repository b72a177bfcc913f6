"""What is kept is kept as it is: rows by key, figures by place."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from tests.apps.workspace.example import city

from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.models import BookVersion, City, StoredFigure

pytestmark = pytest.mark.django_db


@pytest.fixture
def book() -> BookVersion:
    """The example city, loaded."""
    return LoadCity(city()).perform()


def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_things_are_called_by_what_a_person_knows_them_by(book: BookVersion) -> None:
    assert str(book) == "exempelstad 01234567"
    assert str(City.objects.get()) == "exempelstad"
    assert str(book.rows.first()) == "emissions/barometer:2020::::CO2e:"
    assert str(book.results.get()) == "contract, 2000 draws"
    figure = book.figures.filter(language="sv").order_by("position")[0]
    assert str(figure) == "pathway (sv)"
    assert str(figure.drawings.get(place="wide")) == "pathway (sv), wide"
    assert str(book.pages.get(language="sv", name="city")) == "exempelstad 01234567, city (sv)"
    assert str(book.files.get()) == "investment-plan.xlsx"
    assert book.title("sv") == "Exempelstad"
    assert book.title("en") == "Exampletown"


def test_one_book_has_one_figure_of_a_name_and_language(book: BookVersion) -> None:
    figure = StoredFigure.objects.filter(book=book)[0]
    figure.pk = None
    figure._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        figure.save()
