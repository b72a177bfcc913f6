"""The mails that people are sent about their accounts and roles, each in the person's language.

A link that lets somebody in is made when the mail is written, and stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.notices import Letter, register
from citypact.apps.parties.models import Account, Organisation
from citypact.apps.parties.words import ROLES

__all__ = ["INVITED", "PASSWORD", "ROLE_GIVEN", "address_problems", "to_the_owner", "way_in"]

INVITED = "parties.invited"
ROLE_GIVEN = "parties.role_given"
PASSWORD = "parties.password"  # noqa: S105  the kind of a mail, not a password


def address_problems(mail: str) -> str:
    """What is wrong with a mail address; empty where nothing is."""
    try:
        validate_email(mail)
    except ValidationError as error:
        return " ".join(map(str, error.messages))
    return ""


def way_in(account: Account) -> str:
    """An address at which the account's owner, and nobody else, may set a password."""
    key = default_token_generator.make_token(account)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": key},
    )
    return f"{settings.CITYPACT_ADDRESS}{path}"


def _invited(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\nyou have been given the role %(role)s for %(organisation)s in "
        "Citypact.\n\nChoose a password here within three days:\n%(address)s\n\nIf you did not "
        "expect this, do nothing: without a password the account cannot be used."
    )
    return _("You are invited to Citypact"), text % _told(account, values, way_in(account))


def _role_given(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\nyou have been given the role %(role)s for %(organisation)s in "
        "Citypact.\n\nSign in as usual:\n%(address)s"
    )
    address = f"{settings.CITYPACT_ADDRESS}{reverse('account_login')}"
    return _("You have a new role in Citypact"), text % _told(account, values, address)


def _password(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\nsomebody, we hope you, asked for a new password to Citypact.\n\n"
        "Choose one here within three days:\n%(address)s\n\nIf it was not you, do nothing: your "
        "password stays as it is."
    )
    return _("A new password to Citypact"), text % _told(account, values, way_in(account))


def _told(account: Account, values: Mapping[str, str], address: str) -> dict[str, str]:
    organisation = Organisation.objects.filter(id=values.get("organisation", "")).first()
    language = translation.get_language() or "sv"
    role = values.get("role", "")
    return {
        "name": account.name,
        "address": address,
        "organisation": organisation.title(language) if organisation else "",
        "role": str(ROLES[Role(role)]) if role else "",
    }


Writer = Callable[[Account, Mapping[str, str]], tuple[str, str]]


def to_the_owner(writer: Writer) -> Callable[[UUID, Mapping[str, str]], Letter | None]:
    """Write to the account's owner in the owner's language; to nobody where it was erased."""

    def write(account_id: UUID, values: Mapping[str, str]) -> Letter | None:
        account = Account.objects.filter(pk=account_id, is_active=True).first()
        if account is None:
            return None
        with translation.override(account.language):
            subject, text = writer(account, values)
        return Letter(account.email, subject, text + "\n")

    return write


register(INVITED, to_the_owner(_invited))
register(ROLE_GIVEN, to_the_owner(_role_given))
register(PASSWORD, to_the_owner(_password))
