"""What people fill in on the way to a signature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citypact.apps.parties.words import LANGUAGES
from citypact.apps.signing.models import REASON_LENGTH

__all__ = [
    "CertificateForm",
    "DocumentForm",
    "FindingForm",
    "ReasonForm",
    "ReturnedSignatureForm",
    "SignedFileForm",
    "VerificationForm",
]


class FindingForm(forms.Form):
    """Why a finding may stand."""

    reason_sv = forms.CharField(
        label=_("Reason in Swedish"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


class DocumentForm(forms.Form):
    """In which language the document is signed."""

    language = forms.ChoiceField(label=_("Language of the document"), choices=LANGUAGES)


class ReasonForm(forms.Form):
    """Why a party declines or withdraws, or why the signing is given up."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=REASON_LENGTH
    )


class SignedFileForm(forms.Form):
    """The document, signed elsewhere."""

    file = forms.FileField(
        label=_("The signed document"),
        help_text=_("The PDF that you fetched above, with your signature."),
        widget=forms.FileInput({"accept": "application/pdf"}),
    )


class CertificateForm(forms.Form):
    """The certificate of who will sign through a signing service, and why, where it is again."""

    certificate = forms.FileField(
        label=_("The signing certificate"),
        help_text=_("PEM or DER, without the key. The key never leaves your signing service."),
    )
    again = forms.CharField(
        label=_("Why the party signs again"),
        help_text=_("Such as that another signatory takes the place. It stands in the signature."),
        max_length=REASON_LENGTH,
    )

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:  # noqa: ANN401  Django's
        """Ask why only of a party that signs again."""
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["again"]


class ReturnedSignatureForm(forms.Form):
    """What the signing service gave back."""

    signature = forms.CharField(
        label=_("The signature of the digest"),
        help_text=_("Base64, as the signing service gave it."),
        widget=forms.Textarea({"rows": 4}),
        max_length=20_000,
    )


class VerificationForm(forms.Form):
    """A document that somebody wants to know the truth about."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("A PDF of at most 50 MB. It is looked at and not kept."),
        widget=forms.FileInput({"accept": "application/pdf"}),
    )
