"""Files that travel inside a document, and the archive that a folder of tables becomes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Attachment", "archive"]

#: When every file of an archive says that it was made: the earliest that ZIP can say. The time
#: of making would change the bytes.
_MADE = (1980, 1, 1, 0, 0, 0)
#: Readable by everybody, writable by its owner, as ZIP keeps it for Unix.
_RIGHTS = 0o644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a document.

    Attributes:
        name: of the file.
        content: its bytes.
        description: what it is, in the document's language.
        mime: its kind, such as ``application/json``.
    """

    name: str
    content: bytes
    description: str
    mime: str

    @property
    def sha256(self) -> str:
        """Of the content, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


def archive(files: Mapping[str, str]) -> bytes:
    """Pack texts by name of file into a ZIP; the same texts give the same bytes.

    Names are sorted, times are fixed, and nothing is compressed: what a compressor makes differs
    with its version.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MADE)
            entry.create_system = _UNIX
            entry.external_attr = _RIGHTS
            packed.writestr(entry, files[name].encode("utf-8"))
    return stream.getvalue()
