"""Sample signatures: they look like signatures, and nobody can take them for one."""

from tests.documents.signed import PARTIES, unsigned

from citypact.documents.sample_signatures import LABEL, signed_as_a_sample
from citypact.documents.verification import level_of, verify


def test_a_sample_shows_the_form_and_claims_nobodys_identity() -> None:
    found = verify(signed_as_a_sample(unsigned(), PARTIES), again=True)
    assert [each.place for each in found.signatures] == list(PARTIES)
    assert all(LABEL in each.signer for each in found.signatures)
    assert {level_of(each) for each in found.signatures} == {"tamper evidence"}
    assert not found.valid
    assert found.rerun is not None
    assert found.rerun.holds
