"""The addresses of this app: pages in each language, files that all languages share."""

from __future__ import annotations

from django.urls import path

from citypact.apps.workspace import files, pages

__all__ = ["common", "pages_of_language"]

common = (
    [
        path("<slug:city>/results.json", files.results, name="results"),
    ],
    "files",
)

pages_of_language = (
    [
        path("", pages.cities, name="cities"),
        path("<slug:city>/", pages.city, name="city"),
        path("<slug:city>/figures/<slug:figure>/", pages.figure, name="figure"),
        path("<slug:city>/figures/<slug:figure>.csv", files.figure_csv, name="figure-csv"),
        path("<slug:city>/figures/<slug:figure>.svg", files.figure_svg, name="figure-svg"),
        path("<slug:city>/rows/<path:key>", pages.row, name="row"),
    ],
    "workspace",
)
