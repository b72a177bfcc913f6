"""What a person can mend and no page has told: said on a page of its own, in the reader's language.

A page computes from the city book that is shown here. Where the book lacks what the page needs, the
rooms below say what and how to mend it: that is no fault of the site's, and no error without words.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.text import capfirst

from citypact.apps.conduct.wording import in_words
from citypact.errors import BookError, ContractError, InputError

__all__ = ["AS_IT_STANDS", "RefusalsAsPages"]

#: What a page answers that cannot be made of what is kept now, and can be when that is mended.
AS_IT_STANDS = 409


class RefusalsAsPages:
    """Answer with a page where a view could not, for want of something that can be mended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer, as Django's middleware does."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request`` with the next layer's answer."""
        return self.get_response(request)

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that tells what is missing; None for what is a fault of the site's own."""
        if not isinstance(exception, InputError):
            return None
        page = render_to_string("409.html", {"problems": _told(exception)}, request=request)
        return HttpResponse(page, status=AS_IT_STANDS)


def _told(error: InputError) -> list[str]:
    """Each problem, which begins with the name of a file; else the one sentence."""
    if isinstance(error, BookError | ContractError):
        return [in_words(problem.said) for problem in error.problems]
    return [capfirst(in_words(error.said))]
