"""The mails that signatories are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from citypact.apps.conduct.notices import Letter, register
from citypact.apps.parties.models import Account, Organisation

__all__ = ["ASKED"]

ASKED: Final = "signing.asked"


def _asked(account: UUID, values: Mapping[str, str]) -> Letter | None:
    person = Account.objects.filter(pk=account, is_active=True).first()
    party = Organisation.objects.filter(pk=values["party"]).first()
    if person is None or party is None:
        return None
    with translation.override(person.language):
        place = reverse(
            "signing:ceremony",
            args=(values["city"], values["contract"], values["version"], party.pk),
        )
        told = {
            "name": person.name,
            "party": party.title(person.language),
            "contract": values["contract"],
            "version": values["version"],
            "address": f"{settings.CITYPACT_ADDRESS}{place}",
        }
        return Letter(
            person.email,
            _("A contract waits for your signature"),
            _(
                "Hello %(name)s,\n\nthe contract %(contract)s, version %(version)s, is ready to be "
                "signed for %(party)s. Read it, see what you promise in short, and sign or decline "
                "here:\n%(address)s"
            )
            % told,
        )


register(ASKED, _asked)
