"""The addresses of this app, all of them pages in each language."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citypact.apps.contracts import pages

__all__ = ["NameConverter", "pages_of_language"]


class NameConverter(StringConverter):
    """The id of a city, a contract, a version or a party."""

    regex = "[a-z0-9][a-z0-9.-]*"


register_converter(NameConverter, "name")

_VERSION = "<name:city>/contracts/<name:contract>/<name:version>/"

pages_of_language = (
    [
        path("<name:city>/contracts/", pages.contracts, name="contracts"),
        path(_VERSION, pages.contract, name="text"),
        path(f"{_VERSION}promises/", pages.promises, name="promises"),
        path(f"{_VERSION}compared/", pages.compared, name="compared"),
        path(f"{_VERSION}changes/", pages.changes, name="changes"),
        path(f"{_VERSION}parties/<name:party>/", pages.party, name="party"),
    ],
    "contracts",
)
