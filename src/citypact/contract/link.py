"""Where a contract meets its city's book: whatever it refers to must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from citypact.book import Book
from citypact.book.suggestion import did_you_mean
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.errors import ContractError, InputError, Problem
from citypact.said import Said

__all__ = ["link_problems", "require_linked"]


def require_linked(contract: Contract, version: Version, book: Book) -> None:
    """Refuse a version that refers to what the book does not have.

    Raises:
        InputError: the book is of another city.
        ContractError: measures, targets, indicators or sources of funds are not in the book; all
            of them are told.
    """
    if contract.city != book.id:
        message = Said(
            "the contract %(id)s is of the city %(city)r, the book of %(other_id)r",
            id=contract.id,
            city=contract.city,
            other_id=book.id,
        )
        raise InputError(message)
    problems = tuple(link_problems(contract, version, book))
    if problems:
        raise ContractError(contract.id, problems)


def link_problems(contract: Contract, version: Version, book: Book) -> Iterator[Problem]:
    """Every reference of a version, and of the parties, that leads nowhere in the book."""
    yield from _missing(book, "targets", "versions", "target", version.id, [version.target])
    backgrounds = [version.background]
    yield from _missing(book, "backgrounds", "versions", "background", version.id, backgrounds)
    for party in contract.parties.values():
        yield from _missing(book, "actors", "parties", "actor", party.id, [party.actor])
        areas = [party.area]
        yield from _missing(book, "transition_areas", "parties", "area", party.id, areas)
    for kind in contract.kinds.values():
        yield from _missing(book, "effects", "kinds", "effect", kind.id, [kind.effect])
        yield from _missing(book, "carriers", "kinds", "carrier", kind.id, [kind.carrier])
    for each in version.commitments:
        carried = {
            ("measures", "commitment_measures", "measure"): [one.measure for one in each.measures],
            ("indicators", "commitment_indicators", "indicator"): each.indicators,
            ("funding", "commitment_funding", "funding"): each.funding,
        }
        for (table, file, column), names in carried.items():
            yield from _missing(book, table, file, column, f"{version.id}:{each.id}", names)


def _missing(
    book: Book, table: str, file: str, column: str, row: str, names: Collection[str]
) -> Iterator[Problem]:
    known = book.tables[table].by_key
    for name in names:
        if name and name not in known:
            yield Problem(
                f"{file}.csv",
                0,
                column,
                "not-in-book",
                Said(
                    "%(row)s names what is not in %(table)s.csv of the city book %(id)s",
                    row=row,
                    table=table,
                    id=book.id,
                ),
                found=name,
                mend=did_you_mean(name, known)
                or Said("add it to %(table)s.csv, or correct the name", table=table),
            )
