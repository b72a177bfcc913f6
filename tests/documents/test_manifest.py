"""The manifest: read strictly, and the same bytes for the same manifest."""

import json

import pytest
from tests.documents.signed import frozen

from citypact.documents.attachment import archive
from citypact.documents.manifest import Manifest
from citypact.errors import InputError


def test_it_survives_writing_and_reading() -> None:
    manifest = frozen().manifest
    assert Manifest.from_bytes(manifest.to_bytes()) == manifest


def test_everything_that_is_wrong_is_told_at_once() -> None:
    said = json.loads(frozen().manifest.to_bytes())
    del said["seed"]
    said["draws"] = -1
    said["more"] = 1
    with pytest.raises(InputError, match=r"seed is missing; more is unknown; draws is -1"):
        Manifest.from_bytes(json.dumps(said).encode())


@pytest.mark.parametrize("content", [b"\xff", b"{", b"[]", b'{"format": 9}', b"[" * 100_000])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        Manifest.from_bytes(content)


def test_an_archive_is_the_same_whatever_the_order_of_its_files() -> None:
    assert archive({"b.csv": "2", "a.csv": "1"}) == archive({"a.csv": "1", "b.csv": "2"})
    assert archive({"a.csv": "1"}) != archive({"a.csv": "2"})
