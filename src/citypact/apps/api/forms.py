"""What people fill in to let a program in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from citypact.apps.api.models import NAME_LENGTH

__all__ = ["TokenForm"]


class TokenForm(forms.Form):
    """Which program, and until when."""

    title = forms.CharField(
        label=_("Program"),
        help_text=_("What it is for, so that you know it again."),
        max_length=NAME_LENGTH,
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("A year at most."),
        widget=forms.DateInput({"type": "date"}),
    )
