"""What an address names: a local contract, a company of it, an area."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.drafting.models import KeptContract
from citypact.apps.local.kept import Local, local_of
from citypact.contract.party import Party

__all__ = ["area_or_404", "company_or_404", "frame", "language", "local_or_404"]


def language() -> str:
    """The language of the page, ``sv`` or ``en``."""
    return get_language() or "sv"


def local_or_404(city: str, contract: str) -> Local:
    """The local contract.

    Raises:
        Http404: the city has none of this name in this workspace.
    """
    try:
        return local_of(city, contract)
    except KeptContract.DoesNotExist as error:
        raise Http404(_("This city has no such local contract in this workspace.")) from error


def company_or_404(local: Local, party: str) -> Party:
    """A company that has signed up.

    Raises:
        Http404: there is none of this name, or it has left.
    """
    found = local.contract.parties.get(party)
    if found is None or found.kind != "company":
        raise Http404(_("No such company has signed up, or it has left the contract."))
    return found


def area_or_404(local: Local, area: str) -> str:
    """The title of a transition area.

    Raises:
        Http404: the contract has no such area.
    """
    titles = local.areas.get(area)
    if titles is None:
        raise Http404(_("The contract has no such transition area."))
    return titles[0] if language() == "sv" else titles[1]


def frame(local: Local) -> dict[str, object]:
    """What stands around every page of a local contract."""
    swedish = language() == "sv"
    contract = local.contract
    return {
        "city": contract.city,
        "contract": contract.id,
        "contract_title": contract.title_sv if swedish else contract.title_en,
        "contract_note": contract.note_sv if swedish else contract.note_en,
        "year": local.version.year,
    }
