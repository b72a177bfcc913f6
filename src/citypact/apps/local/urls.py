"""The addresses of this app: pages in each language, tables that all languages share."""

from __future__ import annotations

from django.urls import path

from citypact.apps.local import city_pages, company_pages, exports, group_pages, join_pages

__all__ = ["common", "pages_of_language"]

# The converter of names is registered with the pages of contracts, which come with this app.
_CONTRACT = "<name:city>/local/<name:contract>/"
_COMPANY = f"{_CONTRACT}companies/<name:party>/"
_GROUP = f"{_CONTRACT}groups/<name:area>/"

common = (
    [
        path(f"{_CONTRACT}companies.csv", exports.companies_csv, name="companies-csv"),
        path(f"{_CONTRACT}companies.xlsx", exports.companies_xlsx, name="companies-xlsx"),
    ],
    "local-tables",
)

pages_of_language = (
    [
        path("<name:city>/local/", city_pages.contracts, name="contracts"),
        path(_CONTRACT, city_pages.contract, name="contract"),
        path(f"{_CONTRACT}join/", join_pages.join, name="join"),
        path(f"{_CONTRACT}join/asked/", join_pages.asked_for, name="asked"),
        path(f"{_CONTRACT}join/confirm/<str:token>/", join_pages.confirm, name="confirm"),
        path(f"{_CONTRACT}companies/", city_pages.listing, name="listing"),
        path(f"{_CONTRACT}call/", city_pages.call, name="call"),
        path(_COMPANY, company_pages.company, name="company"),
        path(f"{_COMPANY}report/", company_pages.report, name="report"),
        path(f"{_COMPANY}change/", company_pages.change, name="change"),
        path(f"{_COMPANY}withdraw/", company_pages.withdraw, name="withdraw"),
        path(_GROUP, group_pages.group, name="group"),
        path(f"{_GROUP}meetings/add/", group_pages.meeting, name="add-meeting"),
        path(f"{_GROUP}meetings/<uuid:name>/", group_pages.meeting, name="meeting"),
        path(
            f"{_GROUP}meetings/<uuid:name>/remove/",
            group_pages.remove_meeting,
            name="remove-meeting",
        ),
        path(f"{_GROUP}companies/<name:party>/", group_pages.take_part, name="take-part"),
    ],
    "local",
)
