"""What stands beside a clause in the rail of the reader for those who work on the contract.

The rail is drawn once, when a contract is published, with a mark in each of its lines. What is due
and who waits for whom changes from day to day, and is not for everybody: an app above this one
says by :func:`register` what it knows, and it is set in when the page is asked for. A source looks
at who asks before it asks the database anything: a visitor's page costs no more for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citypact.apps.conduct.actor import Actor

__all__ = ["Note", "notes_for", "register", "with_notes"]

#: As the template writes it; no text of a contract can, since its signs are escaped.
_MARK = re.compile(r"<!--rail ([a-z0-9.-]+)-->")


@dataclass(frozen=True)
class Note:
    """A word on a clause, in the reader's language.

    Attributes:
        text: what is to be said; of what is late the text says so too.
        late: whether it is to stand out.
    """

    text: str
    late: bool = False


#: Who asks, city, contract, version; gives notes by id of clause.
Source = Callable[[Actor, str, str, str], Mapping[str, tuple[Note, ...]]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask ``source`` too, whenever the text of a version is shown."""
    if source not in _sources:
        _sources.append(source)


def notes_for(
    actor: Actor, city: str, contract: str, version: str
) -> Mapping[str, tuple[Note, ...]]:
    """What ``actor`` is told of each clause of a version, by id of clause."""
    found: dict[str, tuple[Note, ...]] = {}
    for source in _sources:
        for clause, notes in source(actor, city, contract, version).items():
            found[clause] = (*found.get(clause, ()), *notes)
    return found


def with_notes(body: str, notes: Mapping[str, tuple[Note, ...]]) -> SafeString:
    """The kept text of a page with the notes in its rail."""
    if not notes:
        return mark_safe(body)  # noqa: S308  drawn by our own template when it was published
    noted = _MARK.sub(lambda mark: _drawn(notes.get(mark[1], ())), body)
    return mark_safe(noted)  # noqa: S308  as above, with what format_html has made safe


def _drawn(notes: tuple[Note, ...]) -> str:
    return format_html_join(
        "",
        '<span class="rail-note">{}</span>',
        ((format_html("<strong>{}</strong>", n.text) if n.late else n.text,) for n in notes),
    )
