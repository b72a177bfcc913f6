"""What pages read of contracts: each function asks a fixed number of queries."""

from __future__ import annotations

from citypact.apps.contracts.models import ContractPage, PublishedContract

__all__ = ["contracts_of", "page_of"]


def contracts_of(city: str) -> list[PublishedContract]:
    """The published contracts of a city. One query."""
    return list(PublishedContract.objects.filter(city_id=city))


def page_of(city: str, contract: str, version: str, name: str, language: str) -> ContractPage:
    """A page of a version in a language, the main version where none is named. Two queries.

    Raises:
        PublishedContract.DoesNotExist: the city has no such contract.
        ContractPage.DoesNotExist: the contract has no such version, or the version no such page.
    """
    published = PublishedContract.objects.get(city_id=city, contract_id=contract)
    return ContractPage.objects.select_related("contract").get(
        contract=published, version=version or published.main, name=name, language=language
    )
