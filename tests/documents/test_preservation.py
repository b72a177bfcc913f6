"""The archive time stamp renewed, and what becomes of a document whose is not."""

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import signed, unsigned

from citypact.documents.pades.archiving import Evidence
from citypact.documents.party_signature import add_signature
from citypact.documents.preservation import preserve
from citypact.documents.verification import verify
from citypact.errors import InputError

OURS = authority()
TRUST = [OURS.root.der]
EVIDENCE = Evidence(tuple(TRUST), (OURS.revoked(),))
DAY = timedelta(days=1)
#: The certificate of the first authority of time stamps expires soon, that of the second late.
SOON, LATE = OURS.stamps(ends=30 * DAY), OURS.stamps(ends=2500 * DAY)
NOW = datetime.now(UTC)


@cache
def kept(*, renewed: bool) -> bytes:
    pdf = add_signature(unsigned(), OURS.signer("region"), "region", stamps=SOON, evidence=EVIDENCE)
    return preserve(pdf, LATE, EVIDENCE).content if renewed else pdf


def test_before_the_stamp_expires_both_hold_and_it_is_told_until_when() -> None:
    for renewed, days in ((False, 30), (True, 2500)):
        found = verify(kept(renewed=renewed), TRUST)
        assert found.valid
        assert found.preserved_until is not None
        assert abs(found.preserved_until - (NOW + days * DAY)) < DAY


def test_after_it_has_expired_the_renewed_one_is_valid_and_the_other_is_not() -> None:
    later = NOW + 800 * DAY  # the signer's certificate has expired too
    renewed = verify(kept(renewed=True), TRUST, moment=later)
    assert renewed.valid, renewed.signatures
    assert renewed.signatures[0].format == "B-LTA"
    left = verify(kept(renewed=False), TRUST, moment=later)
    assert not left.valid
    assert left.signatures[0].intact


def test_a_stamp_that_has_expired_cannot_be_renewed_any_more() -> None:
    expired = add_signature(
        unsigned(),
        OURS.signer("region"),
        "region",
        stamps=OURS.stamps(ends=2 * DAY),
        evidence=EVIDENCE,
    )
    with pytest.raises(InputError, match="does not hold any more"):
        preserve(expired, LATE, EVIDENCE, moment=NOW + 3 * DAY)


def test_what_was_signed_without_evidence_is_preserved_afterwards() -> None:
    pdf = add_signature(signed("region", "agency"), OURS.signer("energy"), "energy-company")
    assert [one.format for one in verify(pdf, TRUST).signatures] == ["B-T", "B-T", "B-B"]
    done = preserve(pdf, LATE, EVIDENCE)
    assert done.content.startswith(pdf)
    assert done.left == ("energy-company",)
    later = verify(done.content, TRUST, moment=NOW + 800 * DAY)
    assert [one.valid for one in later.signatures] == [True, True, False]


def test_preserving_again_and_again_keeps_all_valid() -> None:
    pdf = kept(renewed=True)
    for _ in range(2):
        pdf = preserve(pdf, LATE, EVIDENCE).content
    found = verify(pdf, TRUST)
    assert found.valid
    assert found.problems == ()


def test_what_cannot_be_preserved_is_told() -> None:
    with pytest.raises(InputError, match="has no signature"):
        preserve(unsigned(), LATE, EVIDENCE)
    with pytest.raises(InputError, match=r"region: .* Mend: give the issuer's certificate"):
        preserve(signed("region"), LATE, Evidence(tuple(TRUST)))
    with pytest.raises(InputError, match="region signed without a time stamp"):
        preserve(signed("region", stamped=False), LATE, EVIDENCE)
    flipped = bytearray(signed("region"))
    flipped[flipped.index(b"stream") + 60] ^= 1
    with pytest.raises(InputError, match="the signatures of region are broken"):
        preserve(bytes(flipped), LATE, EVIDENCE)
