"""Making and signing killed at random points: is anything lost, or a half taken for a whole?

    python benchmarks/signing_killed.py --times 200

One time of three a document is made, by ``citypact contract document``; the other times the next
party signs, by ``citypact contract sign``. Each is a process of its own, that has loaded what it
takes, and is killed (SIGKILL): every other time at a random point of the whole, and every other
time right when its file is being written, which takes so little of the whole that the former would
seldom meet it.

After each, the file is what it was before, or the whole new one; what lies half written beside it
is refused as a document. At the end one is made and one signed in peace, and then nothing is left
beside. What was signed in time is signed anew from the start once everybody has.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkProcess
from pathlib import Path
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

import citypact.documents.contract_document
import citypact.documents.party_signature  # noqa: F401  loaded here, once, for every process
from citypact.cli.main import main as command_line
from citypact.documents.pades.reading import read_bounded
from citypact.documents.verification import verify
from citypact.errors import InputError
from citypact.figures.files import UNFINISHED

__all__ = ["Killed", "kill"]

#: The longest that is waited for anything, seconds.
_PATIENCE = 60
#: The longest from when a file begins to be written until the kill, seconds.
_WHILE_WRITTEN = 0.003


@dataclass
class Killed:
    """What came out.

    Attributes:
        counts: how often making and signing were begun, killed, killed while the file was being
            written, and how often the file was the new one afterwards; and how many halves lay
            beside and were refused.
        faults: what should not be, in words.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Verb:
    """A way to come to a file.

    Attributes:
        name: ``making`` or ``signing``.
        words: of the command.
        file: what it writes.
        usual: how long it takes, seconds.
    """

    name: str
    words: tuple[str, ...]
    file: Path
    usual: float = 0.0


def kill(folder: Path, times: int, seed: int = 1) -> Killed:
    """Begin to make or sign so many times, and kill each.

    Args:
        folder: is written in.
        times: how often.
        seed: of the points.
    """
    key, made, signed = folder / "key.p12", folder / "made.pdf", folder / "signed.pdf"
    key.write_bytes(_key())
    making = _Verb("making", _making(made), made)
    making = _Verb(making.name, making.words, made, _in_peace(making))
    whole = made.read_bytes()
    signed.write_bytes(whole)
    parties = verify(whole).missing
    signing = _signing(signed, key, parties[0])
    usual = _in_peace(signing)
    draw, found = Random(seed), Killed()  # noqa: S311  no secret is drawn
    for each in range(times):
        if each % 3 == 0:
            _make(making, whole, draw, found)
        else:
            _sign(signed, key, parties, usual, draw, found)
        _look_beside(folder, found)
    left = [party for party in parties if party in verify(signed.read_bytes()).missing]
    if not left:
        signed.write_bytes(whole)
    _in_peace(making)
    _in_peace(_signing(signed, key, (left or parties)[0]))
    beside = {each.name for each in folder.iterdir()} - {key.name, made.name, signed.name}
    if beside:
        found.faults.append(f"left beside at the end: {', '.join(sorted(beside))}")
    return found


def _make(verb: _Verb, whole: bytes, draw: Random, found: Killed) -> None:
    """Begin to make the document, where it is there and where it is not, and look at it."""
    before = whole if draw.random() < 1 / 2 else None
    if before is None:
        verb.file.unlink(missing_ok=True)
    else:
        verb.file.write_bytes(before)
    _begin_and_kill(verb, draw, found)
    if not verb.file.exists():
        if before is not None:
            found.faults.append("the document that was there is lost")
        return
    found.counts["making: whole afterwards"] += 1
    if verb.file.read_bytes() != whole:
        found.faults.append("half a document is taken for a whole one")


