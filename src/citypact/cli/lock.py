"""A lock on a folder that is being written: who holds it, and what a second writer reads.

The lock is the operating system's own on a small file beside the folder, so that it ends with
the process that holds it, however that process ends. A file that was left behind by a machine
that lost power is therefore no obstacle; the process number inside is only for the message.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from citypact.errors import EnvironmentFault

__all__ = ["lock_file", "locked"]

#: Where the byte that is locked lies: far behind the text, which others may read meanwhile.
LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        """Lock without waiting; False when another process has it."""
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        """Lock without waiting; False when another process has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def lock_file(folder: Path) -> Path:
    """The file that is locked while ``folder`` is written: a hidden sibling of it."""
    return folder.parent / f".{folder.name}.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder`` while the block runs; the parent folder must exist.

    Raises:
        EnvironmentFault: another process is writing the same folder.
    """
    path = lock_file(folder)
    descriptor = _open_and_take(path, folder)
    try:
        _sign(descriptor)
        yield
    finally:
        # Gone before it is let go, so that nobody takes the lock of a file without a name.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _sign(descriptor: int) -> None:
    """Write down who holds the lock."""
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, f"{os.getpid()}\n".encode())


def _open_and_take(path: Path, folder: Path) -> int:
    """Open the lock file and lock it; again when its last holder removed it in between."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _take(descriptor):
            os.close(descriptor)
            raise EnvironmentFault(_held(path, folder))
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        os.close(descriptor)


def _held(path: Path, folder: Path) -> str:
    number = ""
    with suppress(OSError):
        number = path.read_text(encoding="ascii", errors="replace").strip()
    holder = f"process {number}" if number else "another process"
    return (
        f"{folder} is being written by {holder}: wait for it to finish, "
        "or write to another folder with --out"
    )
