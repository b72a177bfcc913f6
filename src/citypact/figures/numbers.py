"""Numbers as a person writes them: 963 kt, 1,4 Mt, 232 Mkr. The exact value stands in the table.

Rounding is to the figures a reader can use: whole units from ten up, one decimal below, the
next larger unit from a thousand up, the next smaller below one. Swedish has a decimal comma
and narrow no-break spaces between thousands; English a point and commas. A missing number is
a word, never a zero.
"""

from __future__ import annotations

import math
import re

from citypact.figures.words import say, words

__all__ = [
    "MINUS",
    "write_digits",
    "write_number",
    "write_probability",
    "write_quantity",
    "write_range",
    "write_share",
    "write_unit",
    "write_units",
    "write_year_span",
]

MINUS = "\N{MINUS SIGN}"
_NARROW = "\N{NARROW NO-BREAK SPACE}"
_SPACE = "\N{NO-BREAK SPACE}"

#: Canonical unit -> its sizes, largest first: how many canonical units one of them is, and
#: the key of its word.
_SIZES: dict[str, tuple[tuple[float, str], ...]] = {
    "kt": ((1000.0, "Mt"), (1.0, "kt"), (0.001, "t")),
    "MSEK": ((1000.0, "BSEK"), (1.0, "MSEK"), (0.001, "kSEK")),
    "GWh": ((1000.0, "TWh"), (1.0, "GWh"), (0.001, "MWh")),
    "fraction": ((0.01, "percent"),),
    "t/person": ((1.0, "t-person"),),
    "person": ((1.0, "person"),),
    "year": ((1.0, "year"),),
    "index": ((1.0, "index"),),
}

#: From this share of a unit up it is the one to write in: what is less rounds to 999 of the next.
_WHOLE = 0.9995
#: From here up whole numbers, below it one decimal.
_TEN = 9.95
#: From here up one decimal still shows a figure.
_TENTH = 0.095
#: From here up whole numbers for per cents, which are whole from one up.
_ONE = 0.95


def _size(magnitude: float, unit: str) -> tuple[float, str]:
    """Choose in which size of ``unit`` a number of this magnitude is written."""
    sizes = _SIZES[unit]
    if magnitude == 0:
        return next((size for size in sizes if size[0] == 1.0), sizes[0])
    return next((size for size in sizes if magnitude / size[0] >= _WHOLE), sizes[-1])


def _decimals(magnitude: float, whole: float = _TEN) -> int:
    """Return how many decimals show a number: none from ``whole`` up, one, else two figures."""
    if magnitude >= whole or magnitude == round(magnitude):
        return 0
    if magnitude >= _TENTH:
        return 1
    # Of the number as it will stand: 0.00999 becomes 0.010, with two figures and not three.
    return 1 - math.floor(math.log10(float(f"{magnitude:.1e}")))


def _digits(value: float, language: str, decimals: int) -> str:
    """Write a number without unit."""
    text = f"{abs(value):,.{decimals}f}"
    if not any(digit in "123456789" for digit in text):
        return "0"
    if language == "sv":
        text = text.replace(",", _NARROW).replace(".", ",")
    return (MINUS if value < 0 else "") + text


def _with_unit(digits: str, unit: str, word: str, language: str) -> str:
    """Set the unit after (or before) the digits, as the language does."""
    if not word:
        return f"{digits}{_SPACE}{write_unit(unit, language)}".rstrip(_SPACE)
    return say(language, f"unit.{word}", number=digits)


def _scale(magnitude: float, unit: str) -> tuple[float, str, float]:
    """Return the size in which ``unit`` is written, its word, and from where numbers are whole."""
    if unit not in _SIZES:
        return 1.0, "", _TEN
    scale, word = _size(magnitude, unit)
    return scale, word, _ONE if unit == "fraction" else _TEN


