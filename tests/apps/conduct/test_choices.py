"""A field offers what is known only when the form is made."""

import pytest
from django import forms

from citypact.apps.conduct.choices import offer


class Asked(forms.Form):
    """A field that offers choices, and one that does not."""

    area = forms.ChoiceField()
    name = forms.CharField()


def test_what_is_offered_is_what_may_be_sent() -> None:
    form = Asked({"area": "heat", "name": "x"})
    offer(form, "area", {"heat": "Heat"}.items())
    assert form.is_valid()
    other = Asked({"area": "roads", "name": "x"})
    offer(other, "area", [("heat", "Heat")])
    assert not other.is_valid()


def test_a_field_without_choices_offers_none() -> None:
    with pytest.raises(TypeError, match="name offers no choices"):
        offer(Asked(), "name", [])
