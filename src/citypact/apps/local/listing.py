"""The city's list of companies: chosen, sorted, in pages.

It is made of the contract in memory; only sign-ups that nobody has confirmed yet are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citypact.apps.local.bounds import oldest
from citypact.apps.local.kept import Local
from citypact.apps.local.models import SignUpRequest
from citypact.apps.local.outlooks import Asked, estimated
from citypact.contract.commitment import Commitment
from citypact.contract.local.follow_up import status

__all__ = ["PER_PAGE", "SORTS", "Choice", "Company", "chosen", "companies"]

#: So many companies stand on a page.
PER_PAGE = 50
#: What the list can be sorted by.
SORTS = ("title", "area", "size", "promises", "kt", "state")
_SIZES = ("micro", "small", "medium", "large")
_STATES = ("late", "not reported", "unconfirmed", "nothing to report", "reported")


@dataclass(frozen=True)
class Company:
    """A company in the list.

    Attributes:
        id: of the party; empty where its sign-up is not confirmed yet.
        title: its name.
        number: its organisation number; empty where there is none.
        area: id of its transition area.
        size: class of size.
        kinds: ids of the kinds that it promises.
        promises: how many.
        kt: what they cut by the quick estimate, kt a year; None where nothing can be computed.
        state: to the year's reporting; see :data:`citypact.apps.local.words.STATES`.
        statuses: of its quantities, how many of each.
    """

    id: str
    title: str
    number: str
    area: str
    size: str
    kinds: tuple[str, ...]
    promises: int
    kt: float | None
    state: str
    statuses: Mapping[str, int]


@dataclass(frozen=True)
class Choice:
    """What a reader of the list asks for; empty where it does not matter."""

    year: int
    text: str = ""
    area: str = ""
    size: str = ""
    kind: str = ""
    state: str = ""
    sort: str = "title"
    down: bool = False


def companies(local: Local, model: Asked, year: int, today: int, language: str) -> list[Company]:
    """Every company, and every sign-up that waits for confirmation. One query.

    Args:
        local: the contract.
        model: on it.
        year: that is reported on.
        today: the year that it is: a report for a year that is over and has not come is late.
        language: of the names.
    """
    kt = estimated(local, model.known, model.seen.year)
    found = [
        Company(
            id=each.id,
            title=each.title_sv if language == "sv" else each.title_en,
            number=each.number,
            area=each.area,
            size=each.size,
            kinds=tuple(one.action.kind for one in local.promises[each.id] if one.action),
            promises=len(local.promises[each.id]),
            kt=kt.get(each.id),
            state=_state(local.promises[each.id], year, today),
            statuses=_statuses(local.promises[each.id], year),
        )
        for each in local.companies
    ]
    waiting = SignUpRequest.objects.filter(
        contract=local.kept, confirmed_at=None, asked_at__gt=oldest()
    )
    return found + [_waiting(each) for each in waiting]


def chosen(several: Sequence[Company], choice: Choice) -> list[Company]:
    """Those that a choice asks for, in its order."""
    text = choice.text.strip().casefold()
    found = [
        each
        for each in several
        if (not text or text in each.title.casefold() or text in each.number)
        and choice.area in {"", each.area}
        and choice.size in {"", each.size}
        and (not choice.kind or choice.kind in each.kinds)
        and choice.state in {"", each.state}
    ]
    found.sort(key=lambda each: each.title.casefold())
    found.sort(key=lambda each: _place(each, choice.sort), reverse=choice.down)
    return found


def _place(each: Company, sort: str) -> tuple[float, str]:
    if sort == "area":
        return 0.0, each.area
    if sort == "size":
        return float(_SIZES.index(each.size)) if each.size in _SIZES else -1.0, ""
    if sort == "promises":
        return float(each.promises), ""
    if sort == "kt":
        # What cannot be computed stands below all that can.
        return (float("-inf") if each.kt is None else each.kt), ""
    if sort == "state":
        return float(_STATES.index(each.state)), ""
    return 0.0, each.title.casefold()


def _state(promises: Sequence[Commitment], year: int, today: int) -> str:
    actions = [each.action for each in promises if each.action is not None]
    if not actions:
        return "nothing to report"
    if all(any(report.year == year for report in each.reports) for each in actions):
        return "reported"
    return "late" if year < today else "not reported"


def _statuses(promises: Sequence[Commitment], year: int) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for each in promises:
        if each.action is not None:
            name = status(each, year)
            counts[name] = counts.get(name, 0) + 1
    return counts


def _waiting(request: SignUpRequest) -> Company:
    return Company(
        id="",
        title=request.title,
        number=request.number,
        area=request.area,
        size=request.size,
        kinds=tuple(each["kind"] for each in request.actions),
        promises=len(request.actions) + bool(request.roadmap),
        kt=None,
        state="unconfirmed",
        statuses={},
    )
