"""Letting a field of a form offer what is known only when the form is made."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

__all__ = ["offer"]


def offer(form: forms.Form, name: str, choices: Iterable[tuple[object, object]]) -> None:
    """Let the field ``name`` of ``form`` offer ``choices``: what is sent, and what is shown.

    Raises:
        TypeError: it is no field of choices.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        message = f"{name} offers no choices"
        raise TypeError(message)
    field.choices = list(choices)
