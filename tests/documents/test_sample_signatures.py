"""Sample signatures: they look like signatures, and nobody can take them for one."""

from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from tests.documents.signed import PARTIES, unsigned

from citypact.documents.sample_signatures import LABEL, SampleSigned, signed_as_a_sample
from citypact.documents.verification import level_of, verify
from citypact.documents.verification_summary import verification_summary


@cache
def made() -> SampleSigned:
    return signed_as_a_sample(unsigned(), PARTIES)


def test_a_sample_shows_the_form_and_claims_nobodys_identity() -> None:
    found = verify(made().content, again=True)
    assert [each.place for each in found.signatures] == list(PARTIES)
    assert all(LABEL in each.signer for each in found.signatures)
    assert {level_of(each) for each in found.signatures} == {"tamper evidence"}
    assert not found.valid
    assert found.rerun is not None
    assert found.rerun.holds


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_way_to_see_it_valid_is_told(language: str) -> None:
    told = verification_summary(verify(made().content), language)
    assert "--trust contract-signed-sample-root.pem" in told


def test_who_trusts_the_sample_root_sees_it_valid_and_still_a_sample() -> None:
    root = x509.load_pem_x509_certificate(made().root)
    found = verify(made().content, [root.public_bytes(Encoding.DER)])
    assert found.valid
    assert found.complete
    assert {level_of(each) for each in found.signatures} == {"tamper evidence"}
    assert "NOT TO BE TRUSTED" in root.subject.rfc4514_string()
    assert "Nobody has signed." in verification_summary(found, "en")
