from dataclasses import replace

import pytest

from citypact.contract.change import restated, with_commitment, without_commitment
from citypact.contract.contract import Contract
from citypact.errors import InputError


def test_what_is_not_there_cannot_be_changed(contract: Contract) -> None:
    version = contract.version()
    first = version.commitments[0]
    with pytest.raises(InputError, match="no commitment 'x'"):
        restated(version, "x", "will")
    with pytest.raises(InputError, match="no strength 'shall'"):
        restated(version, first.id, "shall")
    with pytest.raises(InputError, match="has a commitment"):
        with_commitment(version, first)
    with pytest.raises(InputError, match="no clause 'x'"):
        with_commitment(version, replace(first, id="other", clause="x"))


def test_the_version_itself_stays_as_it_was(contract: Contract) -> None:
    version = contract.version()
    before = version.commitments
    assert restated(version, "capture", "will").commitment["capture"].strength == "will"
    assert "capture" not in without_commitment(version, "capture").commitment
    assert version.commitments == before
