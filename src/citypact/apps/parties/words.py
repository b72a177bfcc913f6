"""Kinds of organisations, kinds of authority and roles, as people read them.

The kinds are those of a contract's parties, without ``group``: several parties that promise
together in one contract are no organisation of their own. A test holds them to the contract's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from citypact.apps.conduct.actor import Role

__all__ = ["AUTHORITIES", "KINDS", "LANGUAGES", "ROLES"]

#: Languages of pages and mails, each in itself.
LANGUAGES: Final = [("sv", "svenska"), ("en", "English")]

#: Kinds of organisations.
KINDS: Final[Mapping[str, Promise]] = {
    "municipality": pgettext_lazy("kind of organisation", "municipality"),
    "board": pgettext_lazy("kind of organisation", "board"),
    "municipal company": pgettext_lazy("kind of organisation", "municipal company"),
    "region": pgettext_lazy("kind of organisation", "region"),
    "agency": pgettext_lazy("kind of organisation", "agency"),
    "programme": pgettext_lazy("kind of organisation", "programme"),
    "company": pgettext_lazy("kind of organisation", "company"),
    "university": pgettext_lazy("kind of organisation", "university"),
    "association": pgettext_lazy("kind of organisation", "association"),
    "network": pgettext_lazy("kind of organisation", "network"),
}
#: Kinds of decision-makers.
AUTHORITIES: Final[Mapping[str, Promise]] = {
    "board": pgettext_lazy("authority", "board"),
    "municipal company": pgettext_lazy("authority", "municipal company"),
    "region": pgettext_lazy("authority", "region"),
    "state": pgettext_lazy("authority", "state"),
    "eu": pgettext_lazy("authority", "EU"),
    "business": pgettext_lazy("authority", "business"),
    "household": pgettext_lazy("authority", "household"),
}
#: Roles that somebody can have in an organisation.
ROLES: Final[Mapping[Role, Promise]] = {
    Role.READER: pgettext_lazy("role", "reader"),
    Role.REVIEWER: pgettext_lazy("role", "reviewer"),
    Role.EDITOR: pgettext_lazy("role", "editor"),
    Role.CONTROLLER: pgettext_lazy("role", "controller"),
    Role.SIGNATORY: pgettext_lazy("role", "signatory"),
    Role.COORDINATOR: pgettext_lazy("role", "coordinator"),
}
