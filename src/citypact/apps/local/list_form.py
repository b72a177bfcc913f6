"""By what the city's list of companies is chosen and sorted: the questions in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citypact.apps.conduct.choices import offer
from citypact.apps.local.company_page import followed_year
from citypact.apps.local.kept import Local
from citypact.apps.local.listing import SORTS, Choice
from citypact.apps.local.words import SIZE_TITLES, STATES

__all__ = ["ColumnLink", "ListForm"]

#: What the columns are called.
COLUMNS: Final[Mapping[str, Promise]] = {
    "title": gettext_lazy("Company"),
    "area": gettext_lazy("Area"),
    "size": gettext_lazy("Size"),
    "promises": gettext_lazy("Promises"),
    "kt": gettext_lazy("Cuts alone, about"),
    "state": gettext_lazy("Reporting"),
}
_LONGEST: Final = 100


@dataclass(frozen=True)
class ColumnLink:
    """A column's head, and the address that sorts by it; a second time the other way round."""

    name: str
    title: str
    address: str
    sorted: str


class ListForm(forms.Form):
    """What a reader asks for; what is none of the choices does not matter."""

    text = forms.CharField(
        label=gettext_lazy("Name or number"), max_length=_LONGEST, required=False
    )
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("Size"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Reporting"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("For the year"), coerce=int, required=False)

    def __init__(self, local: Local, language: str, asked: QueryDict) -> None:
        """Of a contract; ``asked`` is what stands in the address."""
        years = list(range(local.version.year, followed_year(local) + 1))
        super().__init__({"year": str(years[-1]), **dict(asked.items())})
        self._years, self._asked = years, asked
        place = int(language == "en")
        kinds = sorted(
            (each.title_en if place else each.title_sv, each.id)
            for each in local.contract.kinds.values()
        )
        every = ("", _("all"))
        for name, choices in (
            ("area", [(area, titles[place]) for area, titles in local.areas.items()]),
            ("size", list(SIZE_TITLES.items())),
            ("kind", [(name, title) for title, name in kinds]),
            ("state", list(STATES.items())),
        ):
            offer(self, name, [every, *choices])
        offer(self, "year", [(year, str(year)) for year in years])

    @property
    def choice(self) -> Choice:
        """What is asked for."""
        self.full_clean()
        found = self.cleaned_data
        sort = self._asked.get("sort", "")
        return Choice(
            year=found.get("year") or self._years[-1],
            text=found.get("text", ""),
            area=found.get("area", ""),
            size=found.get("size", ""),
            kind=found.get("kind", ""),
            state=found.get("state", ""),
            sort=sort if sort in SORTS else "title",
            down=self._asked.get("down", "") == "1",
        )

    @property
    def columns(self) -> list[ColumnLink]:
        """The heads of the columns."""
        choice, links = self.choice, []
        for name, title in COLUMNS.items():
            is_sorted = choice.sort == name
            down = is_sorted and not choice.down
            way = ("descending" if choice.down else "ascending") if is_sorted else ""
            links.append(ColumnLink(name, str(title), self._address(choice, name, down=down), way))
        return links

    @property
    def address(self) -> str:
        """The questions in the address, without the page."""
        choice = self.choice
        return self._address(choice, choice.sort, down=choice.down)

    def _address(self, choice: Choice, sort: str, *, down: bool) -> str:
        asked = {
            "text": choice.text,
            "area": choice.area,
            "size": choice.size,
            "kind": choice.kind,
            "state": choice.state,
            "year": str(choice.year),
            "sort": sort,
            "down": "1" if down else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})
