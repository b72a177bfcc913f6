"""Documents and signatures: what may happen when, and what does not."""

import hashlib
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from tests.apps.drafting.writing import OWNER, edit_of, somebody
from tests.apps.signing.documents import (
    PARTIES,
    VERSION,
    made,
    moved_to,
    opened,
    signed_by,
    wanted,
    without_findings,
    worked_off,
    written,
)
from tests.documents.authorities import authority

from citypact.apps.conduct.actor import OPERATOR, Actor, Role
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.drafting.rows import lock, rows_of, write
from citypact.apps.signing import bounds
from citypact.apps.signing.actions import (
    AbandonDocument,
    DeclineSignature,
    GiveSignature,
    WantDocument,
    WithdrawSignature,
)
from citypact.apps.signing.checking import open_findings, report_of
from citypact.apps.signing.examining import SignedDocument, examined
from citypact.apps.signing.findings import AcceptFinding, ReopenFinding
from citypact.apps.signing.models import ContractDocument
from citypact.apps.signing.selectors import document_of, document_with, signed_parties
from citypact.documents.pades.signing import sign
from citypact.documents.verification import verify as verified
from citypact.errors import InputError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """What is told is told in English."""
    with translation.override("en"):
        yield


def signatory(party: str) -> Actor:
    return somebody(party, Role.SIGNATORY)


def given(party: str) -> SignedDocument:
    """The signature of a party on the document as it is now, brought back and kept."""
    document = opened()
    signed = examined(document, party, signed_by(bytes(document.pdf), party))
    GiveSignature("template", VERSION, signed, signatory(party)).perform()
    return signed


def test_a_finding_is_let_stand_with_a_reason_in_both_languages_and_opened_again() -> None:
    kept = written()
    first, *others = report_of(rows_of(kept), VERSION).findings
    silent = AcceptFinding("template", VERSION, first.check, first.key, OPERATOR, "Skäl", " ")
    with pytest.raises(InputError, match="reason_en"):
        silent.perform()
    AcceptFinding("template", VERSION, first.check, first.key, OPERATOR, "Skäl", "Why").perform()
    assert open_findings(rows_of(kept), VERSION) == len(others)
    ((found, accepted),) = report_of(rows_of(kept), VERSION).accepted
    assert (found.key, accepted.reason_sv) == (first.key, "Skäl")
    with pytest.raises(InputError, match="no longer finds"):
        AcceptFinding("template", VERSION, first.check, first.key, OPERATOR, "x", "x").perform()
    ReopenFinding("template", VERSION, first.check, first.key, OPERATOR).perform()
    assert open_findings(rows_of(kept), VERSION) == len(others) + 1


def test_an_error_may_stand_with_a_reason_too() -> None:
    """A check can be wrong, and a contract must not wait for the program to be mended."""
    kept = written()
    write(lock(kept.pk), [edit_of(kept, "parties", "agency", signs="no")])
    found = report_of(rows_of(kept), VERSION).findings
    error, *_others = (each for each in found if each.severity == "error")
    AcceptFinding("template", VERSION, error.check, error.key, OPERATOR, "Skäl", "Why").perform()
    ((accepted, _why),) = report_of(rows_of(kept), VERSION).accepted
    assert accepted.name == error.name
    assert open_findings(rows_of(kept), VERSION) == len(found) - 1


def test_no_document_with_an_open_finding_or_before_its_time() -> None:
    kept = written()
    action = WantDocument("template", VERSION, "sv", OPERATOR)
    with pytest.raises(InputError, match="is draft"):
        action.perform()
    moved_to(kept, "signing")
    assert open_findings(rows_of(kept), VERSION) > 0
    with pytest.raises(InputError, match="findings of the checker"):
        action.perform()
    assert not ContractDocument.objects.exists()


