"""A document on the disk that is read, added to, and put back: by one at a time, whole or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from citypact.cli.lock import locked
from citypact.documents.pades.reading import read_bounded
from citypact.errors import EnvironmentFault, InputError
from citypact.figures.files import write_whole

__all__ = ["DocumentFile", "rewritten"]


@dataclass
class DocumentFile:
    """A document while it is added to.

    Attributes:
        content: as it was read.
        added: what is to stand in its place; None until it is put.
    """

    content: bytes
    added: bytes | None = None

    def put(self, content: bytes) -> None:
        """Say what is to stand in its place."""
        self.added = content


@contextmanager
def rewritten(path: Path, output: Path | None) -> Iterator[DocumentFile]:
    """Read a document, and write what was put when the block ends without fault.

    While the block runs, no other of these reads the same file: who signs at the same moment is
    told so. What is no part of this, such as a folder that is shared between machines, can still
    put another document there; then nothing is overwritten, and it is told.

    Args:
        path: the document.
        output: where to; ``path`` itself where nothing is said.

    Raises:
        InputError: it cannot be read, or was changed meanwhile.
        EnvironmentFault: somebody else is adding to it, or it cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path} cannot be read: there is no folder {path.parent}")
    try:
        with locked(path):
            yield from _within(path, output or path)
    except EnvironmentFault as error:
        if "is being written by" not in str(error):
            raise
        raise EnvironmentFault(
            f"somebody else is signing {path} at this moment. Nothing was signed and nothing is "
            "lost. Mend: wait until that is done, and sign again"
        ) from error


def _within(path: Path, to: Path) -> Iterator[DocumentFile]:
    document = DocumentFile(read_bounded(path))
    yield document
    if document.added is None:
        return
    if to == path and path.read_bytes() != document.content:
        raise InputError(
            f"{path} was changed while it was being signed; most likely somebody else has signed "
            "on another machine. It was left as it is now. Mend: sign it again"
        )
    write_whole(to, document.added)
