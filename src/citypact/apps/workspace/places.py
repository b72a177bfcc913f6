"""The pages of a city by name, and on which of them a figure stands."""

from __future__ import annotations

from types import MappingProxyType

from citypact.apps.workspace.models import CITY_PAGE

__all__ = ["CITY_PAGE", "COMPARISON", "CONTRACTS", "INVESTMENT", "LOCAL", "WORKBOOK", "page_of"]

#: What the contract costs, and who pays.
INVESTMENT = "investment-plan"
#: The contract beside the plan that is computed.
COMPARISON = "plan-comparison"
#: The contracts of the city, which have pages of their own.
CONTRACTS = "contracts"
#: What companies promise in the city's local contract, which has pages of its own too.
LOCAL = "local"
#: Name of the file that the investment plan is taken along as.
WORKBOOK = "investment-plan.xlsx"

_PAGES = MappingProxyType(
    {
        "funding": INVESTMENT,
        "payers": INVESTMENT,
        "plans": COMPARISON,
        "front": COMPARISON,
        "abatement": COMPARISON,
        "abatement-last-in": COMPARISON,
    },
)


def page_of(figure_id: str) -> str:
    """Name of the page that a figure stands on: the city's own unless another is said here."""
    return _PAGES.get(figure_id, CITY_PAGE)
