"""The hash of an event, and the commitment to what is kept apart from it.

An event's hash is SHA-256 over its canonical JSON: the members of :class:`Content` by name,
sorted, without spaces, UTF-8. One member is the hash of the event before, so that no event can be
changed, taken out or put in without every later hash telling.

Personal values are not in the event. It holds a commitment to them: SHA-256 over 32 random bytes
and their canonical JSON. While values and random bytes are there, anyone can check them; when
both are destroyed, the commitment says nothing, and the chain is as whole as before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

__all__ = ["GENESIS", "Content", "canonical", "commitment"]

#: What stands in the place of a hash before the first event.
GENESIS = hashlib.sha256(b"citypact events").hexdigest()


def canonical(value: object) -> bytes:
    """``value`` as JSON that is the same wherever it is written."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def commitment(salt: bytes, personal: Mapping[str, str]) -> str:
    """What an event holds of personal values: nothing that can be read without ``salt``."""
    return hashlib.sha256(salt + canonical(dict(personal))).hexdigest()


@dataclass(frozen=True)
class Content:
    """What the hash of an event covers.

    Attributes:
        position: 1 for the first event, without gaps.
        code: of its kind.
        at: when, with a time zone.
        actor: id of who did it.
        subject: what it happened to, ``kind:id``.
        organisation: id of the organisation that it belongs to; empty for the site.
        values: what else is known, without personal data and without fractions.
        personal: commitment to personal values; empty where there are none.
        previous: hash of the event before.
    """

    position: int
    code: str
    at: datetime
    actor: str
    subject: str
    organisation: str
    values: Mapping[str, object]
    personal: str
    previous: str

    def hash(self) -> str:
        """The hash, as 64 hexadecimal digits."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return hashlib.sha256(canonical(asdict(self) | {"at": at})).hexdigest()
