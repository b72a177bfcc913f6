"""Signing killed at random points: is anything lost, or half a signature taken for a whole one?

    python benchmarks/signing_killed.py --times 200

A document is signed by party after party, each time by ``citypact contract sign`` in a process of
its own that is killed (SIGKILL) after a random part of the time that it takes. After each, the file
is what it was before or that with one whole signature more, and nothing but what the next run takes
over lies beside it. What was signed in time is signed anew from the start once everybody has.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from citypact.book import open_book
from citypact.contract.folder import open_contract
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import freeze
from citypact.documents.verification import verify

__all__ = ["Killed", "kill_while_signing"]

#: What is told when a signature was made in time.
DONE = 0


@dataclass
class Killed:
    """What came out.

    Attributes:
        times: how often signing was begun.
        killed: how often it was killed before it had ended.
        signed: how often the file held one more signature afterwards.
        faults: what should not be, in words.
    """

    times: int
    killed: int
    signed: int
    faults: list[str]


def kill_while_signing(folder: Path, times: int, seed: int = 1) -> Killed:
    """Begin to sign so many times, and kill each at a random point.

    Args:
        folder: is written in.
        times: how often.
        seed: of the points.
    """
    contract = open_contract("template")
    frozen = freeze(contract, contract.version(), open_book("template"), "en", draws=16)
    base, file, key = contract_document(frozen), folder / "contract.pdf", folder / "key.p12"
    key.write_bytes(_key())
    file.write_bytes(base)
    parties, draw, found = frozen.manifest.signatories, Random(seed), Killed(0, 0, 0, [])  # noqa: S311  no secret is drawn
    started = time.perf_counter()
    _sign(file, key, parties[0]).wait()
    usual = time.perf_counter() - started
    for _ in range(times):
        before = file.read_bytes()
        signed = [each.place for each in verify(before).signatures]
        left = [party for party in parties if party not in signed]
        if not left:
            file.write_bytes(base)
            before, left, signed = base, list(parties), []
        process = _sign(file, key, left[0])
        try:
            process.wait(draw.uniform(0, 1.2) * usual)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            found.killed += 1
        found.times += 1
        _look(file, before, [*signed, left[0]], found)
    return found


def _look(file: Path, before: bytes, after: list[str], found: Killed) -> None:
    now = file.read_bytes()
    if now == before:
        return
    found.signed += 1
    if not now.startswith(before):
        found.faults.append(f"what was there is lost ({hashlib.sha256(now).hexdigest()})")
    seen = verify(now)
    if [each.place for each in seen.signatures] != after or seen.problems:
        found.faults.append(f"signatures {[each.place for each in seen.signatures]}, not {after}")
    if not all(each.unharmed for each in seen.signatures):
        found.faults.append("a signature is harmed")


def _sign(file: Path, key: Path, party: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "citypact", "contract", "sign", str(file)]
    return subprocess.Popen(  # noqa: S603  this program itself
        [*command, "--pkcs12", str(key), "--party", party],
        env={**os.environ, "CITYPACT_KEY_PASSWORD": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _key() -> bytes:
    """A key and a certificate that nobody trusts."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Killed while signing")])
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(None, key, own, None, NoEncryption())


def main() -> None:
    """Kill as often as was asked for, and say what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        found = kill_while_signing(Path(place), asked.times, asked.seed)
        beside = sorted(each.name for each in Path(place).iterdir())
    print(f"begun {found.times}, killed {found.killed}, signed {found.signed}")
    print(f"left beside the file: {', '.join(beside)}")
    print("faults: " + ("; ".join(found.faults) or "none"))
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
