"""The pages on the way to a signature: who reaches them, what they say, and the whole way."""

import base64
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter
from pytest_django import DjangoAssertNumQueries
from tests.apps.drafting.writing import account_in, edit_of
from tests.apps.signing.documents import (
    AT,
    VERSION,
    coordinator,
    made,
    moved_to,
    opened,
    signatory_of,
    signed_by,
    without_findings,
    written,
)
from tests.documents.authorities import authority

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.queue import work_off
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import lock, rows_of, write
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details
from citypact.apps.signing import bounds, verifying
from citypact.apps.signing.checking import open_findings, report_of
from citypact.apps.signing.finding_place import addresses_in_the_book, places_of
from citypact.apps.signing.findings import AcceptFinding
from citypact.apps.signing.models import ContractDocument
from citypact.apps.signing.place import Place as FindingAt
from citypact.apps.signing.selectors import signed_parties
from citypact.apps.workspace.models import BookRow
from citypact.contract.checker.finding import Finding, Words
from citypact.contract.checker.finding import Place as Cell

pytestmark = pytest.mark.django_db

STRANGER = Details("Främmande", "Stranger", "association")
OF_A_VERSION = ["check/", "sign/"]


def pdf(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("signed.pdf", content, "application/pdf")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return answer.content.decode()


@pytest.mark.parametrize("page", OF_A_VERSION)
def test_a_visitor_signs_in_and_a_stranger_is_refused(client: Client, page: str) -> None:
    written()
    assert client.get(AT + page)["Location"].startswith("/accounts/login/")
    AddOrganisation("stranger", STRANGER, OPERATOR).perform()
    client.force_login(account_in("stranger", Role.COORDINATOR))
    assert client.get(AT + page).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("page", OF_A_VERSION)
def test_the_pages_are_there_in_both_languages_with_a_fixed_number_of_queries(
    page: str, prefix: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    written()
    client = coordinator()
    client.get(prefix + AT + page)
    # Session, account, roles, contract, rows, the city's name, its book or the document with
    # signatures, messages.
    with django_assert_max_num_queries(10):
        shown = text(client, prefix + AT + page)
    assert f'<html lang="{"en" if prefix else "sv"}">' in shown


def test_a_finding_is_read_and_let_stand_on_the_page() -> None:
    kept = written()
    client = coordinator()
    shown = text(client, f"/en{AT}check/")
    found = report_of(rows_of(kept), VERSION).findings
    for each in found:
        assert each.check in shown
    first = found[0]
    at = f"/en{AT}check/accept/"
    query = {"check": first.check, "place": first.key}
    assert client.get(at, query).status_code == HTTPStatus.OK
    refused = client.post(f"{at}?{urlencode(query)}", {"reason_sv": "Skäl", "reason_en": ""})
    assert refused.status_code == 422
    assert "Say why it may stand" in refused.content.decode()
    done = client.post(f"{at}?{urlencode(query)}", {"reason_sv": "Skäl", "reason_en": "Because"})
    assert done.status_code == HTTPStatus.FOUND
    assert "Because" in text(client, f"/en{AT}check/")
    assert open_findings(rows_of(kept), VERSION) == len(found) - 1
    client.post(f"/en{AT}check/reopen/", query)
    assert open_findings(rows_of(kept), VERSION) == len(found)
    nothing = client.get(at, {"check": "none", "place": "such"})
    assert nothing.status_code == HTTPStatus.NOT_FOUND


def test_where_it_is_decided_what_stands_nothing_is_let_stand_or_opened_again() -> None:
    kept = written()
    first, *_others = report_of(rows_of(kept), VERSION).findings
    AcceptFinding(kept.pk, VERSION, first.check, first.key, OPERATOR, "Skäl", "Why").perform()
    client = coordinator()
    before = text(client, f"/en{AT}check/")
    assert "check/accept/" in before
    assert "check/reopen/" in before
    moved_to(kept, "signing")
    after = text(client, f"/en{AT}check/")
    assert "what may stand in it is decided already" in after
    assert "check/accept/" not in after
    assert "check/reopen/" not in after
    query = urlencode({"check": first.check, "place": first.key})
    answer = client.post(f"/en{AT}check/accept/?{query}", {"reason_sv": "Skäl", "reason_en": "So"})
    assert answer.status_code in {HTTPStatus.NOT_FOUND, 422}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_finding_leads_to_the_clause_that_it_is_about(prefix: str) -> None:
    kept = written()
    write(lock(kept.pk), [edit_of(kept, "clauses", f"{VERSION}:follow-up", number="9")])
    rows = rows_of(kept)
    shown = text(coordinator(), f"{prefix}{AT}check/")
    about = {
        rows.clause_of(table, row.cells)
        for each in report_of(rows, VERSION).findings
        for cell in each.where
        for table in ("clauses", "commitments")
        if cell.file == f"{table}.csv"
        if (row := rows.find(table, cell.key))
    }
    assert "follow-up" in about
    for clause in about:
        assert f'<a href="{prefix}{AT}write/clauses/{clause}/">' in shown
    assert ".csv, " not in shown.partition('<article class="finding">')[2].partition("<h2>")[0]


def test_a_finding_leads_to_the_row_of_the_book_that_it_is_about() -> None:
    written()
    keys = BookRow.objects.filter(table="measures").values_list("key", flat=True)
    table, _, key = keys[0].partition("/")
    cell = Cell(f"{table}.csv", 2, "", key)
    found = Finding("c", "note", (cell,), (), Words("Wrong", "Fel"), Words("Mend", "Laga"))
    place = FindingAt("template", rows_of(KeptContract.objects.get()), VERSION, OPERATOR)
    (told,) = places_of(place, found, addresses_in_the_book(place, [found]), "en")
    assert told.address == reverse("workspace:row", args=["template", keys[0]])


def test_a_version_that_nobody_can_sign_yet_says_what_comes_first_and_who_does_it() -> None:
    kept = written()
    client = coordinator()
    draft = text(client, f"/en{AT}sign/")
    assert "This version is draft: nobody can sign it yet." in draft
    assert "City of Exempelstad sends the draft to review." in draft
    assert "Every party that signs accepts the text" in draft
    assert "<table>" not in draft
    assert "Versionen är utkast" in text(client, f"{AT}sign/")
    moved_to(kept, "agreed")
    agreed = text(client, f"/en{AT}sign/")
    assert "sends the draft to review" not in agreed
    assert "begins the signing, and has the document made." in agreed
    moved_to(kept, "signing")
    assert "<table>" in text(client, f"/en{AT}sign/")


def test_a_version_that_came_into_force_elsewhere_says_so() -> None:
    kept = written()
    version = edit_of(kept, "versions", VERSION, state="superseded", signed="2026-01-15")
    write(lock(kept.pk), [version])
    shown = text(coordinator(), f"/en{AT}sign/")
    assert "is superseded, and was not signed here" in shown
    assert "What comes first" not in shown
    assert "<table>" not in shown


def test_another_signatory_takes_the_place_on_the_pages() -> None:
    made()
    region, at = signatory_of("region"), f"/en{AT}sign/region/"
    first = signed_by(bytes(opened().pdf), "region")
    region.post(f"{at}give/", {"file": pdf(first)})
    assert "Sign again on your own machine" in text(region, at)
    assert "--again" in text(region, f"{at}give/")
    again = signed_by(first, "region", "New chair")
    sent = region.post(f"{at}give/", {"file": pdf(again)})
    assert sent.status_code == HTTPStatus.FOUND, sent.content.decode()
    assert "New chair" in text(region, f"{at}receipt/")
    own = authority().signer("region")
    certificate = SimpleUploadedFile("own.der", own.certificate, "application/pkix-cert")
    silent = region.post(f"{at}service/", {"certificate": certificate})
    assert silent.status_code == 422
    certificate.seek(0)
    asked = region.post(f"{at}service/", {"certificate": certificate, "again": "Another"})
    assert asked.status_code == HTTPStatus.FOUND, asked.content.decode()
    shown = text(region, f"{at}service/signature/")
    digest = shown.partition('<code class="hash">')[2].partition("</code>")[0]
    signature = base64.b64encode(own.sign_digest(bytes.fromhex(digest))).decode()
    done = region.post(f"{at}service/signature/", {"signature": signature})
    assert done.status_code == HTTPStatus.FOUND, done.content.decode()
    assert opened().signatures.get(party="region").reason == "Another"


def test_the_whole_way_from_asking_for_the_document_to_the_receipt() -> None:
    kept = written()
    without_findings(kept)
    moved_to(kept, "signing")
    client = coordinator()
    assert "no document to sign yet" in text(client, f"/en{AT}sign/")
    assert client.post(f"/en{AT}document/make/", {"language": "en"}).status_code == 302
    assert "being made" in text(client, f"/en{AT}sign/")
    work_off()
    assert "PDF" in text(client, f"/en{AT}sign/")
    region = signatory_of("region")
    ceremony = text(region, f"/en{AT}sign/region/")
    assert "What we promise, in short" in ceremony
    fetched = region.get(f"{AT}document.pdf")
    assert fetched["Content-Type"] == "application/pdf"
    own = signed_by(fetched.content, "region")
    sent = region.post(f"/en{AT}sign/region/give/", {"file": pdf(own)})
    assert sent.status_code == HTTPStatus.FOUND, sent.content.decode()
    receipt = text(region, f"/en{AT}sign/region/receipt/")
    assert "Tamper evidence" in receipt
    assert opened().current in receipt
    assert "Tamper evidence" in text(client, f"/en{AT}sign/")
    known = text(Client(), f"/en/verify/{opened().manifest_hash}/")
    assert "<li>The region, " in known
    assert "<li>Regionen, " in text(Client(), f"/verify/{opened().manifest_hash}/")
    withdrawn = region.post(f"/en{AT}sign/region/withdraw/", {"reason": "Budget"})
    assert withdrawn.status_code == HTTPStatus.FOUND
    assert "Withdrawn: Budget" in text(client, f"/en{AT}sign/")
    client.post(f"/en{AT}document/abandon/", {"reason": "Begin again"})
    assert "Its signing was given up" in text(
        Client(), f"/en/verify/{ContractDocument.objects.get().manifest_hash}/"
    )


def test_a_signing_service_is_handed_a_digest_and_never_the_document() -> None:
    made()
    client, own = signatory_of("agency"), authority().signer("agency")
    certificate = SimpleUploadedFile("own.der", own.certificate, "application/pkix-cert")
    before = text(client, f"/en{AT}sign/agency/service/signature/")
    assert "No digest was handed over" in before
    sent = client.post(f"/en{AT}sign/agency/service/", {"certificate": certificate})
    assert sent.status_code == HTTPStatus.FOUND, sent.content.decode()
    shown = text(client, f"/en{AT}sign/agency/service/signature/")
    digest = shown.partition('<code class="hash">')[2].partition("</code>")[0]
    wrong = client.post(f"/en{AT}sign/agency/service/signature/", {"signature": "AAAA"})
    assert wrong.status_code == 422
    assert not signed_parties("template", VERSION)
    signature = base64.b64encode(own.sign_digest(bytes.fromhex(digest))).decode()
    done = client.post(f"/en{AT}sign/agency/service/signature/", {"signature": signature})
    assert done.status_code == HTTPStatus.FOUND, done.content.decode()
    assert set(signed_parties("template", VERSION)) == {"agency"}


@pytest.mark.parametrize("way", ["give/", "service/", "service/signature/", "decline/"])
def test_nobody_but_its_signatory_reaches_the_forms_of_a_party(way: str) -> None:
    made()
    for client in (coordinator(), signatory_of("agency")):
        assert client.get(f"{AT}sign/region/{way}").status_code == HTTPStatus.FORBIDDEN
    assert signatory_of("region").get(f"{AT}sign/region/{way}").status_code == HTTPStatus.OK


def test_what_a_party_declines_is_told_to_the_others() -> None:
    made()
    sent = signatory_of("region").post(f"{AT}sign/region/decline/", {"reason": "<b>Nej</b>"})
    assert sent.status_code == HTTPStatus.FOUND
    assert "Avböjt: &lt;b&gt;Nej&lt;/b&gt;" in text(coordinator(), f"{AT}sign/")


def test_anybody_verifies_a_document_and_nothing_is_kept_of_it(client: Client) -> None:
    signed = signed_by(bytes(made().pdf), "region")
    answer = client.post("/en/verify/", {"file": pdf(signed)})
    assert answer.status_code == HTTPStatus.OK
    told = answer.content.decode()
    assert "Not valid" in told
    assert "Not signed by:" in told
    assert '<th scope="row">The region</th>' in told
    told = client.post("/verify/", {"file": pdf(signed)}).content.decode()
    assert '<th scope="row">Regionen</th>' in told
    assert "trusts none of those who issued" in answer.content.decode()
    empty = PdfWriter()
    empty.add_blank_page(595, 842)
    scanned = BytesIO()
    empty.write(scanned)
    answer = client.post("/en/verify/", {"file": pdf(scanned.getvalue())})
    told, _, folded = answer.content.decode().partition("<details>")
    assert "Not valid" in told
    for each in ("has no signature", "carries no manifest"):
        assert each in told
        assert each in folded
    refused = client.post("/en/verify/", {"file": pdf(b"GIF89a")})
    assert refused.status_code == 422
    assert client.get("/verify/nohash/").status_code == HTTPStatus.NOT_FOUND
    assert "No document with this hash" in text(client, f"/en/verify/{'0' * 64}/")


def test_what_takes_too_long_to_verify_is_stopped_and_told_in_both_languages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.001)
    for prefix, said in (("", "avbröts. Ett kontrakts"), ("/en", "seconds and was stopped.")):
        answer = client.post(f"{prefix}/verify/", {"file": pdf(b"%PDF-1.7 nothing")})
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_what_cannot_be_read_is_told_in_the_readers_language(client: Client) -> None:
    answer = client.post("/verify/", {"file": pdf(b"%PDF-1.7 nothing")}).content.decode()
    assert "Dokumentet kan inte läsas." in answer
    answer = client.post("/verify/", {"file": pdf(b"GIF89a")}).content.decode()
    assert "Detta är ingen PDF." in answer


def test_one_document_is_verified_at_a_time(client: Client) -> None:
    assert verifying._busy.acquire(blocking=False)
    try:
        answer = client.post("/verify/", {"file": pdf(b"%PDF-")})
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    finally:
        verifying._busy.release()
