"""What every page of a contract's year begins with: the contract, for somebody who may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.conduct.guard import actor_of
from citypact.apps.cycle import selectors
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import Rows
from citypact.contract.contract import Contract
from citypact.contract.version import Version

__all__ = ["context_of", "language", "may", "rows_or_404", "version_or_404"]


def language() -> str:
    """The language of the reader, ``sv`` or ``en``."""
    return get_language() or "sv"


def rows_or_404(request: HttpRequest, city: str, contract: str, verb: str = "read") -> Rows:
    """The contract with its rows. Two queries.

    Raises:
        Http404: the city has no such contract.
        PermissionDenied: the reader may not do this with it.
    """
    try:
        return selectors.contract_rows_of(actor_of(request), city, contract, verb)
    except KeptContract.DoesNotExist as error:
        raise Http404(_("This city has no such contract to write on.")) from error


def version_or_404(contract: Contract, version: str) -> Version:
    """A version of the contract.

    Raises:
        Http404: it has none of this id.
    """
    found = contract.versions.get(version)
    if found is None:
        raise Http404(_("This contract has no such version."))
    return found


def may(request: HttpRequest, verb: str, kept: KeptContract) -> bool:
    """Whether the reader may do this with the contract as a whole."""
    return rights.permits(actor_of(request), verb, kept)


def context_of(rows: Rows, **more: object) -> dict[str, object]:
    """What the frame of each page shows, and ``more``."""
    kept = rows.contract
    return {"kept": kept, "city": kept.city_id, "title": kept.title(language()), **more}
