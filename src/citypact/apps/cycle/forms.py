"""What people fill in. A form says what was written where; whether it can be is the action's."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["DATE", "RenewForm"]

#: A day, written as browsers send it; people may type it the same way where a browser has no
#: calendar of its own.
DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class RenewForm(forms.Form):
    """For which year."""

    year = forms.IntegerField(
        label=_("Year"), help_text=_("The year that the new version is for."), min_value=1
    )
