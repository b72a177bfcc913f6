"""A contract found by what a person names: a city, a packaged contract or a folder."""

from __future__ import annotations

from pathlib import Path

from citypact.book import packaged_books
from citypact.contract.contract import Contract
from citypact.contract.folder import (
    contracts_of,
    main_contract,
    open_contract,
    packaged_contracts,
)
from citypact.errors import InputError

__all__ = ["contract_of", "local_contract_of"]


def contract_of(name: str) -> Contract:
    """The contract of a city, a packaged contract, or that in a folder.

    Raises:
        InputError: there is none.
        ContractError: it has problems.
    """
    if name in packaged_contracts() or Path(name).exists() or name not in packaged_books():
        return open_contract(name)
    return main_contract(name)


def local_contract_of(name: str) -> Contract:
    """The local contract of a city, or that which a name or a folder is.

    Raises:
        InputError: there is none, or what is named is no local contract.
        ContractError: it has problems.
    """
    found = contract_of(name)
    if found.kind == "local":
        return found
    own = [each for each in contracts_of(found.city) if each.kind == "local"]
    if name == found.id and name not in packaged_books():
        message = f"the contract {name} is {found.kind}, not local: name a city or a local contract"
        raise InputError(message)
    if not own:
        message = f"no local contract of {name!r} comes with Citypact: name the path of one"
        raise InputError(message)
    return own[0]
