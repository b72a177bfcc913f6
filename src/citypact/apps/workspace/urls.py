"""The addresses of this app: pages in each language, files that all languages share."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citypact.apps.workspace import files, pages

__all__ = ["CityConverter", "common", "pages_of_language"]


class CityConverter(StringConverter):
    """The id of a city, as a city book may have it."""

    regex = "[a-z0-9][a-z0-9.-]*"


register_converter(CityConverter, "city")

common = (
    [
        path("<city:city>/results.json", files.results, name="results"),
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
        path("<city:city>/rows/<path:key>", pages.row, name="row"),
    ],
    "workspace",
)
