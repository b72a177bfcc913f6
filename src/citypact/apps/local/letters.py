"""The mails of a local contract: to confirm a sign-up, and to report.

A link that lets somebody in is made when the mail is written, and stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from citypact.apps.conduct.notices import Letter, register
from citypact.apps.drafting.models import KeptContract
from citypact.apps.local.bounds import VALID
from citypact.apps.local.models import SignUpRequest
from citypact.apps.parties.letters import to_the_owner
from citypact.apps.parties.models import Account
from citypact.errors import InputError

__all__ = ["CONFIRM", "REPORT", "request_of", "token_of"]

CONFIRM = "local.confirm"
REPORT = "local.report"
_SALT = "citypact.local.confirm"


def token_of(request: UUID) -> str:
    """What the link in the mail ends with; nobody makes it who does not have the site's key."""
    return signing.dumps(request.hex, salt=_SALT)


def request_of(token: str) -> UUID:
    """Which sign-up a link is about.

    Raises:
        InputError: this site has not made the link, or too long ago.
    """
    try:
        return UUID(signing.loads(token, salt=_SALT, max_age=VALID))
    except signing.BadSignature as error:
        message = _(
            "This link does not confirm anything: it is not whole, or older than %(days)s days. "
            "Open it from the mail once more, or sign up again."
        )
        raise InputError(message % {"days": VALID.days}) from error


def _confirm(request_id: UUID, values: Mapping[str, str]) -> Letter | None:  # noqa: ARG001  as all
    request = SignUpRequest.objects.select_related("contract").filter(pk=request_id).first()
    if request is None or not request.mail:
        return None
    with translation.override(request.language):
        place = (request.contract.city_id, request.contract_id, token_of(request.pk))
        text = _(
            "Hello %(name)s,\n\n%(company)s is about to sign up to %(contract)s.\n\nConfirm it "
            "here within %(days)s days; before that it does not count:\n%(address)s\n\nIf you did "
            "not ask for this, do nothing: what was written is then erased."
        ) % {
            "name": request.person,
            "company": request.title,
            "contract": request.contract.title(request.language),
            "days": VALID.days,
            "address": f"{settings.CITYPACT_ADDRESS}{reverse('local:confirm', args=place)}",
        }
        return Letter(request.mail, _("Confirm that your company signs up"), text + "\n")


def _report(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    contract = KeptContract.objects.get(pk=values["contract"])
    place = (contract.city_id, contract.pk, values["party"])
    text = _(
        "Hello %(name)s,\n\nit is time to report what your company has done of what it promised in "
        "%(contract)s, for the year %(year)s.\n\nIt takes some minutes:\n%(address)s"
    ) % {
        "name": account.name,
        "contract": contract.title(translation.get_language() or "sv"),
        "year": values["year"],
        "address": f"{settings.CITYPACT_ADDRESS}{reverse('local:report', args=place)}",
    }
    return _("Report what your company has done"), text


register(CONFIRM, _confirm)
register(REPORT, to_the_owner(_report))
