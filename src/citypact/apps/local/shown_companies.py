"""A company of the city's list as a row that people read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citypact.apps.local.kept import Local
from citypact.apps.local.listing import Company
from citypact.apps.local.models import LocalSum
from citypact.apps.local.words import SIZE_TITLES, STATES, STATUS_TITLES, cut_in
from citypact.contract.local.follow_up import STATUSES

__all__ = ["ShownCompany", "shown_companies"]


@dataclass(frozen=True)
class ShownCompany:
    """A row of the list; ``on_top`` is the company's fair share of what all add on top."""

    id: str
    title: str
    number: str
    area: str
    size: str
    promises: int
    kt: str
    on_top: str
    state: str
    state_title: str
    statuses: str


def shown_companies(
    several: Iterable[Company], local: Local, found: LocalSum | None, language: str
) -> list[ShownCompany]:
    """The rows of companies, in their order."""
    by_party = found.document.get("by_party", {}) if found is not None else {}
    areas = {area: titles[language == "en"] for area, titles in local.areas.items()}
    return [
        ShownCompany(
            id=each.id,
            title=each.title,
            number=each.number,
            area=areas.get(each.area, each.area),
            size=str(SIZE_TITLES.get(each.size, "")),
            promises=each.promises,
            kt=cut_in(each.kt, language) if each.kt is not None else "–",
            on_top=cut_in(by_party[each.id], language) if each.id in by_party else "–",
            state=each.state,
            state_title=str(STATES[each.state]),
            statuses=", ".join(
                f"{STATUS_TITLES[name]} {each.statuses[name]}"
                for name in STATUSES
                if name in each.statuses
            ),
        )
        for each in several
    ]
