"""The addresses of this app: pages in each language, the document that all languages share."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citypact.apps.signing import finding_pages, pages, signing_pages, verifying

__all__ = ["SigningNameConverter", "common", "pages_of_language"]


class SigningNameConverter(StringConverter):
    """The id of a city, a contract, a version or a party."""

    regex = "[a-z0-9][a-z0-9.-]*"


register_converter(SigningNameConverter, "signing-name")

_VERSION = "<signing-name:city>/contracts/<signing-name:contract>/<signing-name:version>/"
_SIGN = f"{_VERSION}sign/"
_PARTY = f"{_SIGN}<signing-name:party>/"

common = (
    [path(f"{_VERSION}document.pdf", pages.document_pdf, name="pdf")],
    "documents",
)

pages_of_language = (
    [
        path(f"{_VERSION}check/", finding_pages.findings, name="findings"),
        path(f"{_VERSION}check/accept/", finding_pages.accept_finding, name="accept-finding"),
        path(f"{_VERSION}check/reopen/", finding_pages.reopen_finding, name="reopen-finding"),
        path(_SIGN, pages.overview, name="overview"),
        path(f"{_VERSION}document/make/", pages.make, name="make"),
        path(f"{_VERSION}document/abandon/", pages.abandon, name="abandon"),
        path(_PARTY, pages.ceremony, name="ceremony"),
        path(f"{_PARTY}give/", signing_pages.give, name="give"),
        path(f"{_PARTY}service/", signing_pages.hand_over, name="hand-over"),
        path(f"{_PARTY}service/signature/", signing_pages.take_back, name="take-back"),
        path(f"{_PARTY}decline/", signing_pages.decline, name="decline"),
        path(f"{_PARTY}withdraw/", signing_pages.withdraw, name="withdraw"),
        path(f"{_PARTY}receipt/", pages.receipt, name="receipt"),
        path("verify/", verifying.verify, name="verify"),
        path("verify/<str:sha256>/", verifying.verify_known, name="verify-known"),
    ],
    "signing",
)
