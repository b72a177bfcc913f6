"""Requests for the page on which anybody verifies a document. Nothing is kept of it."""

from __future__ import annotations

import re
import threading
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.conduct.form_pages import NOT_SO, form_page
from citypact.apps.conduct.guard import guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.signing import selectors
from citypact.apps.signing.bounds import LARGEST, verified
from citypact.apps.signing.forms import VerificationForm
from citypact.apps.signing.policy import VERIFICATIONS
from citypact.errors import EnvironmentFault, InputError

__all__ = ["verify", "verify_known"]

#: Verifying takes seconds of a processor: so many at a time, and the next is asked to come again.
_busy = threading.BoundedSemaphore(1)
_HASH = re.compile(r"[0-9a-f]{64}")
BUSY = 503


@form_page
@guarded(VERIFICATIONS, "make")
def verify(request: HttpRequest) -> HttpResponse:
    """Bring a document, and read what it is."""
    return _page(request, {})


@form_page
@guarded(VERIFICATIONS, "make")
def verify_known(request: HttpRequest, sha256: str) -> HttpResponse:
    """Where the code in a printed document leads: what this site knows of it."""
    if not _HASH.fullmatch(sha256):
        raise Http404(_("The address names no document."))
    document = selectors.document_with(sha256)
    language = get_language() or "sv"
    context: dict[str, object] = {"sha256": sha256, "known": document}
    if document is not None:
        context["contract_title"] = document.contract.title(language)
        titles = selectors.titles_of_parties(document.contract, language)
        context["signed"] = [
            (titles.get(each.party, each.party), each)
            for each in document.signatures.all()
            if each.state == "signed"
        ]
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    form = VerificationForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = NOT_SO
        if form.is_valid():
            file = form.cleaned_data["file"]
            if file.size > LARGEST:
                form.add_error("file", _("The file is larger than 50 MB, the most that is read."))
            elif not _busy.acquire(blocking=False):
                form.add_error(
                    None, _("Another document is being verified: try again in a minute.")
                )
                status = BUSY
            else:
                try:
                    context |= _told(file.read())
                    status = 200
                except (InputError, EnvironmentFault) as error:
                    form.add_error("file", in_words(error.said))
                finally:
                    _busy.release()
    return render(request, "signing/verify.html", context | {"form": form}, status=status)


def _told(pdf: bytes) -> dict[str, object]:
    """What a document is.

    Raises:
        InputError: it cannot be read, or not within bounds.
        EnvironmentFault: it cannot be verified here.
    """
    if not pdf.startswith(b"%PDF-"):
        raise InputError(_("This is no PDF. Bring a contract’s document."))
    told = verified(pdf)
    judged = [
        {
            **each,
            "name": told.names[each["place"]],
            "stamped": _moment(each["stamped"]),
            "stated": _moment(each["stated"]),
        }
        for each in told.found["signatures"]
    ]
    why = list(told.reasons)
    if judged and not any(each["trusted"] for each in judged):
        why.append(
            _(
                "This site trusts none of those who issued the certificates, so who signed is not "
                "shown. Whoever runs the site names those it trusts; in the terminal you name them "
                "yourself, with --trust."
            )
        )
    return {"found": told.found, "judged": judged, "why": why, "summary": told.summary}


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
