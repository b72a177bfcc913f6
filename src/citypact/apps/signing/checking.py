"""The checker's report of a version as it is written here."""

from __future__ import annotations

from citypact.apps.drafting.rows import Rows
from citypact.apps.workspace.kept_books import book_of
from citypact.book import Book
from citypact.contract.checker.report import Report, check_version
from citypact.contract.contract import Contract
from citypact.errors import InputError

__all__ = ["open_findings", "report_of", "report_of_contract"]


def report_of(rows: Rows, version: str) -> Report:
    """What the checker finds in a version, held against the book that the site shows of the city.

    Raises:
        ContractError: the rows make no contract.
        InputError: there is no such version.
    """
    return report_of_contract(rows.made(), version)


def report_of_contract(contract: Contract, version: str) -> Report:
    """Likewise, of the contract that the rows make.

    Raises:
        InputError: there is no such version.
    """
    return check_version(contract, version, _book(contract))


def open_findings(rows: Rows, version: str) -> int:
    """How many findings are neither mended nor accepted: with one, nothing goes to signing."""
    return len(report_of(rows, version).findings)


def _book(contract: Contract) -> Book | None:
    try:
        return book_of(contract.city)
    except InputError:
        return None  # the city is not shown here: what needs its book is told as not checked
