"""A document verified in a process of its own: within a size and a time, whoever sent it.

A page cannot know what it is given. What takes too long is stopped, and what brings down the
process that reads it brings down nothing else.
"""

from __future__ import annotations

import atexit
import base64
import errno
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

from citypact.documents.beginning import how_it_begins
from citypact.documents.verification import verify
from citypact.documents.verification_summary import reasons, verification_summary
from citypact.errors import EnvironmentFault, InputError

__all__ = ["LARGEST", "MEMORY", "SECONDS", "BoundError", "Told", "verify_within"]

#: The most that is read, bytes.
LARGEST = 50_000_000
#: The longest that is waited: eight signatures on 300 pages are verified in a part of it.
SECONDS = 60.0
#: The most memory that verifying may take, bytes: for eight signatures on 300 pages it takes a
#: part of that. Held where the system can limit it.
MEMORY = 2_000_000_000


class BoundError(InputError):
    """Verifying was stopped; ``bound`` is what it went over: ``time`` or ``memory``."""

    def __init__(self, bound: str, message: str) -> None:
        """Say which."""
        self.bound = bound
        super().__init__(message)


@dataclass(frozen=True)
class Told:
    """What was found of a document.

    Attributes:
        found: what ``citypact contract verify --json`` answers: plain values, ready to be shown.
        summary: the same as a person reads it.
        reasons: why the document as a whole is not valid, in sentences; empty where it is.
        names: what people call the party of each signature, by its place.
    """

    found: dict[str, Any]
    summary: str
    reasons: tuple[str, ...]
    names: dict[str, str]


def verify_within(  # noqa: PLR0913  each bound has a name
    pdf: bytes,
    trust: Sequence[bytes] = (),
    *,
    language: str = "en",
    again: bool = False,
    seconds: float = SECONDS,
    largest: int = LARGEST,
    memory: int = MEMORY,
    ready: bool = False,
) -> Told:
    """Verify a document that a stranger may have sent.

    Args:
        pdf: the document.
        trust: certificates of the authorities that the verifier trusts, DER.
        language: of the summary and the names, ``sv`` or ``en``.
        again: whether to compute the figures again; takes longer.
        seconds: the longest that is waited.
        largest: the most that is read, bytes.
        memory: the most memory that verifying may take, bytes.
        ready: whether to have the next process ready, for whoever verifies often: it loads what
            it takes while nobody waits, ends with this process, and sees one document.

    Raises:
        BoundError: it takes longer, or more memory.
        InputError: it is larger, is no PDF, broken or encrypted, or carries too much.
        EnvironmentFault: it could not be verified here.
    """
    if len(pdf) > largest:
        raise InputError(
            f"the document has {len(pdf) / 1e6:.1f} MB; at most {largest / 1e6:g} MB are read. "
            "Mend: give the contract's own document"
        )
    if not pdf.startswith(b"%PDF-"):
        raise InputError(f"this is no PDF: {how_it_begins(pdf, 'PDF', '%PDF-')}")
    asked = {
        "trust": [base64.b64encode(each).decode() for each in trust],
        "language": language,
        "again": again,
        "memory": memory,
        # Said, so that it is not waited for the end of what comes: a process that was doubled
        # from this one meanwhile may hold the other end open.
        "size": len(pdf),
    }
    try:
        process = _ready.taken() or _started()
        answer = _answer_of(process, json.dumps(asked).encode() + b"\n" + pdf, seconds)
    finally:
        if ready:
            _ready.start()
    if "over" in answer:
        raise BoundError(
            "memory",
            f"verifying took more than {memory / 1e6:g} MB of memory and was stopped. Mend: verify "
            "it with citypact contract verify FILE, which sets no bound",
        )
    if "refused" in answer:
        raise InputError(answer["refused"])
    return Told(answer["found"], answer["summary"], tuple(answer["reasons"]), answer["names"])


def _started() -> subprocess.Popen[bytes]:
    """A process that waits for a document."""
    return subprocess.Popen(  # noqa: S603  this program itself
        [sys.executable, "-m", __spec__.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _answer_of(process: subprocess.Popen[bytes], asked: bytes, seconds: float) -> dict[str, Any]:
    """What a process answers.

    Raises:
        BoundError: not in time.
        EnvironmentFault: nothing.
    """
    with process:
        try:
            said, complained = process.communicate(asked, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise BoundError(
                "time",
                f"verifying took longer than {seconds:g} seconds and was stopped. Mend: verify it "
                "with citypact contract verify FILE, which sets no time",
            ) from error
        finally:
            process.kill()
    if process.returncode != 0:
        last = complained.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise EnvironmentFault(f"the document could not be verified here: {last}")
    answer: dict[str, Any] = json.loads(said)
    return answer


class _Ready:
    """A process that was started ahead, at most one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def taken(self) -> subprocess.Popen[bytes] | None:
        """The process, which is the taker's from then on; None where there is none that lives."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None and process.poll() is not None:
            process.communicate()
            return None
        return process

    def start(self) -> None:
        """Start one, unless there is one."""
        with self._lock:
            if self._process is None:
                self._process = _started()

    def end(self) -> None:
        """End it."""
        process = self.taken()
        if process is not None:
            process.kill()
            process.communicate()


_ready = _Ready()
atexit.register(_ready.end)


def _answer() -> None:
    """What the process does: read, verify, say."""
    line = sys.stdin.buffer.readline()
    if not line:
        return  # whoever started it has ended
    asked = json.loads(line)
    _bound(asked["memory"])
    try:
        answer = _found(asked)
    except MemoryError:
        answer = {"over": "memory"}
    except OSError as error:  # the system says it so of a file or folder
        if error.errno != errno.ENOMEM:
            raise
        answer = {"over": "memory"}
    except InputError as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, allow_nan=False))


def _found(asked: dict[str, Any]) -> dict[str, object]:
    pdf = sys.stdin.buffer.read(asked["size"])
    trust = [base64.b64decode(each) for each in asked["trust"]]
    found, language = verify(pdf, trust, again=asked["again"]), asked["language"]
    return {
        "found": found.to_json(),
        "summary": verification_summary(found, language),
        "reasons": [] if found.valid else reasons(found, language),
        "names": {each.place: found.name_of(each.place, language) for each in found.signatures},
    }


def _bound(memory: int) -> None:
    """Let this process take no more memory, where the system can hold it to that."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


if __name__ == "__main__":
    _answer()
