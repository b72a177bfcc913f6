"""A book that lacks much is shown all the same: each page says what is missing, and none fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.book.editing import Draft, nothing_used

from citypact.apps.workspace.loading import load_city
from citypact.apps.workspace.models import StoredFigure
from citypact.book import open_book
from citypact.choice.decision_basis import decision_basis
from citypact.figures import FIGURES
from citypact.model import run_scenario

pytestmark = pytest.mark.django_db


def no_money(draft: Draft) -> None:
    tables = "assets flows funding household_changes household_needs households impact_rates"
    draft.clear(*tables.split(), "perspectives", "prices", "rates")


def no_target(draft: Draft) -> None:
    draft.setting("target", None)
    draft.clear("targets")


def target_after_the_last_year(draft: Draft) -> None:
    draft.change("targets", "minus-70", year="2060")


def target_before_the_first_year(draft: Draft) -> None:
    draft.change("targets", "minus-70", year="2015")


@pytest.mark.parametrize(
    "cut",
    [
        nothing_used,
        no_money,
        no_target,
        target_after_the_last_year,
        target_before_the_first_year,
    ],
)
def test_every_page_of_a_book_that_lacks_much_is_shown(
    cut: Callable[[Draft], None], tmp_path: Path, client: Client
) -> None:
    draft = Draft(tmp_path / "book")
    cut(draft)
    book = open_book(draft.folder)
    city = book.city()
    names = filter(None, (city.reference, city.contract))
    results = {name: run_scenario(city, name, draws=16) for name in names}
    basis = decision_basis(city, results)
    load_city(book, results, basis=basis)
    assert client.get("/template/").status_code == 200
    # The page on money is there where a contract was run.
    assert client.get("/template/investment-plan/").status_code == (200 if basis else 404)
    drawn = set(StoredFigure.objects.values_list("figure_id", flat=True))
    for figure in FIGURES:
        expected = 200 if figure in drawn else 404
        assert client.get(f"/en/template/figures/{figure}/").status_code == expected, figure
