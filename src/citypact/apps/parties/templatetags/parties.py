"""What the templates of parties say in the reader's language."""

from __future__ import annotations

from django import forms, template

from citypact.apps.conduct.actor import Role
from citypact.apps.parties.models import Account, Organisation
from citypact.apps.parties.words import AUTHORITIES, KINDS, LANGUAGES, ROLES

__all__ = ["register"]

register = template.Library()


@register.filter
def title_in(organisation: Organisation, language: str) -> str:
    """The name of an organisation in ``language``."""
    return organisation.title(language)


@register.filter
def mandate_in(organisation: Organisation, language: str) -> str:
    """What an organisation may decide, in ``language``; the other where it is not said in it."""
    own, other = organisation.mandate_sv, organisation.mandate_en
    if language != "sv":
        own, other = other, own
    return own or other


@register.filter
def kind_title(kind: str) -> str:
    """A kind of organisation as people read it."""
    return str(KINDS[kind])


@register.filter
def authority_title(authority: str) -> str:
    """A kind of authority as people read it; empty where there is none."""
    return str(AUTHORITIES[authority]) if authority else ""


@register.filter
def role_title(role: str) -> str:
    """A role as people read it."""
    return str(ROLES[Role(role)])


@register.filter
def user_name(form: forms.Form) -> str:
    """Whom a form asks for a password: the address of the account; empty where it asks for none.

    A password manager keeps a password beside it.
    """
    asked = any(isinstance(each.widget, forms.PasswordInput) for each in form.fields.values())
    account = getattr(form, "user", None)
    return account.email if asked and isinstance(account, Account) else ""


@register.filter
def language_title(language: str) -> str:
    """A language in itself."""
    return dict(LANGUAGES)[language]
