"""What a backup says of itself: what is in it, by name, size and hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from citypact.errors import InputError

__all__ = ["FILES", "MANIFEST", "TABLES", "Digest", "Manifest", "Member"]

MANIFEST = "manifest.json"
#: Where members of each kind lie in the archive.
TABLES = "tables/"
FILES = "files/"
FORMAT = 1


class Digest:
    """A hash and size that grow as bytes come by."""

    def __init__(self) -> None:
        """Of nothing yet."""
        self._hash = hashlib.sha256()
        self.size = 0

    def take(self, some: bytes) -> bytes:
        """Count ``some`` in, and give it back."""
        self._hash.update(some)
        self.size += len(some)
        return some

    def member(self) -> Member:
        """What has come by."""
        return Member(self._hash.hexdigest(), self.size)


@dataclass(frozen=True)
class Member:
    """One member of the archive: SHA-256 of its bytes, and how many there are."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        program: the version of Citypact that wrote it.
        at: when, in UTC.
        database: ``sqlite`` or ``postgresql``; a backup of one is restored into either.
        migrations: the tables' history; a program with another cannot restore it.
        events: how many events the log has.
        head: hash of the last one.
        members: every other member of the archive, by name.
    """

    program: str
    at: str
    database: str
    migrations: tuple[str, ...]
    events: int
    head: str
    members: Mapping[str, Member]

    def written(self) -> bytes:
        """As it stands in the archive."""
        document = {"format": FORMAT, **asdict(self)}
        return json.dumps(document, indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """Read it.

        Raises:
            InputError: it is none, or of another form.
        """
        try:
            document: dict[str, Any] = json.loads(text)  # Any: what JSON gives
            form = document.pop("format")
            if form != FORMAT:
                message = (
                    f"the backup has the form {form}, and this version reads {FORMAT}: restore it "
                    "with the version that wrote it"
                )
                raise InputError(message)
            members = {name: Member(**each) for name, each in document.pop("members").items()}
            migrations = tuple(document.pop("migrations"))
            return cls(**document, migrations=migrations, members=members)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"{MANIFEST} of the backup cannot be read ({error}): the file is damaged"
            raise InputError(message) from error
