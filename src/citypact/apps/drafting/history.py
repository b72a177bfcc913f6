"""What has happened to a contract that is written, read from the events.

Who did something is told as role and organisation. A name is told only to a reader who may see who
the people of that organisation are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext

from citypact.apps.conduct.actor import Actor, Role
from citypact.apps.conduct.kinds import kind_of
from citypact.apps.conduct.models import Event
from citypact.apps.drafting.apart import ColumnApart, columns_apart
from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.selectors import Draft
from citypact.apps.drafting.words import EVENTS, TABLES, said, shown_cell
from citypact.apps.parties.models import Account
from citypact.apps.parties.policy import MEMBERSHIPS
from citypact.apps.parties.words import ROLES

__all__ = ["Entry", "RowHistory", "before_since", "events_of", "history", "names_for", "who"]


@dataclass(frozen=True)
class RowHistory:
    """What became of one row."""

    table: str
    title: str
    columns: tuple[ColumnApart, ...]
    added: bool
    gone: bool


@dataclass(frozen=True)
class Entry:
    """Something that happened: when, what, who by role and organisation, and to which rows."""

    position: int
    at: datetime
    what: str
    who: str
    clauses: tuple[str, ...]
    rows: tuple[RowHistory, ...]


def events_of(draft: Draft, clause: str = "") -> QuerySet[Event]:
    """The events of a version, or of one clause of it, the newest first."""
    touched = f'"{draft.version}:{clause}"' if clause else f'"{draft.version}:'
    return Event.objects.filter(
        subject=f"contract:{draft.contract.pk}", values__clauses__icontains=touched
    ).order_by("-position")


def history(
    draft: Draft, events: Sequence[Event], language: str, clause: str = ""
) -> tuple[Entry, ...]:
    """Events as they are read; of ``clause`` alone the rows where one is named. One query."""
    names = names_for(draft.actor, [(each.actor, _by(each)[0]) for each in events])
    return tuple(
        Entry(
            position=each.position,
            at=each.at,
            what=_what(each, language),
            who=who(draft.outline, *_by(each), names.get(each.actor, ""), language),
            clauses=_headings(draft, each, language),
            rows=tuple(_rows(draft, each, clause, language)),
        )
        for each in events
    )


def before_since(contract: str, table: str, key: str, seen: int) -> Mapping[str, str] | None:
    """What stood in a row when its contract was at revision ``seen``; None where nothing did.

    One query.
    """
    row = f"{table}/{key}"
    later = Event.objects.filter(
        subject=f"contract:{contract}",
        values__revision__gt=seen,
        values__rows__icontains=f'"{row}"',
    )
    first = later.order_by("position").first()
    if first is None:
        return None
    before = first.values["before"][first.values["rows"].index(row)]
    return dict(before) if before is not None else None


def names_for(actor: Actor, asked: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Names by the id that events hold, of those whom ``actor`` may know. At most one query.

    Args:
        actor: who reads.
        asked: ids, each with the organisation that it acted for.
    """
    known = {
        id_.partition(":")[2]
        for id_, organisation in asked
        if id_.startswith("account:") and MEMBERSHIPS.permits(actor, "read", organisation)
    }
    if not known:
        return {}
    found = Account.objects.filter(pk__in=known).values_list("pk", "name")
    return {f"account:{key}": name for key, name in found}


def who(outline: Outline, organisation: str, role: str, name: str, language: str) -> str:
    """``Editor, Environment board``, with the name where the reader may know it."""
    title = shown_cell(outline, "party", organisation, language)
    if role == Role.OPERATOR.value:
        return gettext("The operator of this site")
    shown = str(ROLES[Role(role)]).capitalize() if role else gettext("Somebody")
    return ", ".join(filter(None, [name, shown, title]))


def _by(event: Event) -> tuple[str, str]:
    """The organisation that it was done for, and the role by which."""
    by = event.values.get("by") or {}
    return str(by.get("for", event.organisation)), str(by.get("role", ""))


def _what(event: Event, language: str) -> str:
    if event.code in EVENTS:
        return gettext(EVENTS[event.code])
    kind = kind_of(event.code)
    return kind.says(language, event.values) if kind else event.code


def _headings(draft: Draft, event: Event, language: str) -> tuple[str, ...]:
    """The clauses of this version that it is about; one that is gone by its id."""
    own = [name.partition(":") for name in event.values.get("clauses", ())]
    return tuple(
        shown_cell(draft.outline, "clause", clause, language)
        for version, _colon, clause in own
        if version == draft.version
    )


def _rows(draft: Draft, event: Event, clause: str, language: str) -> list[RowHistory]:
    values = event.values
    if "before" not in values or "after" not in values:
        return []
    found = []
    for name, before, after in zip(values["rows"], values["before"], values["after"], strict=True):
        table, _slash, key = name.partition("/")
        if not key.startswith(f"{draft.version}:") or table not in TABLES:
            continue
        if clause and not _within(draft, table, before or after or {}, after or {}, clause):
            continue
        cells = after or before or {}
        found.append(
            RowHistory(
                table=gettext(TABLES[table]),
                title=said(cells, "title", language) or said(cells, "text", language) or key,
                columns=columns_apart(draft.outline, table, before, after, language),
                added=before is None,
                gone=after is None,
            )
        )
    return found


def _within(
    draft: Draft, table: str, before: Mapping[str, str], after: Mapping[str, str], clause: str
) -> bool:
    """Whether a row belonged or belongs to a clause, by its commitment where it is carried."""
    if table == "clauses":
        return before.get("id") == clause
    if table == "commitments":
        return clause in {before.get("clause"), after.get("clause")}
    line = draft.outline.clause.get(clause)
    return line is not None and before.get("commitment") in line.commitments
