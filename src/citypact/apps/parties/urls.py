"""The addresses of this app: pages in each language, tables that all languages share."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citypact.apps.parties import exports, own_pages, pages

__all__ = ["OrganisationConverter", "common", "pages_of_language"]


class OrganisationConverter(StringConverter):
    """The id of an organisation."""

    regex = "[a-z0-9][a-z0-9.-]*"


register_converter(OrganisationConverter, "organisation")

common = (
    [
        path("organisations.csv", exports.organisations_csv, name="organisations-csv"),
        path(
            "organisations/<organisation:name>/members.csv", exports.members_csv, name="members-csv"
        ),
        path("accounts/me/citypact-account.json", own_pages.my_data, name="my-data"),
    ],
    "tables",
)

pages_of_language = (
    [
        path("organisations/", pages.organisations, name="organisations"),
        path("organisations/<organisation:name>/", pages.organisation, name="organisation"),
        path("organisations/<organisation:name>/change/", pages.change, name="change"),
        path("organisations/<organisation:name>/parts/add/", pages.add_part, name="add-part"),
        path("organisations/<organisation:name>/members/add/", pages.add_member, name="add-member"),
        path(
            "organisations/<organisation:name>/members/<int:member>/remove/",
            pages.remove_member,
            name="remove-member",
        ),
        path("accounts/me/", own_pages.me, name="me"),
        path("accounts/me/change/", own_pages.change_me, name="change-me"),
        path("accounts/me/erase/", own_pages.erase_me, name="erase-me"),
    ],
    "parties",
)
