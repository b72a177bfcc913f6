"""Filters of the pages on signatures: the words of what is kept."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

__all__ = ["level_meaning", "level_title", "severity_title", "signature_title"]

register = template.Library()

SEVERITIES = {
    "error": _("Wrong, as far as the check can tell"),
    "warning": _("Doubtful: to be mended or explained"),
    "note": _("To be known before signing"),
}
SIGNATURES = {
    "": _("Waited for"),
    "signed": _("Signed"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
}
LEVELS = {
    "tamper evidence": _("Tamper evidence"),
    "advanced": _("Advanced"),
    "broken": _("Broken"),
}
MEANINGS = {
    "tamper evidence": _(
        "The file is unchanged since it was signed; who signed it is not shown, for this site does "
        "not know the issuer of the certificate."
    ),
    "advanced": _(
        "The certificate leads to an issuer that this site trusts. Whether it is qualified is not "
        "examined."
    ),
    "broken": _("The signature does not hold."),
}


def _told(words: dict[str, str], key: object) -> str:
    text = str(key or "")
    return gettext(words[text]) if text in words else text


@register.filter
def severity_title(severity: str) -> str:
    """How much a finding weighs."""
    return _told(SEVERITIES, severity)


@register.filter
def signature_title(state: str | None) -> str:
    """How it stands with a party's signature."""
    return _told(SIGNATURES, state)


@register.filter
def level_title(level: str | None) -> str:
    """What a signature is shown to be."""
    return _told(LEVELS, level)


@register.filter
def level_meaning(level: str | None) -> str:
    """What that means."""
    return _told(MEANINGS, level)
