"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from citypact.errors import EnvironmentFault

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that it holds either the old or the new file, never half.

    It is written beside, forced to the disk, and put in place by rename.

    Raises:
        EnvironmentFault: the disk is full, or the file cannot be written there.
    """
    new = ""
    try:
        handle, new = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(new).chmod(0o644)
        Path(new).replace(path)
    except OSError as error:
        if new:
            Path(new).unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            message = (
                f"{path} was not written: the disk is full. What stood there before still does. "
                f"Mend: make room for {len(content)} bytes"
            )
        else:
            message = f"{path} was not written: {error.strerror or error}"
        raise EnvironmentFault(message) from error
    except BaseException:
        if new:
            Path(new).unlink(missing_ok=True)
        raise
