"""Cities with results, made once, for figures and documents to be drawn from."""

from __future__ import annotations

from functools import cache

import numpy as np

from citypact.book import Book, open_book
from citypact.choice.decision_basis import decision_basis
from citypact.choice.hindsight import Hindsight, hindsight
from citypact.choice.panel import Panel
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
    basis = decision_basis(city, results, hindsight=seen(), points=POINTS)
    return Context.of(city, results, basis, book)


@cache
def panel_of() -> Panel:
    """Invented statistics of forty municipalities."""
    years = (1990, 2000, 2005, 2010, 2015, *range(2016, 2024))
    places = tuple(str(1000 + place) for place in range(40))
    steps = np.array(years) - 1990
    wiggle = np.array([[(7 * i * t) % 11 for t in range(len(years))] for i in range(40)])
    heat = 2e5 * np.exp(-0.03 * steps) * (1.0 + 0.01 * wiggle)
    roads = 3e5 * np.exp(-0.01 * steps) * (1.0 + 0.01 * wiggle[::-1])
    return Panel(("heating", "transport"), places, years, np.stack([heat, roads]))


@cache
def seen() -> Hindsight:
    """Forecasts of one of them."""
    return hindsight(panel_of(), "1007", to=2015, last=2023, until=2030)
