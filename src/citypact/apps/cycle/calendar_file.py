"""A version's calendar as a file that calendars of other programs read (iCalendar, RFC 5545).

The address that a person subscribes by is signed for that person's account, since programs that
fetch calendars do not sign in. It shows nothing any more once the account may not read it.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.cycle import selectors
from citypact.apps.cycle.letters import address_of
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.words import milestone_title
from citypact.apps.drafting.models import KeptContract
from citypact.apps.parties.models import Account
from citypact.apps.parties.selectors import actor_for

__all__ = ["calendar_file", "feed_address"]

SALT = "citypact.cycle.calendar"
#: How often programs that subscribe are asked to look again.
AGAIN = timedelta(hours=12)


def feed_address(contract: KeptContract, version: str, account: Account) -> str:
    """The address by which ``account`` subscribes to the calendar of a version."""
    token = signing.dumps([contract.pk, version, str(account.pk)], salt=SALT, compress=True)
    return f"{settings.CITYPACT_ADDRESS}{reverse('calendars:file', args=(token,))}"


@require_safe
@never_cache
def calendar_file(_request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for whom the address was signed."""
    try:
        contract, version, owner = signing.loads(token, salt=SALT)
        account = Account.objects.get(pk=UUID(owner), is_active=True)
        kept = KeptContract.objects.get(pk=contract)
        rows = selectors.contract_rows_of(actor_for(account), kept.city_id, kept.pk)
    except (
        signing.BadSignature,
        Account.DoesNotExist,
        KeptContract.DoesNotExist,
        PermissionDenied,
    ) as error:
        # Whoever has an address that holds no more learns nothing of why.
        raise Http404(_("There is no such calendar.")) from error
    with translation.override(account.language):
        written = _written(rows.contract, version, account.language)
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kept.pk}-{version}.ics"'
    return answer


def _written(contract: KeptContract, version: str, language: str) -> bytes:
    """Every milestone as an event of a whole day."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Citypact//Citypact//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{contract.title(language)} {version}")
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    parties = selectors.titles_of(contract, language)
    for milestone in selectors.milestones_of(contract.pk, version):
        event = Event()
        for name, value in _said(contract, milestone, parties, language).items():
            event.add(name, value)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _said(
    contract: KeptContract, milestone: Milestone, parties: dict[str, str], language: str
) -> dict[str, object]:
    """What an event says, by the names of RFC 5545; it takes nobody's day."""
    title = milestone_title(milestone, language)
    if milestone.party:
        title = f"{title} ({parties.get(milestone.party, milestone.party)})"
    if milestone.done:
        title = _("%(title)s: done") % {"title": title}
    return {
        "uid": f"milestone-{milestone.pk}.{contract.pk}@citypact",
        "dtstamp": timezone.now(),
        "dtstart": milestone.due,
        "dtend": milestone.due + timedelta(days=1),
        "summary": title,
        "description": contract.title(language),
        "url": address_of("cycle:calendar", contract, milestone.version),
        "transp": "TRANSPARENT",
    }