def test_the_document_is_made_once_and_opened_for_signatures() -> None:
    document = wanted()
    with pytest.raises(InputError, match="document already"):
        WantDocument("template", VERSION, "sv", OPERATOR).perform()
    worked_off(document)
    document.refresh_from_db()
    assert document.state == "open"
    assert document.sha256 == hashlib.sha256(bytes(document.pdf)).hexdigest()
    assert set(verified(bytes(document.pdf)).missing) == set(PARTIES)
    assert document_with(document.sha256) == document
    manifest = verified(bytes(document.pdf)).manifest
    assert manifest is not None
    assert document_with(manifest.content_hash) == document
    assert manifest.verify_at == "http://localhost:8000/verify"
    assert document_with("0" * 64) is None


def test_a_document_of_rows_that_have_changed_is_not_made() -> None:
    document = wanted()
    moved_to(document.contract, "in review")
    worked_off(document)
    document.refresh_from_db()
    assert document.state == "failed"
    assert "changed since" in document.problem
    moved_to(document.contract, "signing")
    again = WantDocument("template", VERSION, "sv", OPERATOR).perform()
    assert again.pk != document.pk
    assert document_of("template", VERSION) == again


def test_parties_sign_in_any_order_and_each_signature_stands_in_the_document() -> None:
    made()
    for party in ("region", "municipality"):
        given(party)
    assert set(signed_parties("template", VERSION)) == {"region", "municipality"}
    found = verified(bytes(opened().pdf))
    assert [each.place for each in found.signatures] == ["region", "municipality"]
    assert not found.problems
    assert {each.level for each in opened().signatures.all()} == {"tamper evidence"}
    assert document_with(opened().current) == opened()
    with pytest.raises(InputError, match="signed this document already"):
        GiveSignature(
            "template",
            VERSION,
            SignedDocument(opened().current, bytes(opened().pdf), "region", ""),
            signatory("region"),
        ).perform()
    assert verify().whole


def test_of_two_who_sign_at_once_the_second_is_told_and_nothing_is_lost() -> None:
    base = bytes(made().pdf)
    first = examined(opened(), "region", signed_by(base, "region"))
    second = examined(opened(), "agency", signed_by(base, "agency"))
    GiveSignature("template", VERSION, first, signatory("region")).perform()
    with pytest.raises(InputError, match="Somebody else signed while you did"):
        GiveSignature("template", VERSION, second, signatory("agency")).perform()
    with pytest.raises(InputError, match="not the document as it stands now"):
        examined(opened(), "agency", second.pdf)
    assert set(signed_parties("template", VERSION)) == {"region"}
    given("agency")
    assert set(signed_parties("template", VERSION)) == {"region", "agency"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pdf: pdf, "has no new signature"),
        (lambda _pdf: b"GIF89a", "This is no PDF"),
        (lambda pdf: b"%PDF-1.4" + pdf[8:], "not the document as it stands now"),
        (lambda pdf: signed_by(pdf, "region"), "one new signature, in the field “agency”"),
        (
            lambda pdf: signed_by(signed_by(pdf, "region"), "agency"),
            "one new signature, in the field “agency”",
        ),
        (lambda pdf: signed_by(pdf, "agency") + b"\n% more", "does not hold"),
        (lambda pdf: pdf + b"\0" * 50_000_000, "larger than 50 MB"),
    ],
)
def test_what_is_not_one_sound_signature_more_is_refused(change: object, said: str) -> None:
    document = made()
    assert callable(change)
    with pytest.raises(InputError, match=said):
        examined(document, "agency", change(bytes(document.pdf)))


def test_what_takes_too_long_to_look_at_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    document = made()
    monkeypatch.setattr(bounds, "SECONDS", 0.001)
    with pytest.raises(InputError, match=r"longer than 0\.001 seconds and was stopped"):
        examined(document, "agency", signed_by(bytes(document.pdf), "agency"))


