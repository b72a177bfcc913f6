"""A signature in two halves: what is handed over, what comes back, and what changed meanwhile."""

import json

import pytest
from tests.documents.authorities import PIN, authority
from tests.documents.signed import signed, unsigned

from citypact.documents.pades.handover import Prepared, complete, prepare
from citypact.documents.pades.signer import KeyFile
from citypact.documents.party_signature import prepare_signature, put_signature
from citypact.documents.verification import verify
from citypact.errors import InputError

OURS = authority()
TRUST = [OURS.root.der]
KEY = KeyFile(OURS.key_file(OURS.issue("Region")), PIN)


def ready(pdf: bytes, party: str = "region") -> Prepared:
    return prepare_signature(pdf, party, KEY.certificate, KEY.chain)


def test_a_day_may_pass_between_the_halves() -> None:
    kept = json.dumps(ready(unsigned()).to_json())
    again = Prepared.from_json(json.loads(kept))
    assert len(again.digest) == 32
    made = put_signature(unsigned(), again, KEY.sign_digest(again.digest), stamps=OURS.stamps())
    assert made.startswith(unsigned())
    (one,) = verify(made, TRUST).signatures
    assert (one.valid, one.format) == (True, "B-T")


def test_of_two_who_sign_at_once_the_second_is_told_and_none_is_lost() -> None:
    first, second = ready(unsigned()), ready(unsigned(), "agency")
    made = put_signature(unsigned(), first, KEY.sign_digest(first.digest))
    with pytest.raises(InputError, match="somebody else has signed meanwhile"):
        put_signature(made, second, KEY.sign_digest(second.digest))
    again = ready(made, "agency")
    both = put_signature(made, again, KEY.sign_digest(again.digest))
    assert [each.place for each in verify(both, TRUST).signatures] == ["region", "agency"]
    assert verify(both, TRUST).valid


def test_a_signature_of_something_else_is_refused() -> None:
    prepared = ready(unsigned())
    for signature in (b"", b"nonsense", KEY.sign_digest(bytes(32))):
        with pytest.raises(InputError, match="is not the certificate's signature of the digest"):
            complete(unsigned(), prepared, signature)


def test_a_certificate_of_another_key_is_refused() -> None:
    prepared = prepare(unsigned(), "region", OURS.issue("Another").der)
    with pytest.raises(InputError, match="give the certificate that belongs to the key"):
        complete(unsigned(), prepared, KEY.sign_digest(prepared.digest))
    with pytest.raises(InputError, match="the certificate cannot be read"):
        prepare(unsigned(), "region", b"nonsense")


def test_a_place_is_signed_once() -> None:
    with pytest.raises(InputError, match="has signed this document already"):
        prepare(signed("region"), "region", KEY.certificate)


@pytest.mark.parametrize(
    "wrong", [{}, {"place": 3}, {"addition": "no Base64!"}, {"chain": "x"}, {"opens": True}]
)
def test_what_was_not_kept_whole_is_refused(wrong: dict[str, object]) -> None:
    said = {**ready(unsigned()).to_json(), **wrong} if wrong else {}
    with pytest.raises(InputError, match="this is no prepared signature"):
        Prepared.from_json(said)
