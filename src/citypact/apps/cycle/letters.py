"""The mails of a contract's year, each in its reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from citypact.apps.conduct.notices import register
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.selectors import titles_of
from citypact.apps.cycle.words import milestone_title, state_word
from citypact.apps.drafting.models import KeptContract
from citypact.apps.parties.letters import to_the_owner
from citypact.apps.parties.models import Account

__all__ = ["ADVANCED", "REMINDED", "address_of"]

ADVANCED = "cycle.advanced"
REMINDED = "cycle.reminded"


def _advanced(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    contract = KeptContract.objects.get(pk=values["contract"])
    told = {
        "name": account.name,
        "contract": contract.title(translation.get_language() or "sv"),
        "version": values["version"],
        "state": state_word(values["to"]).lower(),
        "address": address_of("cycle:steps", contract, values["version"]),
    }
    subject = _("%(contract)s %(version)s: %(state)s") % told
    text = _(
        "Hello %(name)s,\n\nversion %(version)s of %(contract)s is now: %(state)s.\n\n"
        "What is met and what is still missing:\n%(address)s"
    )
    return subject, text % told


def _reminded(account: Account, values: Mapping[str, str]) -> tuple[str, str]:
    contract = KeptContract.objects.get(pk=values["contract"])
    wanted = [int(each) for each in values["milestones"].split()]
    found = list(Milestone.objects.filter(pk__in=wanted))
    language = translation.get_language() or "sv"
    today = timezone.localdate()
    parties = titles_of(contract, language)
    lines = [
        f"{date_format(each.due, 'Y-m-d')}  {milestone_title(each, language)}"
        + (f" ({parties.get(each.party, each.party)})" if each.party else "")
        + (f" – {_('late')}" if each.due < today else "")
        for each in found
    ]
    told = {
        "name": account.name,
        "contract": contract.title(language),
        "lines": "\n".join(lines),
        "address": "\n".join(
            address_of("cycle:calendar", contract, version)
            for version in sorted({each.version for each in found})
        ),
    }
    subject = _("%(contract)s: what is due") % told
    text = _(
        "Hello %(name)s,\n\nthis is due for %(contract)s:\n\n%(lines)s\n\n"
        "The calendar:\n%(address)s"
    )
    return subject, text % told


def address_of(name: str, contract: KeptContract, *parts: str) -> str:
    """The whole address of a page of a contract's year."""
    path = reverse(name, args=(contract.city_id, contract.pk, *parts))
    return f"{settings.CITYPACT_ADDRESS}{path}"


register(REMINDED, to_the_owner(_reminded))
register(ADVANCED, to_the_owner(_advanced))
