"""What people fill in. A form says what was written where; whether it can be is the action's."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from citypact.apps.conduct.actor import Role
from citypact.apps.parties.details import Details
from citypact.apps.parties.models import NAME_LENGTH, NUMBER_LENGTH, Organisation
from citypact.apps.parties.words import AUTHORITIES, KINDS, LANGUAGES, ROLES

__all__ = ["AccountForm", "EraseForm", "MemberForm", "NewOrganisationForm", "OrganisationForm"]


class OrganisationForm(forms.Form):
    """What is known of an organisation."""

    title_sv = forms.CharField(label=_("Name in Swedish"), max_length=NAME_LENGTH)
    title_en = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    number = forms.CharField(
        label=_("Organisation number"),
        help_text=_("Ten digits, such as 212000-1124; empty where there is none."),
        # Room for what is written otherwise, so that the check can say what is wrong with it.
        max_length=2 * NUMBER_LENGTH,
        required=False,
    )
    authority = forms.ChoiceField(
        label=_("Authority"),
        help_text=_("What kind of decision-maker it is; empty where it decides on nothing alone."),
        choices=[("", "–"), *AUTHORITIES.items()],
        required=False,
    )
    actor = forms.CharField(
        label=_("Actor"),
        help_text=_("Its identifier among the actors of the city book, where it is there."),
        max_length=NAME_LENGTH,
        required=False,
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Organisation.objects.all(), required=False, empty_label="–"
    )
    mandate_sv = forms.CharField(
        label=_("What it may decide, in Swedish"), widget=forms.Textarea, required=False
    )
    mandate_en = forms.CharField(
        label=_("What it may decide, in English"), widget=forms.Textarea, required=False
    )

    @property
    def details(self) -> Details:
        """What was written."""
        written = {name: self.cleaned_data[name] for name in Details.__annotations__}
        parent = written.pop("parent")
        return Details(**written, parent=parent.pk if parent else "")


class NewOrganisationForm(OrganisationForm):
    """The same, with the id that it will always have."""

    id = forms.CharField(
        label=_("Identifier"),
        help_text=_("Small letters, digits, hyphens and points; it stands in addresses."),
        max_length=NAME_LENGTH,
    )
    field_order = ("id",)


class MemberForm(forms.Form):
    """Who is given which role."""

    mail = forms.EmailField(
        label=_("Mail address"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Needed only where the person has no account here yet."),
        max_length=NAME_LENGTH,
        required=False,
    )
    role = forms.TypedChoiceField(
        label=_("Role"),
        choices=[(role.value, title) for role, title in ROLES.items()],
        coerce=Role,
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=LANGUAGES)


class AccountForm(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=LANGUAGES)


class EraseForm(forms.Form):
    """That somebody means it."""

    sure = forms.BooleanField(label=_("Yes, erase my account. It cannot be undone."))
