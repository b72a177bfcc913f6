"""What people fill in. A form says what was written where; whether it can be is the action's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citypact.apps.conduct.choices import offer
from citypact.apps.contracts.frame import text_in
from citypact.apps.cycle.models import NAME_LENGTH, Milestone
from citypact.apps.cycle.planning import Plan
from citypact.contract.contract import Contract
from citypact.contract.version import Version

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["MilestoneForm", "RenewForm", "SigningForm", "TextForm", "UpdateForm"]

#: A year of four digits.
LAST_YEAR = 9999


def day_field(label: StrPromise, *, required: bool = True) -> forms.DateField:
    """A day, written as browsers send it; it can be typed the same way without their calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=_("Such as 2026-12-09."),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class RenewForm(forms.Form):
    """For which year."""

    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("The year that the new version is for."),
        min_value=1,
        max_value=LAST_YEAR,
    )


class SigningForm(forms.Form):
    """When a version is signed."""

    signing = day_field(_("Day of the signing"))


class MilestoneForm(forms.Form):
    """What is due, when, and whom it concerns."""

    title_sv = forms.CharField(label=_("What is due, in Swedish"), max_length=NAME_LENGTH)
    title_en = forms.CharField(label=_("What is due, in English"), max_length=NAME_LENGTH)
    due = day_field(_("Day"))
    party = forms.ChoiceField(label=_("Party"), required=False)
    clause = forms.ChoiceField(label=_("Clause"), required=False)
    done = day_field(_("Done on"), required=False)

    def __init__(
        self,
        contract: Contract,
        version: Version,
        known: Milestone | None,
        language: str,
        sent: Mapping[str, Any] | None,  # Any: what Django hands on
    ) -> None:
        """Offer the parties and clauses of ``version``; start from what is ``known``."""
        initial = {name: getattr(known, name) for name in self.base_fields} if known else {}
        super().__init__(sent, initial=initial)
        if known is not None and known.kind:
            del self.fields["title_sv"], self.fields["title_en"]
        parties = (
            (each.id, text_in(each, "title", language)[0]) for each in contract.parties.values()
        )
        clauses = (
            (each.id, f"{each.number} {text_in(each, 'title', language)[0]}".strip())
            for each in version.clauses
        )
        offer(self, "party", [("", _("All parties")), *parties])
        offer(self, "clause", [("", _("The whole contract")), *clauses])

    @property
    def plan(self) -> Plan:
        """What was written."""
        return Plan(**self.cleaned_data)


class TextForm(forms.Form):
    """A text that is taken in, and the year that it is for."""

    text = forms.FileField(
        label=_("The text"),
        help_text=_("Plain text in UTF-8, of at most 5 MB. A scan or a PDF holds no such text."),
        widget=forms.ClearableFileInput({"accept": ".txt,text/plain"}),
        max_length=NAME_LENGTH,
    )
    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("Where it is left empty, the year that the text says it is for."),
        min_value=1,
        max_value=LAST_YEAR,
        required=False,
    )


class UpdateForm(forms.Form):
    """The most important updates of a party, a line a sentence, with what its writer saw."""

    text_sv = forms.CharField(label=_("In Swedish"), widget=forms.Textarea({"rows": 10}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea({"rows": 10}))
    draft = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
