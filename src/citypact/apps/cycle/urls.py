"""The addresses of this app: pages in each language, a calendar that all languages share."""

from __future__ import annotations

from django.urls import path

from citypact.apps.cycle import pages, steps_page

__all__ = ["pages_of_language"]

_CONTRACT = "<name:city>/year/<name:contract>/"
_VERSION = f"{_CONTRACT}<name:version>/"

pages_of_language = (
    [
        path(_CONTRACT, pages.overview, name="year"),
        path(f"{_CONTRACT}renew/", pages.renew, name="renew"),
        path(f"{_CONTRACT}publish/", pages.publish, name="publish"),
        path(f"{_VERSION}steps/", steps_page.steps, name="steps"),
    ],
    "cycle",
)
