"""A document verified in a process of its own: within a size and a time, whoever sent it.

A page cannot know what it is given. What takes too long is stopped, and what brings down the
process that reads it brings down nothing else.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from citypact.documents.verification import verify
from citypact.errors import EnvironmentFault, InputError

__all__ = ["LARGEST", "SECONDS", "verify_within"]

#: The most that is read, bytes.
LARGEST = 50_000_000
#: The longest that is waited: eight signatures on 300 pages are verified in a part of it.
SECONDS = 60.0


def verify_within(
    pdf: bytes,
    trust: Sequence[bytes] = (),
    *,
    again: bool = False,
    seconds: float = SECONDS,
    largest: int = LARGEST,
) -> dict[str, Any]:
    """Verify a document that a stranger may have sent.

    Args:
        pdf: the document.
        trust: certificates of the authorities that the verifier trusts, DER.
        again: whether to compute the figures again; takes longer.
        seconds: the longest that is waited.
        largest: the most that is read, bytes.

    Returns:
        What ``citypact contract verify --json`` answers: plain values, ready to be shown.

    Raises:
        InputError: it is larger, takes longer, is no PDF, broken or encrypted, or carries too much.
        EnvironmentFault: it could not be verified here.
    """
    if len(pdf) > largest:
        raise InputError(
            f"the document has {len(pdf) / 1e6:.1f} MB; at most {largest / 1e6:g} MB are read. "
            "Mend: give the contract's own document"
        )
    if not pdf.startswith(b"%PDF-"):
        raise InputError(f"this is no PDF: it begins with {pdf[:8]!r}, not with b'%PDF-'")
    asked = json.dumps(
        {"trust": [base64.b64encode(each).decode() for each in trust], "again": again}
    )
    try:
        done = subprocess.run(  # noqa: S603  this program itself
            [sys.executable, "-m", __spec__.name],
            input=asked.encode() + b"\n" + pdf,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"verifying took longer than {seconds:g} seconds and was stopped. Mend: verify it with "
            "citypact contract verify FILE, which sets no time"
        ) from error
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise EnvironmentFault(f"the document could not be verified here: {last}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise InputError(answer["refused"])
    found: dict[str, Any] = answer["found"]
    return found


def _answer() -> None:
    """What the process does: read, verify, say."""
    asked = json.loads(sys.stdin.buffer.readline())
    pdf = sys.stdin.buffer.read()
    trust = [base64.b64decode(each) for each in asked["trust"]]
    try:
        answer: dict[str, object] = {"found": verify(pdf, trust, again=asked["again"]).to_json()}
    except InputError as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, allow_nan=False))


if __name__ == "__main__":
    _answer()