def test_another_signatory_takes_the_place_of_the_first_with_a_reason() -> None:
    made()
    given("region")
    given("agency")
    document = opened()
    again = signed_by(bytes(document.pdf), "region", "Ny ordförande")
    with pytest.raises(InputError, match="one new signature, in the field “agency~2”"):
        examined(document, "agency", again)
    signed = examined(document, "region", again)
    assert (signed.party, signed.again) == ("region", "Ny ordförande")
    GiveSignature("template", VERSION, signed, signatory("region")).perform()
    assert set(signed_parties("template", VERSION)) == {"region", "agency"}
    assert [each.place for each in verified(bytes(opened().pdf)).signatures][-1] == "region~2"
    assert opened().signatures.get(party="region").reason == "Ny ordförande"
    assert Event.objects.get(code="signing.signature.replaced").values["reason"] == "Ny ordförande"
    third = signed_by(bytes(opened().pdf), "region", "Ännu en")
    assert examined(opened(), "region", third).again == "Ännu en"
    other = signed_by(bytes(opened().pdf), "programme")
    assert examined(opened(), "programme", other).again == ""
    assert verify().whole


def test_who_signs_again_says_why() -> None:
    made()
    given("region")
    document, key = opened(), authority().signer("region")
    silent = sign(bytes(document.pdf), key, "region~2")
    with pytest.raises(InputError, match="does not say why"):
        examined(document, "region", silent)


def test_a_party_that_has_withdrawn_is_signed_for_by_nobody_else() -> None:
    made()
    given("region")
    WithdrawSignature("template", VERSION, "region", "Budget", signatory("region")).perform()
    again = examined(opened(), "region", signed_by(bytes(opened().pdf), "region", "Ny ordförande"))
    with pytest.raises(InputError, match="has withdrawn its signature"):
        GiveSignature("template", VERSION, again, signatory("region")).perform()
    assert not signed_parties("template", VERSION)


def test_only_a_partys_signatory_signs_for_it() -> None:
    document = made()
    signed = examined(document, "agency", signed_by(bytes(document.pdf), "agency"))
    for actor in (
        OPERATOR,
        somebody(OWNER, Role.COORDINATOR),
        somebody("agency", Role.COORDINATOR),
        somebody("agency", Role.EDITOR),
        signatory("region"),
    ):
        with pytest.raises(PermissionDenied):
            GiveSignature("template", VERSION, signed, actor).perform()
    assert not signed_parties("template", VERSION)


def test_a_party_declines_with_a_reason_and_may_sign_after_all() -> None:
    made()
    with pytest.raises(InputError, match="Say why"):
        DeclineSignature("template", VERSION, "region", " ", signatory("region")).perform()
    DeclineSignature("template", VERSION, "region", "Inte nu", signatory("region")).perform()
    assert not signed_parties("template", VERSION)
    assert Event.objects.get(code="signing.signature.declined").values["reason"] == "Inte nu"
    given("region")
    assert set(signed_parties("template", VERSION)) == {"region"}
    with pytest.raises(InputError, match="withdraw its signature"):
        DeclineSignature("template", VERSION, "region", "Ändå", signatory("region")).perform()


def test_a_signature_that_is_withdrawn_stands_no_more_and_cannot_be_given_again() -> None:
    made()
    given("region")
    withdraw = WithdrawSignature("template", VERSION, "region", "Budget", signatory("region"))
    withdraw.perform()
    assert not signed_parties("template", VERSION)
    document = opened()
    with pytest.raises(InputError):
        examined(document, "region", signed_by(bytes(document.pdf), "agency"))
    with pytest.raises(InputError, match="no signature that stands"):
        withdraw.perform()


def test_giving_up_lets_the_parties_begin_again_and_keeps_what_was_signed() -> None:
    document = made()
    given("region")
    AbandonDocument("template", VERSION, "En part till", OPERATOR).perform()
    assert not signed_parties("template", VERSION)
    document.refresh_from_db()
    assert document.state == "abandoned"
    assert verified(bytes(document.pdf)).signatures
    again = WantDocument("template", VERSION, "sv", OPERATOR).perform()
    assert document_of("template", VERSION) == again


def test_what_may_stand_is_decided_before_signing() -> None:
    kept = written()
    without_findings(kept)
    (_found, accepted), *_others = report_of(rows_of(kept), VERSION).accepted
    moved_to(kept, "signing")
    with pytest.raises(InputError, match="decided already"):
        ReopenFinding("template", VERSION, accepted.check, accepted.place, OPERATOR).perform()
