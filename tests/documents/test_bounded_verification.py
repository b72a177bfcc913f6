"""A document verified in a process of its own, within a size and a time."""

import json

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import signed, unsigned

from citypact.documents.bounded_verification import verify_within
from citypact.documents.verification import verify
from citypact.errors import InputError

TRUST = [authority().root.der]


def test_it_says_what_the_command_says() -> None:
    pdf = signed("region")
    assert verify_within(pdf, TRUST) == json.loads(json.dumps(verify(pdf, TRUST).to_json()))


def test_what_is_too_large_is_not_read() -> None:
    with pytest.raises(InputError, match=r"at most 0\.1 MB are read"):
        verify_within(unsigned(), largest=100_000)


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(InputError, match=r"longer than 0\.01 seconds and was stopped"):
        verify_within(unsigned(), seconds=0.01)


def test_what_is_no_document_is_refused() -> None:
    for content in (b"", b"hello"):
        with pytest.raises(InputError, match="this is no PDF"):
            verify_within(content)
    with pytest.raises(InputError, match="the PDF is broken"):
        verify_within(unsigned()[:5_000])
