"""The addresses of this app: pages in each language, files that all languages share."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citypact.apps.workspace import files, pages
from citypact.apps.workspace.places import COMPARISON, INVESTMENT

__all__ = ["CityConverter", "FileConverter", "PageConverter", "common", "pages_of_language"]


class CityConverter(StringConverter):
    """The id of a city, as a city book may have it."""

    regex = "[a-z0-9][a-z0-9.-]*"


class FileConverter(StringConverter):
    """The name of a file to take along, which its address ends with."""

    regex = "[a-z0-9][a-z0-9.-]*"


class PageConverter(StringConverter):
    """The name of a page of a city that is not its first."""

    regex = f"{INVESTMENT}|{COMPARISON}"


register_converter(CityConverter, "city")
register_converter(PageConverter, "page")
register_converter(FileConverter, "file")

common = (
    [
        path("<city:city>/results.json", files.results, name="results"),
        path("<city:city>/files/<file:name>", files.file, name="file"),
    ],
    "files",
)

pages_of_language = (
    [
        path("", pages.cities, name="cities"),
        path("<city:city>/", pages.city, name="city"),
        path("<city:city>/figures/<slug:figure>/", pages.figure, name="figure"),
        path("<city:city>/figures/<slug:figure>.csv", files.figure_csv, name="figure-csv"),
        path("<city:city>/figures/<slug:figure>.svg", files.figure_svg, name="figure-svg"),
        path("<city:city>/<page:page>/", pages.report, name="report"),
        path("<city:city>/rows/<path:key>", pages.row, name="row"),
    ],
    "workspace",
)
