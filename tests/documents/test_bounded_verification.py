"""A document verified in a process of its own, within a size and a time."""

import errno
import io
import json
import subprocess
import sys

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import signed, unsigned

from citypact.documents import bounded_verification
from citypact.documents.bounded_verification import BoundError, _ready, verify_within
from citypact.documents.verification import verify
from citypact.documents.verification_summary import verification_summary
from citypact.errors import InputError

TRUST = [authority().root.der]


def test_it_says_what_the_command_says() -> None:
    pdf = signed("region")
    told, found = verify_within(pdf, TRUST, language="sv"), verify(pdf, TRUST)
    assert told.found == json.loads(json.dumps(found.to_json()))
    assert told.summary == verification_summary(found, "sv")


def test_what_is_too_large_is_not_read() -> None:
    with pytest.raises(InputError, match=r"at most 0\.1 MB are read"):
        verify_within(unsigned(), largest=100_000)


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(BoundError, match=r"longer than 0\.01 seconds and was stopped") as said:
        verify_within(unsigned(), seconds=0.01)
    assert said.value.bound == "time"


def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(BoundError, match="more than 1 MB of memory and was stopped") as said:
        verify_within(unsigned(), memory=1_000_000)
    assert said.value.bound == "memory"


@pytest.mark.parametrize("lacking", [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate")])
def test_memory_that_lacks_is_told_whoever_says_it(
    lacking: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _answered(lacking, monkeypatch, capsys) == {"over": "memory"}


def test_another_fault_of_the_system_is_no_lack_of_memory(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OSError, match="No space left"):
        _answered(OSError(errno.ENOSPC, "No space left"), monkeypatch, capsys)


def _answered(
    raised: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> object:
    """What a process says in which verifying raises an exception."""

    def found(_asked: object) -> object:
        raise raised

    monkeypatch.setattr(bounded_verification, "_found", found)
    monkeypatch.setattr(bounded_verification, "_bound", lambda _memory: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"memory": 1}\n')))
    bounded_verification._answer()
    return json.loads(capsys.readouterr().out)


def waiting() -> subprocess.Popen[bytes]:
    """The process that waits for the next document."""
    found = _ready._process
    assert found is not None
    return found


def test_a_process_that_is_ready_sees_one_document() -> None:
    verify_within(unsigned(), ready=True)
    first = waiting()
    verify_within(unsigned(), ready=True)
    assert first.returncode == 0
    assert waiting() is not first
    waiting().kill()
    waiting().wait()
    assert not verify_within(unsigned()).found["valid"]  # one that has died is not asked


def test_a_process_that_is_ready_ends_with_who_started_it() -> None:
    _ready.start()
    own = waiting()
    assert own.poll() is None
    assert own.stdin is not None
    own.stdin.close()  # as when the process that started it is killed
    assert own.wait(60) == 0
    own.stdin = None
    _ready.end()


def test_what_is_no_document_is_refused() -> None:
    for content in (b"", b"hello"):
        with pytest.raises(InputError, match="this is no PDF"):
            verify_within(content)
    with pytest.raises(InputError, match="the PDF is broken"):
        verify_within(unsigned()[:5_000])
