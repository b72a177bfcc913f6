"""Requests for the pages on one's own tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from citypact.apps.api.forms import TokenForm
from citypact.apps.api.tokens import MakeToken, RevokeToken
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.form_pages import NOT_SO, form_page
from citypact.apps.conduct.guard import actor_of, own_only
from citypact.apps.conduct.wording import in_words
from citypact.apps.parties.models import Account
from citypact.errors import InputError

__all__ = ["revoke", "tokens"]


def _own(request: HttpRequest) -> Account:
    user = request.user
    if not isinstance(user, Account):
        message = "this page is for those who are signed in, and its guard let somebody else by"
        raise TypeError(message)
    return user


@form_page
@own_only
def tokens(request: HttpRequest) -> HttpResponse:
    """The programs that act for me, and letting in another; its token is shown once."""
    account, made = _own(request), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = MakeToken(account, **form.cleaned_data, actor=actor_of(request)).perform()
        except FieldsError as error:
            for field, problem in error.problems.items():
                form.add_error(field, problem)
        except InputError as error:
            form.add_error(None, in_words(error.said))
    status = NOT_SO if request.method == "POST" and not made else 200
    context = {"tokens": list(account.tokens.all()), "form": TokenForm() if made else form}
    return render(request, "api/tokens.html", context | {"made": made}, status=status)


@never_cache
@require_POST
@own_only
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Shut a program out."""
    RevokeToken(_own(request), token, actor_of(request)).perform()
    messages.success(request, _("The program is shut out."))
    return redirect("programs:tokens")
