"""What the city should measure next, and where its figures come from."""

import pytest
from tests.figures.cities import book_of, context_of

from citypact.documents.assumptions import assumptions
from citypact.documents.sources import sources_behind
from citypact.figures import FIGURES


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_only_assumptions_are_listed_the_widest_first(city: str) -> None:
    book = book_of(city)
    found = assumptions(context_of(city), book, "sv")
    widths = [each.width for each in found]
    assert widths == sorted(widths, reverse=True)
    for each in found:
        assert book.row(each.key).text("quality") == "assumption"
        assert each.reason == book.row(each.key).text("note_sv")
    assert len({each.what + each.reason for each in found}) == len(found)


def test_malmo_has_something_to_measure_next() -> None:
    found = assumptions(context_of("malmo"), book_of("malmo"), "en")
    assert len(found) > 10
    assert all(each.span for each in found[:10])
    assert all(each.reason for each in found[:10])


def test_the_sources_are_those_that_the_rows_name() -> None:
    book, context = book_of("malmo"), context_of("malmo")
    figures = [make(context, "sv") for make in FIGURES.values()]
    keys = [row.key for row in sources_behind(context, book, figures, "sv")]
    assert len(keys) == len(set(keys))
    assert {"ccc-ap", "citypact"} <= set(keys)
    assert set(keys) <= set(book.tables["sources"].by_key)
