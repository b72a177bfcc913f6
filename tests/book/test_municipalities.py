"""The 290 municipalities of Sweden."""

import re

from citypact.book.municipalities import all_municipalities, find_municipality


def test_there_are_290_of_them_each_with_its_own_code_and_name() -> None:
    places = all_municipalities()
    assert len(places) == 290
    assert len({place.code for place in places}) == len({place.name for place in places}) == 290
    assert all(re.fullmatch(r"\d{4}", place.code) for place in places)
    assert len({place.code[:2] for place in places}) == 21
    assert len({(place.code[:2], place.county) for place in places}) == 21


def test_one_is_found_by_code_and_by_name() -> None:
    for place in all_municipalities():
        assert find_municipality(place.code) is find_municipality(place.name) is place
