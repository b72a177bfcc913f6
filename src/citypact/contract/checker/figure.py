"""Numbers as they are printed, and how far honest rounding lets them differ.

A printed number stands for every value that rounds to it: ``58`` for 57.5 to 58.5, ``6.1`` for
6.05 to 6.15. How many digits of a whole number were meant cannot always be told: ``2 095 000 000``
among exact neighbours is read as rounded to millions, ``500`` beside ``567`` as exact to one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

__all__ = ["Figure", "agree", "power_of_ten", "read_figure", "settled", "shown", "total"]

_NUMBER = re.compile(r"[+\-−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|[+\-−]?\d+(?:[.,]\d+)?")
#: Whole numbers that end in at least so many zeros are read as rounded.
_ROUND_ZEROS = 3
#: Digits that a rounded number is thought to keep at least.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and half of what its last digit counts.

    Attributes:
        value: the number.
        half: the most that the unrounded value differs from it.
        text: as printed.
    """

    value: float
    half: float
    text: str

    def times(self, factor: float) -> Figure:
        """The figure in another unit."""
        return replace(self, value=self.value * factor, half=self.half * abs(factor))


def read_figure(text: str) -> Figure | None:
    """A cell that holds nothing but a number; None for any other."""
    if not _NUMBER.fullmatch(text):
        return None
    plain = re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-").replace(",", ".")
    decimals = len(plain.partition(".")[2])
    return Figure(float(plain), 0.5 * 10.0**-decimals, text)


def settled(figures: Iterable[Figure]) -> list[Figure]:
    """Numbers of one list, their rounding judged by each other.

    Where every whole number ends in a zero, the list was rounded to so many digits as the longest
    keeps, at least two. Otherwise a whole number that ends in three zeros or more was rounded to
    those; any other is exact to one.
    """
    listed = list(figures)
    whole = [each for each in listed if _is_whole(each) and each.value]
    common = min((_zeros(each) for each in whole), default=0)
    if not common:
        return [
            _rounded(each, _zeros(each) if _zeros(each) >= _ROUND_ZEROS else 0) for each in listed
        ]
    kept = max(_KEPT, *(_digits(each) - _zeros(each) for each in whole))
    return [_rounded(each, _digits(each) - kept if each.value else 0) for each in listed]


def _is_whole(figure: Figure) -> bool:
    return figure.half == 0.5  # noqa: PLR2004  half of one


def _rounded(figure: Figure, zeros: int) -> Figure:
    if not _is_whole(figure) or not figure.value or zeros <= 0:
        return figure
    return replace(figure, half=0.5 * 10.0**zeros)


def _digits(figure: Figure) -> int:
    return int(math.log10(abs(figure.value)) + 1e-9) + 1


def _zeros(figure: Figure) -> int:
    plain = str(abs(int(figure.value)))
    return len(plain) - len(plain.rstrip("0")) if figure.value else 0


def total(figures: Sequence[Figure]) -> Figure:
    """The sum, with the halves of all its parts."""
    value = math.fsum(each.value for each in figures)
    return Figure(value, math.fsum(each.half for each in figures), shown(value))


def agree(one: Figure, other: Figure) -> bool:
    """Whether honest rounding explains the difference."""
    slack = one.half + other.half
    return abs(one.value - other.value) <= slack * (1 + 1e-9) + 1e-9 * abs(one.value)


def power_of_ten(printed: Figure, true: Figure) -> int:
    """By which power of ten ``printed`` must be multiplied to agree; 0 where none makes it so."""
    if not printed.value or not true.value or (printed.value < 0) != (true.value < 0):
        return 0
    power = round(math.log10(true.value / printed.value))
    return power if power and agree(printed.times(10.0**power), true) else 0


def shown(value: float) -> str:
    """A number as it is written in a finding: at most six digits, thousands apart.

    >>> shown(1417.0), shown(0.3333333), shown(3094945.0)
    ('1417', '0.333333', '3 094 945')
    """
    if abs(value) >= 1e5:  # noqa: PLR2004  from here on thousands stand apart
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.6g}"
