"""The addresses of this app: pages in each language, a calendar that all languages share."""

from __future__ import annotations

from django.urls import path

from citypact.apps.cycle import (
    calendar_file,
    calendar_pages,
    pages,
    steps_page,
    text_page,
    update_pages,
)

__all__ = ["common", "pages_of_language"]

_CONTRACT = "<name:city>/year/<name:contract>/"
_VERSION = f"{_CONTRACT}<name:version>/"

common = (
    [path("calendars/<str:token>.ics", calendar_file.calendar_file, name="file")],
    "calendars",
)

pages_of_language = (
    [
        path("contracts/", pages.mine, name="mine"),
        path(_CONTRACT, pages.overview, name="year"),
        path(f"{_CONTRACT}renew/", pages.renew, name="renew"),
        path(f"{_CONTRACT}text/", text_page.take_in, name="take-in"),
        path(f"{_CONTRACT}publish/", pages.publish, name="publish"),
        path(f"{_VERSION}steps/", steps_page.steps, name="steps"),
        path(f"{_VERSION}updates/", update_pages.updates, name="updates"),
        path(f"{_VERSION}updates/<name:party>/", update_pages.update, name="update"),
        path(f"{_VERSION}calendar/", calendar_pages.calendar, name="calendar"),
        path(f"{_VERSION}calendar/add/", calendar_pages.put_milestone, name="add-milestone"),
        path(
            f"{_VERSION}calendar/<int:milestone>/", calendar_pages.put_milestone, name="milestone"
        ),
        path(
            f"{_VERSION}calendar/<int:milestone>/remove/",
            calendar_pages.remove_milestone,
            name="remove-milestone",
        ),
    ],
    "cycle",
)
