"""Sources of funds over time, by how sure they are."""

import numpy as np
import pytest

from citypact.book import open_book
from citypact.choice.sources import CERTAINTIES, sources_of_funds
from citypact.errors import InputError

YEARS = np.arange(2020, 2051, dtype=np.int32)


def test_an_amount_is_spread_evenly_over_its_years() -> None:
    city = open_book("template").city()
    for source in sources_of_funds(city, YEARS):
        funding = city.funding[source.id]
        paid = YEARS[source.amount > 0.0]
        assert (paid[0], paid[-1]) == (funding.first_year, funding.last_year)
        assert source.amount.sum() == pytest.approx(funding.amount.value)
        assert np.ptp(source.amount[source.amount > 0.0]) == 0.0


def test_a_plan_that_ends_earlier_has_only_what_comes_by_then() -> None:
    city = open_book("template").city()
    whole = {one.id: one.amount for one in sources_of_funds(city, YEARS)}
    for source in sources_of_funds(city, YEARS[:9]):
        assert source.amount.tolist() == whole[source.id][:9].tolist()


def test_each_degree_of_certainty_holds_those_before_it() -> None:
    city = open_book("template").city()
    ids = [{one.id for one in sources_of_funds(city, YEARS, least)} for least in CERTAINTIES]
    assert ids[0] < ids[1] < ids[2]
    assert ids[0] == {"cycling-budget"}


def test_a_degree_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="there are decided, applied for, intended"):
        sources_of_funds(open_book("template").city(), YEARS, "hoped")
