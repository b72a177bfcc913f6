"""Declining, withdrawing, signing again: what is in the document, and what stands beside it."""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.documents.authorities import Authority, authority
from tests.documents.signed import PARTIES, signed, swapped, unsigned

from citypact.documents.manifest import MANIFEST, Manifest
from citypact.documents.pades.reading import attached, opened
from citypact.documents.pades.sealed import seal
from citypact.documents.party_signature import add_signature
from citypact.documents.statement import KINDS, Statement, state
from citypact.documents.verification import verify
from citypact.documents.verification_summary import verification_summary
from citypact.errors import InputError

OURS = authority()
TRUST = [OURS.root.der]


def stated(pdf: bytes, party: str, kind: str, reason: str = "Rådet sade nej.") -> bytes:
    return state(attached(opened(pdf)), OURS.signer(party), party, kind, reason)


def test_a_withdrawal_leaves_the_signatures_valid_and_the_document_incomplete() -> None:
    pdf = signed(*PARTIES)
    assert verify(pdf, TRUST).complete
    found = verify(pdf, TRUST, statements=[stated(pdf, "agency", "withdraws")])
    assert (found.valid, found.complete) == (True, False)
    assert found.withdrawn == ("agency",)
    for language, words in (
        ("sv", "Stadsmyndigheten TAR TILLBAKA"),
        ("en", "Agency for Cities WITHDRAWS"),
    ):
        told = verification_summary(found, language)
        assert words in told
        assert "Rådet sade nej." in told


def test_a_statement_made_before_others_signed_is_about_the_same_document() -> None:
    early = stated(unsigned(), "programme", "declines")
    found = verify(signed(*PARTIES[:3]), TRUST, statements=[early])
    assert [(one.about, one.holds, one.statement.kind) for one in found.statements] == [
        (True, True, "declines")
    ]


def test_a_statement_about_another_document_or_under_nobody_trusted_does_not_count() -> None:
    pdf = signed("region")
    lie = Manifest.from_bytes(attached(opened(pdf))[MANIFEST])
    other = swapped(MANIFEST, lie.to_bytes() + b" ")
    elsewhere = stated(other, "region", "withdraws")
    found = verify(pdf, TRUST, statements=[elsewhere])
    assert [(one.about, one.holds) for one in found.statements] == [(False, False)]
    stranger = Authority.called("A stranger")
    made = state(
        attached(opened(pdf)), stranger.signer("region"), "region", "withdraws", "So be it"
    )
    found = verify(pdf, TRUST, statements=[made])
    assert [(one.trusted, one.holds) for one in found.statements] == [(False, False)]
    assert "it does not count" in verification_summary(found, "en")


def test_a_changed_statement_is_refused() -> None:
    pdf = signed("region")
    made = stated(pdf, "region", "withdraws")
    with pytest.raises(InputError, match="changed after it was signed"):
        verify(pdf, TRUST, statements=[made.replace(b"sade nej", b"sade ja!")])
    for wrong in (b"", b"nonsense", pdf):
        with pytest.raises(InputError, match="this is no signed statement"):
            verify(pdf, TRUST, statements=[wrong])
    for text in (b"{}", b"no JSON", b"[1]"):
        with pytest.raises(InputError, match="the statement"):
            verify(pdf, TRUST, statements=[seal(text, OURS.signer("x"))])


@pytest.mark.parametrize("field", ["kind", "form"])
def test_a_statement_of_another_form_is_refused(field: str) -> None:
    said = {"party": "region", "kind": KINDS[0], "reason": "x", "contract": "c", "version": "v"}
    made = Statement(**{**said, "manifest": "0" * 64, "at": "now", field: "other"})
    with pytest.raises(InputError, match="this Citypact reads"):
        Statement.from_bytes(made.to_bytes())


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2_001])
def test_a_reason_is_given_and_is_short(reason: str) -> None:
    with pytest.raises(InputError, match="a reason has 1 to 2000 characters"):
        stated(unsigned(), "region", "declines", reason)


def test_another_program_reads_a_statement(tmp_path: Path) -> None:
    file, root = tmp_path / "statement.p7m", tmp_path / "root.pem"
    file.write_bytes(stated(unsigned(), "region", "declines"))
    root.write_bytes(OURS.root.certificate.public_bytes(Encoding.PEM))
    done = subprocess.run(
        [
            *["openssl", "cms", "-verify", "-purpose", "any", "-inform", "DER", "-in"],
            file,
            "-CAfile",
            root,
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert Statement.from_bytes(done.stdout.replace(b"\r\n", b"\n")).kind == "declines"


def test_a_signatory_is_replaced_by_signing_again_with_a_reason() -> None:
    pdf = add_signature(
        signed("region", "agency"), OURS.signer("New chair"), "region", again="New chair"
    )
    found = verify(pdf, TRUST)
    assert found.valid
    assert found.replaced == {"region"}
    assert "Replaced by a later signature" in verification_summary(found, "en")
    third = verify(add_signature(pdf, OURS.signer("x"), "region", again="Once more"), TRUST)
    assert [one.place for one in third.signatures][-1] == "region~3"
    with pytest.raises(InputError, match="sign again and state why"):
        add_signature(pdf, OURS.signer("x"), "region")
    with pytest.raises(InputError, match="has not signed yet"):
        add_signature(pdf, OURS.signer("x"), "programme", again="why")


def test_a_party_that_comes_late_signs_a_new_version() -> None:
    with pytest.raises(InputError, match="A party that comes later signs a new version"):
        add_signature(signed("region"), OURS.signer("late"), "late-party")