def write_number(
    value: float | None,
    unit: str,
    language: str,
    *,
    signed: bool = False,
    size: float | None = None,
) -> str:
    r"""Write ``value``, given in the canonical ``unit`` (kt, MSEK, GWh, fraction, …).

    Args:
        value: the number; None or not-a-number is missing.
        unit: one of kt, MSEK, GWh, fraction, t/person, person, year; any other is written
            as it is, after the number.
        language: ``sv`` or ``en``.
        signed: write a plus before a positive number, for changes.
        size: choose the unit's size by this magnitude instead of the number's own, so that
            numbers that stand together have one unit.

    >>> write_number(1414.8, "kt", "en")
    '1.4\xa0Mt'
    """
    if value is None or math.isnan(value):
        return say(language, "number.missing")
    scale, word, whole = _scale(abs(value if size is None else size), unit)
    digits = _digits(value / scale, language, _decimals(abs(value / scale), whole))
    sign = MINUS if digits.startswith(MINUS) else "+" if signed and digits != "0" else ""
    return sign + _with_unit(digits.removeprefix(MINUS), unit, word, language)


def write_digits(value: float | None, language: str, *, signed: bool = False) -> str:
    """Write a number without unit, where a column's heading says it; missing is a dash."""
    if value is None or math.isnan(value):
        return "–"
    text = _digits(value, language, _decimals(abs(value)))
    return f"+{text}" if signed and value > 0 and text != "0" else text


def write_range(
    low: float | None, high: float | None, unit: str, language: str, *, size: float | None = None
) -> str:
    """Write two numbers in one unit: ``810–1 020 kt``, or ``−20 till 30 kt`` about zero.

    The unit's size follows ``size``, as for :func:`write_number`; without it the smaller of the
    two, unless the larger is over ten times it.
    """
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return say(language, "number.missing")
    smaller, larger = sorted((abs(low), abs(high)))
    guide = smaller if smaller * 10 >= larger else larger
    scale, word, whole = _scale(guide if size is None else size, unit)
    decimals = _decimals(larger / scale, whole)
    ends = [_digits(value / scale, language, decimals) for value in (low, high)]
    # An end that is something must not be written as nothing for want of a decimal.
    if low and ends[0] == "0":
        ends[0] = _digits(low / scale, language, max(decimals, 1))
    if ends[0] == ends[1]:
        joined = ends[0]
    elif MINUS in ends[0] + ends[1]:
        joined = say(language, "number.to", low=ends[0], high=ends[1])
    else:
        joined = "–".join(ends)
    return _with_unit(joined, unit, word, language)


def write_probability(value: float | None, language: str) -> str:
    """Write a probability in per cent; none is ever written as certain.

    A share of draws that is 0 or 1 says that no draw was otherwise, not that none could be.
    """
    if value is None or math.isnan(value):
        return say(language, "number.missing")
    if value < 0.01:  # noqa: PLR2004  (below one per cent)
        return say(language, "number.below", number=write_number(0.01, "fraction", language))
    if value > 0.99:  # noqa: PLR2004  (above 99 per cent)
        return say(language, "number.above", number=write_number(0.99, "fraction", language))
    return write_number(round(value, 2), "fraction", language)


def write_share(value: float, language: str) -> str:
    """Write a part of a whole in whole per cents; what is there but less than one is said so."""
    if 0 < value < 0.01:  # noqa: PLR2004  (below one per cent)
        return say(language, "number.below", number=write_number(0.01, "fraction", language))
    return write_number(value, "fraction", language)


def write_unit(unit: str, language: str) -> str:
    """Write a book's unit in the words of the language: ``kWh/fordonskm`` for ``kWh/vkm``."""
    known = words(language)
    parts = re.split(r"([*/])", unit)
    return "".join(known.get(f"symbol.{part}", part) for part in parts)


def write_units(unit: str, language: str) -> str:
    """Write a unit as what is counted in it: ``maskiner`` for ``machine``, ``ton`` for ``t``."""
    return words(language).get(f"several.{unit}") or write_unit(unit, language)


def write_quantity(value: float, unit: str, language: str) -> str:
    """Write a quantity in a book's own unit: ``174 maskiner``, ``1 maskin``, ``0,5 ton``."""
    single = value == 1 and f"symbol.{unit}" in words(language)
    word = write_unit(unit, language) if single else write_units(unit, language)
    return f"{write_digits(value, language)}{_SPACE}{word}"


def write_year_span(first: int, last: int) -> str:
    """Write ``1991–2018``, or one year alone."""
    return str(first) if first == last else f"{first}–{last}"
