"""Which version a request is about, and what whoever asks may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.guard import actor_of
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rights import places_of
from citypact.apps.drafting.rows import Rows, rows_of
from citypact.apps.signing.policy import DOCUMENTS

__all__ = ["Place", "place_of"]


@dataclass(frozen=True)
class Place:
    """A version of a contract that is written here, and who asks for it."""

    city: str
    rows: Rows
    version: str
    actor: Actor

    def owner_may(self, verb: str) -> bool:
        """Whether the actor may, by a role in the organisation that owns the contract."""
        return DOCUMENTS.permits(self.actor, verb, self.rows.contract.owner_id)

    @property
    def state(self) -> str:
        """Of the version."""
        return str(self.rows.tables["versions"][self.version].cells.get("state", ""))

    def title(self, party: str) -> str:
        """A party's name in the reader's language."""
        row = self.rows.find("parties", party)
        cells = row.cells if row is not None else {}
        return str(cells.get(f"title_{get_language() or 'sv'}") or cells.get("title_sv") or party)

    @property
    def owner_title(self) -> str:
        """The name of the organisation that owns the contract, party to it or not."""
        owner = self.rows.contract.owner_id
        if self.rows.find("parties", owner) is not None:
            return self.title(owner)
        return self.rows.contract.owner.title(get_language() or "sv")

    def context(self) -> dict[str, object]:
        """What every page of a version shows around it."""
        return {
            "city": self.city,
            "contract": self.rows.contract,
            "version": self.version,
            "state": self.state,
        }


def place_of(request: HttpRequest, city: str, contract: str, version: str, verb: str) -> Place:
    """The version that an address names, for somebody of its owner or parties. Two queries.

    Raises:
        Http404: there is none.
        PermissionDenied: the actor may not.
    """
    kept = KeptContract.objects.filter(pk=contract, city_id=city).first()
    rows = rows_of(kept) if kept is not None else None
    if rows is None or rows.find("versions", version) is None:
        raise Http404(_("This workspace has no such version of a contract."))
    actor = actor_of(request)
    if not any(DOCUMENTS.permits(actor, verb, each) for each in places_of(rows)):
        message = f"{actor.id} may not {verb} {contract}"
        raise PermissionDenied(message)
    return Place(city, rows, version, actor)