def _sign(
    file: Path, key: Path, parties: tuple[str, ...], usual: float, draw: Random, found: Killed
) -> None:
    """Begin to sign for the next party, and look at what is there."""
    before = file.read_bytes()
    signed = [each.place for each in verify(before).signatures]
    if len(signed) == len(parties):
        _in_peace(_Verb("making", _making(file), file))
        before, signed = file.read_bytes(), []
    party = next(each for each in parties if each not in signed)
    verb = _signing(file, key, party)
    _begin_and_kill(_Verb(verb.name, verb.words, file, usual), draw, found)
    now = file.read_bytes()
    if now == before:
        return
    found.counts["signing: signed afterwards"] += 1
    if not now.startswith(before):
        found.faults.append(f"what was there is lost ({hashlib.sha256(now).hexdigest()})")
        file.write_bytes(before)
        return
    seen = verify(now)
    places = [each.place for each in seen.signatures]
    if places != [*signed, party] or seen.problems:
        found.faults.append(f"signatures {places}, not {[*signed, party]}; {seen.problems}")
    if not all(each.unharmed for each in seen.signatures):
        found.faults.append("a signature is harmed")


def _begin_and_kill(verb: _Verb, draw: Random, found: Killed) -> None:
    found.counts[f"{verb.name}: begun"] += 1
    process = _begun(verb.words)
    if draw.random() < 1 / 2:
        process.join(draw.uniform(0, 1.1) * verb.usual)
    else:
        written = _wait_until_written(process, verb.file)
        if not written and process.is_alive():
            found.faults.append(f"{verb.name} wrote nothing within {_PATIENCE} s")
        found.counts[f"{verb.name}: killed while written"] += written
        time.sleep(draw.uniform(0, _WHILE_WRITTEN))
    found.counts[f"{verb.name}: killed"] += process.is_alive()
    process.kill()
    process.join()


def _wait_until_written(process: ForkProcess, file: Path) -> bool:
    """Wait until a file begins to be written; False where the process has ended before."""
    earlier = _halves(file.parent)
    until = time.monotonic() + _PATIENCE
    while process.is_alive() and time.monotonic() < until:
        if _halves(file.parent) - earlier:
            return True
        time.sleep(0.0005)
    return False


def _halves(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if each.name.endswith(UNFINISHED)}


def _look_beside(folder: Path, found: Killed) -> None:
    """See that what lies half written is no document for anybody."""
    for each in _halves(folder):
        try:
            read_bounded(folder / each)
        except InputError:
            found.counts["halves refused"] += 1
        else:
            found.faults.append(f"{each} is taken for a document")


def _making(file: Path) -> tuple[str, ...]:
    version = ("--version", "2026", "--draws", "16", "--language", "en")
    return ("document", "template", *version, "--output", str(file))


def _signing(file: Path, key: Path, party: str) -> _Verb:
    return _Verb("signing", ("sign", str(file), "--pkcs12", str(key), "--party", party), file)


def _in_peace(verb: _Verb) -> float:
    """Do something to its end; how long it took, seconds."""
    began = time.perf_counter()
    process = _begun(verb.words)
    process.join(_PATIENCE)
    code = process.exitcode
    process.kill()
    if code != 0:
        sys.exit(f"{verb.name} failed where nobody disturbed it: exit code {code}")
    return time.perf_counter() - began


def _begun(words: tuple[str, ...]) -> ForkProcess:
    process = multiprocessing.get_context("fork").Process(target=_run, args=(words,))
    process.start()
    return process


def _run(words: tuple[str, ...]) -> None:
    """What a process of its own does: the command, without a word."""
    os.environ["CITYPACT_KEY_PASSWORD"] = ""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    command_line(["contract", *words], prog_name="citypact")


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
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        # A process with threads cannot be doubled safely, and NumPy starts one as it is loaded.
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        os.execve(sys.executable, [sys.executable, *sys.argv], alone)  # noqa: S606  this program
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        found = kill(Path(place), asked.times, asked.seed)
    for name, count in sorted(found.counts.items()):
        print(f"{name}: {count}")
    print(f"took {time.perf_counter() - began:.0f} s")
    print("faults: " + ("; ".join(found.faults) or "none"))
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
