"""Sizes, strengths, statuses and quantities as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from citypact.contract.local.sign_up import SIZES
from citypact.figures.numbers import write_digits, write_number, write_range

__all__ = ["SIZE_TITLES", "STATES", "STATUS_TITLES", "cut_in", "number_in", "span_in"]

#: A tonne in kt: what is less is written in kilograms.
_TONNE: Final = 1e-3
_KILOGRAMS: Final = 1e6

#: Sizes of companies by how many work there.
SIZE_TITLES: Final[Mapping[str, Promise]] = dict(
    zip(
        SIZES,
        (
            pgettext_lazy("size of a company", "up to 9 people"),
            pgettext_lazy("size of a company", "10 to 49 people"),
            pgettext_lazy("size of a company", "50 to 249 people"),
            pgettext_lazy("size of a company", "250 people or more"),
        ),
        strict=True,
    )
)
#: How far a promise has come, by what is reported of it.
STATUS_TITLES: Final[Mapping[str, Promise]] = {
    "kept": pgettext_lazy("status of a promise", "kept"),
    "under way": pgettext_lazy("status of a promise", "under way"),
    "not begun": pgettext_lazy("status of a promise", "not begun"),
    "kept in part": pgettext_lazy("status of a promise", "kept in part"),
    "not kept": pgettext_lazy("status of a promise", "not kept"),
    "not reported": pgettext_lazy("status of a promise", "not reported"),
}
#: What a company is to the year's reporting, and one that has not confirmed its sign-up.
STATES: Final[Mapping[str, Promise]] = {
    "unconfirmed": pgettext_lazy("state of a company", "not confirmed"),
    "reported": pgettext_lazy("state of a company", "has reported"),
    "not reported": pgettext_lazy("state of a company", "has not reported"),
    "late": pgettext_lazy("state of a company", "late"),
    "nothing to report": pgettext_lazy("state of a company", "roadmap alone"),
}


def cut_in(kt: float | None, language: str) -> str:
    """An amount of emissions, given in kt: in kilograms below a tonne."""
    if kt is None or not 0.0 < abs(kt) < _TONNE:
        return write_number(kt, "kt", language)
    return write_number(kt * _KILOGRAMS, "kg", language)


def span_in(low: float, high: float, language: str) -> str:
    """Two such amounts in one unit, that of the larger."""
    size = max(abs(low), abs(high))
    if not 0.0 < size < _TONNE:
        return write_range(low, high, "kt", language, size=size)
    return write_range(low * _KILOGRAMS, high * _KILOGRAMS, "kg", language)


def number_in(value: float, language: str) -> str:
    """A quantity, without its unit."""
    return write_digits(value, language)
