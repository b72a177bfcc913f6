"""A contract found by what a person names: a city, a packaged contract or a folder."""

from __future__ import annotations

from pathlib import Path

from citypact.book import packaged_books
from citypact.contract.contract import Contract
from citypact.contract.folder import main_contract, open_contract, packaged_contracts

__all__ = ["contract_of"]


def contract_of(name: str) -> Contract:
    """The contract of a city, a packaged contract, or that in a folder.

    Raises:
        InputError: there is none.
        ContractError: it has problems.
    """
    if name in packaged_contracts() or Path(name).exists() or name not in packaged_books():
        return open_contract(name)
    return main_contract(name)
