"""What a company fills in once a year: how much is done of each promise, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.local.company_page import followed_year
from citypact.apps.local.forms import Quantity, number_in_full
from citypact.apps.local.kept import Local
from citypact.apps.local.problems import unwritable
from citypact.apps.local.words import number_in
from citypact.contract.local.action import Report
from citypact.contract.local.yardstick import Yardstick
from citypact.errors import Problem
from citypact.figures.numbers import write_quantity, write_units

__all__ = ["PromiseFields", "ReportForm", "asked_year", "report_problems_told"]

_EVIDENCE_LENGTH = 500


def asked_year(request: HttpRequest, local: Local) -> int:
    """The year that is asked for, where it can be reported on; else the one that is on now."""
    last = followed_year(local)
    named = request.POST.get("year") or request.GET.get("year") or ""
    years = range(local.version.year, last + 1)
    return int(named) if named.isascii() and named.isdigit() and int(named) in years else last


@dataclass(frozen=True)
class PromiseFields:
    """The fields of one promise."""

    title: str
    promised: str
    done: BoundField
    evidence: BoundField


class ReportForm(forms.Form):
    """How much is done of each of a company's promises by the end of a year."""

    def __init__(
        self, local: Local, party: str, year: int, written: QueryDict | None = None
    ) -> None:
        """With what has been reported for that year already."""
        super().__init__(written)
        self._local, self._year = local, year
        self._own = [each for each in local.promises[party] if each.action is not None]
        self._language = get_language() or "sv"
        for place, each in enumerate(self._own):
            action = each.action
            if action is None:
                continue
            unit = write_units(local.contract.kinds[action.kind].unit, self._language)
            there = next((one for one in action.reports if one.year == year), None)
            done = Quantity(
                label=_("Done so far (%(unit)s a year)") % {"unit": unit},
                initial=None if there is None else number_in_full(there.done, self._language),
            )
            evidence = forms.CharField(
                label=_("What the figure rests on"),
                help_text=_("The meter, the invoice or the register. Write no person’s name."),
                max_length=_EVIDENCE_LENGTH,
                required=False,
                initial="" if there is None else there.evidence_sv,
            )
            self.fields |= {f"done-{place}": done, f"evidence-{place}": evidence}

    @property
    def years(self) -> list[int]:
        """The years that can be reported on."""
        return list(range(self._local.version.year, followed_year(self._local) + 1))

    @property
    def promises(self) -> list[PromiseFields]:
        """The fields of each promise."""
        found = []
        for place, each in enumerate(self._own):
            if each.action is None:
                continue
            kind = self._local.contract.kinds[each.action.kind]
            quantity = write_quantity(each.action.quantity, kind.unit, self._language)
            found.append(
                PromiseFields(
                    title=kind.title_sv if self._language == "sv" else kind.title_en,
                    promised=quantity,
                    done=self[f"done-{place}"],
                    evidence=self[f"evidence-{place}"],
                )
            )
        return found

    @property
    def reports(self) -> Mapping[str, Report]:
        """What was written, by commitment; a promise of which nothing is written is left out."""
        found = {}
        for place, each in enumerate(self._own):
            done = self.cleaned_data[f"done-{place}"]
            if done is not None:
                evidence = self.cleaned_data[f"evidence-{place}"]
                found[each.id] = Report(self._year, done, evidence, evidence)
        return found

    def clean(self) -> dict[str, object] | None:
        """See that something is reported.

        Raises:
            ValidationError: nothing is, or evidence of no figure.
        """
        written = super().clean()
        values = self.cleaned_data
        for place in range(len(self._own)):
            if values.get(f"evidence-{place}") and values.get(f"done-{place}", 0) is None:
                self.add_error(f"done-{place}", _("State how much is done; 0 where nothing is."))
        if not self.errors and all(
            values[f"done-{place}"] is None for place in range(len(self._own))
        ):
            raise forms.ValidationError(_("Nothing is reported: state how much is done of one."))
        return written

    def tell(self, problems: Iterable[tuple[str, str, str]]) -> None:
        """Show what is wrong with the report on a commitment at its field."""
        places = {each.id: place for place, each in enumerate(self._own)}
        for commitment, column, sentence in problems:
            field = f"{column}-{places.get(commitment)}"
            self.add_error(field if field in self.fields else None, sentence)


def report_problems_told(
    problems: Iterable[Problem], local: Local, known: Mapping[str, Yardstick]
) -> list[tuple[str, str, str]]:
    """Each problem as commitment, column and a sentence in the reader's language."""
    language = get_language() or "sv"
    found = []
    for each in problems:
        commitment = local.version.commitment.get(each.file)
        action = commitment.action if commitment is not None else None
        if each.check == "text":
            sentence = unwritable()
        elif each.column == "evidence":
            sentence = _("Say what the figure rests on: the meter, the invoice or the register.")
        elif each.column == "year":
            sentence = _("%(year)s is no year that can be reported on.") % {"year": each.found}
        elif each.allowed.startswith("at most") and action is not None:
            yardstick = known[action.kind]
            sentence = _(
                "%(found)s is more than all of the city had in %(year)s: %(city)s. Look at the "
                "unit."
            ) % {
                "found": number_in(float(each.found), language),
                "year": yardstick.city_year,
                "city": number_in(yardstick.city, language),
            }
        else:
            sentence = _("What is done is a number, 0 or above.")
        found.append((each.file, each.column, sentence))
    return found
