"""Files written whole or not at all, also by who is stopped in the middle."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from citypact.errors import EnvironmentFault

__all__ = ["UNFINISHED", "write_whole"]

#: How the name of a file ends that is being written, or was when its writer was stopped.
UNFINISHED = ".unfinished"


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that it holds either the old or the new file, never half.

    It is written beside, forced to the disk, and put in place by rename. What writers of the same
    file left beside it, since they were stopped in the middle, is taken away.

    Raises:
        EnvironmentFault: the disk is full, or the file cannot be written there.
    """
    new: Path | None = None
    try:
        _sweep(path)
        handle, new = _begun(path)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            new.chmod(0o644)
            if sys.platform != "win32":
                new.replace(path)  # while it is held: nobody takes it for left behind
        if sys.platform == "win32":
            new.replace(path)  # no file that is open is renamed there
    except OSError as error:
        if new is not None:
            new.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            message = (
                f"{path} was not written: the disk is full. What stood there before still does. "
                f"Mend: make room for {len(content)} bytes"
            )
        else:
            message = f"{path} was not written: {error.strerror or error}"
        raise EnvironmentFault(message) from error
    except BaseException:
        if new is not None:
            new.unlink(missing_ok=True)
        raise


if sys.platform == "win32":

    def _hold(descriptor: int) -> None:
        """Do nothing: no file that is open is removed there."""

    def _is_held(_path: str) -> bool:
        return False

else:
    import fcntl

    def _hold(descriptor: int) -> None:
        """Lock a file as long as it is open, however that ends."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _is_held(path: str) -> bool:
        """Whether somebody holds a file."""
        descriptor = os.open(path, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False


def _begun(path: Path) -> tuple[int, Path]:
    """A new file beside ``path``, held by this process."""
    while True:
        handle, name = tempfile.mkstemp(UNFINISHED, f".{path.name}.", path.parent)
        _hold(handle)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), Path(name).stat()):
                return handle, Path(name)
        os.close(handle)  # it was swept before it was held


def _sweep(path: Path) -> None:
    """Remove what was left beside ``path``: unfinished files of it that nobody is writing."""
    with os.scandir(path.parent) as there:
        left = [
            each.path
            for each in there
            if each.name.startswith(f".{path.name}.") and each.name.endswith(UNFINISHED)
        ]
    for each in left:
        # What is another user's, or has just been put in place, is left alone.
        with suppress(OSError):
            if not _is_held(each):
                Path(each).unlink()
