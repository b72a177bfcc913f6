"""The page on which a supplied text is brought, to become a draft with proposals."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.cycle.forms import TextForm
from citypact.apps.cycle.frame import context_of, rows_or_404
from citypact.apps.cycle.taking_in import TakeInText, read_text
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.contract.text import LARGEST_TEXT, ContractText
from citypact.errors import ContractError

__all__ = ["take_in"]


@form_page
@guarded(KEPT_CONTRACTS, "renew")
def take_in(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Bring a text; all that is wrong with it is told, and then nothing of it is kept."""
    rows = rows_or_404(request, city, contract, "renew")
    form = TextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = _read(form.cleaned_data["text"], form)
        action = text and TakeInText(
            contract, text, actor_of(request), form.cleaned_data["year"] or 0
        )
        if action and performed(action, form):
            said = _("The text is a draft now; what it promises waits as proposals.")
            messages.success(request, said)
            return redirect("cycle:year", city, contract)
    return shown(request, context_of(rows, form=form), "cycle/take_in.html")


def _read(file: UploadedFile[bytes], form: forms.Form) -> ContractText | None:
    """The text of a file; what is wrong with it is said on the form."""
    if (file.size or 0) > LARGEST_TEXT:
        told = {"size": f"{(file.size or 0) / 1e6:.1f}", "most": f"{LARGEST_TEXT / 1e6:.0f}"}
        message = _("The file has %(size)s MB, and at most %(most)s MB are read: it is no text.")
        form.add_error("text", message % told)
        return None
    try:
        return read_text(file.name or "", file.read())
    except ContractError as error:
        for each in error.problems:
            form.add_error("text", in_words(each.said))
        return None
