"""The way from a page to the same page in the other language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import translation

__all__ = ["LanguageLink", "links"]

#: A language's name in itself, and what a reader of it is offered.
NAMES = {"sv": ("Svenska", "På svenska"), "en": ("English", "In English")}


@dataclass(frozen=True)
class LanguageLink:
    """One language of the site.

    Attributes:
        code: as in ``lang`` and ``hreflang``.
        name: the language's name in itself.
        offer: what the link says, in that language.
        address: this page in that language; the start page where this page does not exist.
        current: True for the language that the page is in.
    """

    code: str
    name: str
    offer: str
    address: str
    current: bool


def links(request: HttpRequest) -> dict[str, tuple[LanguageLink, ...]]:
    """Context processor: ``language_links``, one for each language of the site."""
    current = translation.get_language()
    return {
        "language_links": tuple(
            LanguageLink(
                code=code,
                name=NAMES[code][0],
                offer=NAMES[code][1],
                address=_address(request, code),
                current=code == current,
            )
            for code, _ in settings.LANGUAGES
        )
    }


def _address(request: HttpRequest, code: str) -> str:
    try:
        resolve(request.path_info)
    except Resolver404:
        with translation.override(code):
            return reverse("workspace:cities")
    return translate_url(request.get_full_path(), code)
