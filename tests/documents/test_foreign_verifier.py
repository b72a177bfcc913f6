"""Poppler's pdfsig agrees on renewed stamps, new signatories and tampering, where it can tell."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import signed

from citypact.documents.pades.archiving import Evidence
from citypact.documents.party_signature import add_signature
from citypact.documents.preservation import preserve

OURS = authority()
EVIDENCE = Evidence((OURS.root.der,), (OURS.revoked(),))


def verdicts(pdf: bytes, folder: Path) -> list[str]:
    """What pdfsig says of each signature and archive time stamp, in their order."""
    program = shutil.which("pdfsig")
    assert program, "this test needs pdfsig (tools/system-packages signatures)"
    path = folder / "contract.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([program, path], capture_output=True, text=True, check=False)
    told = "- Signature Validation: "
    return [
        line.strip().removeprefix(told)
        for line in done.stdout.splitlines()
        if line.strip().startswith(told)
    ]


def preserved() -> bytes:
    return preserve(signed("region", "agency"), OURS.stamps(), EVIDENCE).content


def replaced() -> bytes:
    return add_signature(signed("region"), OURS.signer("New chair"), "region", again="New chair")


@pytest.mark.parametrize(("made", "count"), [(preserved, 2), (replaced, 2)])
def test_it_agrees_that_signatures_hold(made: object, count: int, tmp_path: Path) -> None:
    assert callable(made)
    assert verdicts(made(), tmp_path).count("Signature is Valid.") >= count


def test_it_agrees_that_a_changed_byte_harms_every_signature(tmp_path: Path) -> None:
    pdf = bytearray(replaced())
    pdf[pdf.index(b"stream") + 60] ^= 1
    assert verdicts(bytes(pdf), tmp_path) == ["Digest Mismatch."] * 2
