"""An output folder that is either the last complete one or the new complete one, never half.

What is written goes to a hidden folder beside it and takes its place by rename when all of it
is there. A fault, a full disk or Ctrl-C before that leaves the last output as it was; what a
killed process left lying is cleared by the next one.

A folder that Citypact did not write is never replaced. It knows its own by :data:`CONTENTS`,
which lists every file with its checksum and stands in each output folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from citypact.cli.lock import locked
from citypact.errors import EnvironmentFault, InputError

__all__ = ["CONTENTS", "replaced"]

#: The list of what an output folder holds; its presence says that Citypact wrote the folder.
CONTENTS = "contents.json"


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give a new, empty folder to write to, and put it in the place of ``folder`` at the end.

    The block may raise: then ``folder`` is as it was, or is not there if it never was.

    Raises:
        InputError: ``folder`` is a file, or a folder that Citypact did not write.
        EnvironmentFault: another process is writing it, or it cannot be written.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        message = f"{folder} cannot be written: {error.filename} is a file, not a folder"
        raise InputError(message) from error
    except PermissionError as error:
        raise _not_allowed(folder, error) from error
    try:
        with locked(folder):
            yield from _replaced(folder)
    except PermissionError as error:
        raise _not_allowed(folder, error) from error


def _replaced(folder: Path) -> Iterator[Path]:
    new, last = _sibling(folder, "new"), _sibling(folder, "last")
    _recover(folder, new, last)
    _must_be_ours(folder)
    new.mkdir()
    try:
        yield new
        _write_contents(new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    with _unstoppable():
        if folder.exists():
            folder.rename(last)
        new.rename(folder)
    shutil.rmtree(last, ignore_errors=True)


def _sibling(folder: Path, role: str) -> Path:
    return folder.parent / f".{folder.name}.{role}"


def _recover(folder: Path, new: Path, last: Path) -> None:
    """Clear up after a process that was killed; we hold the lock, so nobody is at work."""
    if last.exists() and not folder.exists():
        last.rename(folder)
    for leftover in (new, last):
        if leftover.exists():
            shutil.rmtree(leftover)


def _must_be_ours(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        message = f"{folder} is a file: give a folder to write to"
        raise InputError(message)
    if any(folder.iterdir()) and not (folder / CONTENTS).is_file():
        message = (
            f"{folder} holds files that Citypact did not write ({CONTENTS} is not among them), "
            "and would be replaced: give another folder with --out, or empty this one"
        )
        raise InputError(message)


def _write_contents(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = {path.relative_to(folder).as_posix(): _kept(path) for path in files}
    text = json.dumps({"sha256": listed}, indent=2, ensure_ascii=False)
    (folder / CONTENTS).write_text(text + "\n", encoding="utf-8")


def _kept(path: Path) -> str:
    """Make sure that the file is on the disk, which may be full only now; return its checksum."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_allowed(folder: Path, error: PermissionError) -> EnvironmentFault:
    return EnvironmentFault(
        f"{folder} cannot be written: no permission for {error.filename}; "
        "give another folder with --out"
    )


@contextmanager
def _unstoppable() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done; it takes no longer than two renames."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
