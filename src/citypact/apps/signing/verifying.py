"""Requests for the page on which anybody verifies a document. Nothing is kept of it."""

from __future__ import annotations

import re
import threading

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.conduct.form_pages import NOT_SO, form_page
from citypact.apps.conduct.guard import guarded
from citypact.apps.signing import selectors
from citypact.apps.signing.forms import VerificationForm
from citypact.apps.signing.policy import VERIFICATIONS
from citypact.apps.signing.trust import trusted
from citypact.errors import EnvironmentFault, InputError

__all__ = ["verify", "verify_known"]

#: Verifying takes seconds of a processor: so many at a time, and the next is asked to come again.
_busy = threading.BoundedSemaphore(1)
LARGEST = 50_000_000
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
        context["signed"] = [each for each in document.signatures.all() if each.state == "signed"]
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
                    form.add_error("file", str(error))
                finally:
                    _busy.release()
    return render(request, "signing/verify.html", context | {"form": form}, status=status)


def _told(pdf: bytes) -> dict[str, object]:
    # Verifying is heavy, and only this asks for it.
    from citypact.documents.verification import level_of  # noqa: PLC0415  as said
    from citypact.documents.verification import verify as verified  # noqa: PLC0415  likewise
    from citypact.documents.verification_summary import (  # noqa: PLC0415  likewise
        verification_summary,
    )

    found = verified(pdf, trusted())
    return {
        "found": found,
        "judged": [(each, level_of(each)) for each in found.signatures],
        "summary": verification_summary(found, get_language() or "sv"),
        "files": found.carried,
    }
