"""What must happen before a version can be signed here, and who does it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.contracts.vocabulary import STATES, word
from citypact.apps.signing.place import Place

__all__ = ["BeforeSigning", "before_signing"]


@dataclass(frozen=True)
class BeforeSigning:
    """Why nobody signs a version now.

    Attributes:
        state: how it stands, as a sentence.
        steps: what comes first, in its order, each with who does it; empty where nothing does:
            the version is past its signing.
    """

    state: str
    steps: tuple[str, ...]


def before_signing(place: Place) -> BeforeSigning | None:
    """What must happen first; None where the version is being signed."""
    if place.state == "signing":
        return None
    state = word(STATES, place.state).lower()
    owner = {"owner": place.owner_title}
    steps = (
        ("draft", _("%(owner)s sends the draft to review.") % owner),
        ("in review", _("Every party that signs accepts the text as it stands.")),
        ("in review", _("Every finding of the check is mended, or let stand with a reason.")),
        ("in review", _("%(owner)s says that the version is agreed.") % owner),
        ("agreed", _("%(owner)s begins the signing, and has the document made.") % owner),
    )
    order = [*STATES]
    left = tuple(told for until, told in steps if order.index(place.state) <= order.index(until))
    if not left:
        return BeforeSigning(
            _("This version is %(state)s, and was not signed here.") % {"state": state}, ()
        )
    return BeforeSigning(
        _("This version is %(state)s: nobody can sign it yet.") % {"state": state}, left
    )
