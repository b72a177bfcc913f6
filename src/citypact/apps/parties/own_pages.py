"""Pages on one's own account: what is kept, changing it, taking it along, erasing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, own_only
from citypact.apps.parties import selectors
from citypact.apps.parties.accounts import ChangeAccount, EraseAccount
from citypact.apps.parties.forms import AccountForm, EraseForm
from citypact.apps.parties.models import Account

__all__ = ["change_me", "erase_me", "me", "my_data"]


def _own(request: HttpRequest) -> Account:
    user = request.user
    if not isinstance(user, Account):
        message = (
            "this page is for those who are signed in only, and its guard let somebody else by"
        )
        raise TypeError(message)
    return user


@never_cache
@require_safe
@own_only
def me(request: HttpRequest) -> HttpResponse:
    """What is kept of the person who asks, and the ways to change it."""
    account = _own(request)
    context = {"account": account, "memberships": selectors.memberships_of(account)}
    return render(request, "parties/me.html", context)


@form_page
@own_only
def change_me(request: HttpRequest) -> HttpResponse:
    """Change one's name and the language of mails."""
    account = _own(request)
    initial = {"name": account.name, "language": account.language}
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        action = ChangeAccount(account.pk, **form.cleaned_data, actor=actor_of(request))
        if performed(action, form):
            messages.success(request, _("What was changed is kept."))
            return redirect("parties:me")
    context = {"form": form, "title": _("Change my details")}
    return shown(request, context, "parties/form.html")


@form_page
@own_only
def erase_me(request: HttpRequest) -> HttpResponse:
    """Erase one's own account."""
    account = _own(request)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = EraseAccount(account.pk, actor_of(request))
        if performed(action, form):
            logout(request)
            messages.success(request, _("Your account is erased."))
            return redirect("workspace:cities")
    context = {"form": form, "title": _("Erase my account"), "warning": True}
    return shown(request, context, "parties/form.html")


@never_cache
@require_safe
@own_only
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of the person who asks, as a file."""
    document = selectors.everything_of(_own(request))
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="citypact-account.json"'
    return answer
