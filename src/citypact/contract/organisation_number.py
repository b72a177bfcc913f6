"""Swedish organisation numbers: ten digits, of which the last checks the others.

The check digit is Luhn's: every other digit of the first nine is doubled, beginning with the
first; the digits of all are added; the last makes the sum a multiple of ten. The third digit of a
legal person's number is 2 or more, which tells it from a personal identity number: those are
refused, since no natural person's data belong here.

Source: Skatteverket, SKV 709, and the Act on identity designation of legal persons (1974:174).
"""

from __future__ import annotations

import re

from citypact.errors import InputError
from citypact.said import Said

__all__ = ["organisation_number"]

_FORM = re.compile(r"(?:16)?(\d{6})-?(\d{4})", re.ASCII)


def organisation_number(written: str) -> str:
    """Return an organisation number in its usual form, ``212000-1124``.

    >>> organisation_number("2120001124")
    '212000-1124'

    Args:
        written: ten digits, with or without hyphen, with or without the prefix 16.

    Raises:
        InputError: it has another form, is a person's number, or its last digit does not check.
    """
    match = _FORM.fullmatch(written.strip())
    if not match:
        message = Said(
            "%(written)r is no organisation number: it has ten digits, written 212000-1124 for "
            "example",
            written=written,
        )
        raise InputError(message)
    digits = match[1] + match[2]
    if digits[2] < "2":
        message = Said(
            "%(written)r has the form of a personal identity number, which is not kept here: give "
            "the number of an organisation, whose third digit is 2 or more",
            written=written,
        )
        raise InputError(message)
    expected = check_digit(digits[:9])
    if int(digits[9]) != expected:
        message = Said(
            "%(written)r is no organisation number: its last digit is %(digits)s, and the other "
            "nine ask for %(expected)s; look for a digit that is wrong or two that changed places",
            written=written,
            digits=digits[9],
            expected=expected,
        )
        raise InputError(message)
    return f"{match[1]}-{match[2]}"


def check_digit(digits: str) -> int:
    """Luhn's check digit of nine digits.

    >>> check_digit("212000112")
    4
    """
    total = 0
    for place, digit in enumerate(digits):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004  the sum of its two digits
    return -total % 10
