"""What is filled in of a working group: a meeting, and which companies take part."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from citypact.apps.local.models import NAME_LENGTH

__all__ = ["MeetingForm"]

_TEXT_LENGTH = 10_000


class MeetingForm(forms.Form):
    """A meeting: before it, when and where; after it, what was said and decided."""

    day = forms.DateField(
        label=_("Day"),
        help_text=_("Year, month and day, such as 2026-12-01."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Where it is, or the address of the call."),
        max_length=NAME_LENGTH,
    )
    notes = forms.CharField(
        label=_("Notes"),
        max_length=_TEXT_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    decisions = forms.CharField(
        label=_("Decisions"),
        max_length=_TEXT_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    id = forms.UUIDField(widget=forms.HiddenInput)
