"""Pages on which something is filled in: shown again with what stood in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from citypact.apps.conduct.action import Action
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.wording import in_words
from citypact.errors import ContractError, InputError

__all__ = ["form_page", "performed", "shown"]

#: What a page answers when what was sent to it cannot be.
NOT_SO = 422


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is read and sent, and kept by no browser."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    page: Callable[..., HttpResponse] = never_cache(methods(view))
    return page


def performed(action: Action[Any], form: forms.Form) -> bool:
    """Whether it could be done; what stood in the way is said on the form."""
    try:
        action.perform()
    except FieldsError as error:
        for field, problem in error.problems.items():
            form.add_error(field if field in form.fields else None, problem)
        return False
    except ContractError as error:
        for each in error.problems:
            form.add_error(each.column if each.column in form.fields else None, in_words(each.said))
        return False
    except InputError as error:
        form.add_error(None, in_words(error.said))
        return False
    return True


def shown(request: HttpRequest, context: dict[str, object], template: str) -> HttpResponse:
    """The page with its form; one that was sent and comes back says that it was not kept.

    Its fields are set by ``conduct/_fields.html``.
    """
    status = NOT_SO if request.method == "POST" else 200
    return render(request, template, context, status=status)
