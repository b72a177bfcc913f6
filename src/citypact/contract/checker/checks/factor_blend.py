"""The factor of a blend that is not made of the factors of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.factors import NEEDS, carrier_words
from citypact.contract.checker.figure import Figure, agree, power_of_ten, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "factor-blend",
    severity="error",
    looks=Words(
        en="the factor of a blend that is not made of the factors of its parts",
        sv="faktorn för en blandning som inte följer av delarnas faktorer",
    ),
    reference="arithmetic: the parts' factors by their shares",
    mend=Words(
        en="compute the blend again from its parts", sv="räkna om blandningen ur dess delar"
    ),
    needs=NEEDS,
)
def factor_blend(source: Source) -> Iterator[Found | Unchecked]:
    """``Diesel (27.7 % HVO, 72.3 % diesel)`` against the rows of its parts in the same unit."""
    lines = source.lines("emission_factors")
    for line in lines:
        printed = read_figure(line["value_raw"])
        shares = _shares(line["name_en"] or line["name_sv"])
        if printed is None or not shares:
            continue
        parts = [(share, _part(lines, line, word)) for share, word in shares]
        if any(part is None for _, part in parts):
            continue
        known = [(share, part) for share, part in parts if part is not None]
        figures = [(share, read_figure(part["value_raw"])) for share, part in known]
        value = sum(share / 100 * each.value for share, each in figures if each)
        half = sum(0.0005 * each.value for _, each in figures if each)
        found = Figure(value, half, shown(value))
        if agree(printed, found):
            continue
        power = power_of_ten(Figure(printed.value, printed.half, ""), found)
        by_ten = f" (10^{-power})" if power else ""
        values = (f"{printed.text} {line['unit_raw']}", f"{shown(value)} {line['unit_raw']}")
        yield Found(
            (line.at("value_raw"), *(part.at("value_raw") for _, part in known)),
            values,
            Words(
                en=f"{line.first('name_en', 'name_sv')} has {values[0]}, but its parts make "
                f"{values[1]}{by_ten}",
                sv=f"{line.first('name_sv', 'name_en')} har {values[0]}, men delarna ger "
                f"{values[1]}{by_ten}",
            ),
        )


def _shares(name: str) -> list[tuple[float, str]]:
    """Shares and words of a blend; what is left of 100 % is the fuel that the name begins with."""
    main, _, inside = name.partition("(")
    found = [
        (float(share.replace(",", ".")), word.strip().lower())
        for share, word in re.findall(r"(\d+(?:[.,]\d+)?)\s*%\s*([^,;)]+)", inside)
        if word.strip()
    ]
    left = 100 - sum(share for share, _ in found)
    own = re.match(r"\w+", main)
    if found and left > 0.05 and own:  # noqa: PLR2004  less is rounding
        found.append((left, own.group().lower()))
    return found


def _part(lines: tuple[Line, ...], blend: Line, word: str) -> Line | None:
    """The one pure row whose name holds ``word``, in the blend's unit."""
    stem = word.split(maxsplit=1)[0]
    pure = [
        each
        for each in lines
        if each is not blend
        and each["unit_raw"] == blend["unit_raw"]
        and not _shares(each["name_en"])
        and read_figure(each["value_raw"])
    ]
    named = [each for each in pure if re.search(rf"\b{re.escape(stem)}\b", carrier_words(each))]
    exact = [each for each in named if each["name_en"].lower().startswith(stem)] or named
    return exact[0] if len(exact) == 1 else None
