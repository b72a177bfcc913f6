"""Whether the chain of events is whole, and where it is not.

Someone who can write to the database can also compute every hash anew from a change on. Only a
hash that was noted elsewhere tells then: the head of the chain, which verifying says each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citypact.apps.conduct import digest
from citypact.apps.conduct.models import ChainHead, Event, PersonalValue
from citypact.apps.conduct.snapshot import snapshot

__all__ = ["Break", "Noted", "Verification", "verify"]

#: Events read at a time.
BATCH = 1000


@dataclass(frozen=True)
class Break:
    """Where the chain is broken.

    Attributes:
        position: of the event.
        what: ``content``, its hash is not that of what it says; ``previous``, it does not follow
            the event before; ``missing``, events before it are gone; ``personal``, what is kept
            of a person is not what was; ``head``, the last event is not the one that was last
            written; ``noted``, it is not the event that was noted.
        expected: the hash that it should be, or the position.
        found: the hash that it is, or the position.
    """

    position: int
    what: str
    expected: str
    found: str


@dataclass(frozen=True)
class Noted:
    """The head of the chain as somebody noted it earlier."""

    position: int
    hash: str


@dataclass(frozen=True)
class Verification:
    """What verifying found.

    Attributes:
        events: how many there are.
        head: hash of the last one.
        personal: how many of them still have personal values.
        shredded: how many had.
        breaks: every break, in order; none where the chain is whole.
    """

    events: int
    head: str
    personal: int
    shredded: int
    breaks: tuple[Break, ...]

    @property
    def whole(self) -> bool:
        """True where nothing was changed, taken out or put in."""
        return not self.breaks


def verify(noted: Noted | None = None) -> Verification:
    """Read every event, compute every hash anew, and compare.

    Args:
        noted: the head as it was noted earlier; the event at that position must be that one.
    """
    with snapshot():
        kept = dict(PersonalValue.objects.values_list("event_id", "pk"))
        breaks: list[Break] = []
        count, last, position, committed, seen = 0, digest.GENESIS, 0, 0, ""
        for event in (
            Event.objects.order_by("position").prefetch_related("kept").iterator(chunk_size=BATCH)
        ):
            breaks += _breaks(event, position, last)
            if event.pk in kept:
                breaks += _personal_breaks(event)
            count, last, position = count + 1, event.hash, event.position
            committed += bool(event.personal)
            if noted is not None and event.position == noted.position:
                seen = event.hash
        breaks += _head_breaks(position, last)
        if noted is not None and seen != noted.hash:
            breaks.append(Break(noted.position, "noted", noted.hash, seen))
    return Verification(count, last, len(kept), committed - len(kept), tuple(breaks))


def _breaks(event: Event, position: int, last: str) -> Iterator[Break]:
    if event.position != position + 1:
        yield Break(event.position, "missing", str(position + 1), str(event.position))
    if event.previous != last:
        yield Break(event.position, "previous", last, event.previous)
    computed = event.content.hash()
    if computed != event.hash:
        yield Break(event.position, "content", event.hash, computed)


def _personal_breaks(event: Event) -> Iterator[Break]:
    kept = event.kept
    computed = digest.commitment(bytes(kept.salt), kept.values)
    if computed != event.personal:
        yield Break(event.position, "personal", event.personal, computed)


def _head_breaks(position: int, last: str) -> Iterator[Break]:
    head = ChainHead.objects.filter(id=1).first()
    expected = (head.position, head.hash) if head else (0, digest.GENESIS)
    if expected != (position, last):
        yield Break(expected[0], "head", expected[1], last)
