"""Cities with results, made once, for figures and documents to be drawn from."""

from __future__ import annotations

from functools import cache

from citypact.book import Book, open_book
from citypact.choice.decision_basis import decision_basis
from citypact.figures import Context
from citypact.model import run_scenario

__all__ = ["DRAWS", "book_of", "context_of"]

DRAWS = 96
#: Of the front of cost and emissions.
POINTS = 6


@cache
def book_of(name: str) -> Book:
    """A packaged book."""
    return open_book(name)


@cache
def context_of(name: str, *, draws: int = DRAWS) -> Context:
    """A packaged book's city with its reference and contract, and what a decision rests on."""
    book = book_of(name)
    city = book.city()
    results = {
        scenario: run_scenario(
            book.city(city.scenarios[scenario].background), scenario, draws=draws
        )
        for scenario in (city.reference, city.contract)
    }
    return Context.of(city, results, decision_basis(city, results, points=POINTS), book)
