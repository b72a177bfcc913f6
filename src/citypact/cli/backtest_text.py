"""What ``citypact backtest`` says, as text."""

from __future__ import annotations

import math
from collections.abc import Mapping

from citypact.choice.backtest import Backtest
from citypact.choice.coverage import Coverage, Verdict
from citypact.choice.jump import Jump
from citypact.cli.backtest_words import name_of, title_of
from citypact.cli.grid import grid

__all__ = ["as_text"]

#: How many of the municipalities far outside are written for a series; JSON has more.
SHOWN = 3

TOTAL = "Total"

_VERDICTS: Mapping[Verdict, str] = {
    "within": "yes",
    "below": "no, less",
    "above": "no, more",
    "unknown": "–",
}


def as_text(found: Backtest, origins: Mapping[int, Backtest], to: int, gas: str) -> list[list[str]]:
    """Parts, each of lines."""
    parts = [_summary(found, to, gas), _totals(found), _sectors(found), _bands(found)]
    parts += [_far(found), _worst(found, to)]
    if origins:
        parts.append(_origins(origins))
    return [part for part in parts if part]


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %" if math.isfinite(value) else "–"


def _whole(value: float) -> str:
    return f"{100 * value:.0f} %" if math.isfinite(value) else "–"


def _signed(factor: float) -> str:
    return f"{100 * (factor - 1):+.0f} %" if math.isfinite(factor) else "–"


def _kt(tonnes: float) -> str:
    """Thousand tonnes, with one decimal; of less than one, with two digits that count."""
    kt = tonnes / 1000
    return f"{kt:.1f}" if abs(kt) >= 1.0 or kt == 0.0 else f"{kt:.2g}"


def _summary(found: Backtest, to: int, gas: str) -> list[str]:
    years = ", ".join(map(str, found.years))
    origins = ", ".join(str(year) for year in sorted({one.origin for one in found.fit.trials}))
    lines = [
        f"{found.municipalities} municipalities, {years}, forecast from figures up to {to}",
        f"Bands are made of the errors of the same forecast from {origins}, in years up to {to};",
        f"its median error was {_percent(found.fit.error)} there",
    ]
    if gas != "CO2e":
        lines.append(f"{gas} alone, not all greenhouse gases")
    if found.not_scored:
        lines.append(f"{found.not_scored} municipality-years lack figures and are not scored")
    if found.not_counted:
        titles = ", ".join(title_of(one) for one in found.not_counted)
        lines.append(f"In no total, for it was nowhere above zero by {to}: {titles}")
    return lines


def _totals(found: Backtest) -> list[str]:
    return grid(
        [
            ("Total emissions", "median error", "in 90 % band"),
            ("Citypact", _percent(found.median_ape), _percent(found.coverage.held)),
            ("Last value", _percent(found.last_value), ""),
            ("Line of least absolute deviations", _percent(found.lad_line), ""),
            ("The same through the last value", _percent(found.anchored_lad_line), ""),
        ]
    )


def _sectors(found: Backtest) -> list[str]:
    rows = [("Sector", "median error", "last value", "from zero", "ended")]
    rows += [
        (
            title_of(one.sector),
            _percent(one.median_ape),
            _percent(one.last_value),
            str(one.from_zero),
            str(one.ended),
        )
        for one in found.sectors
    ]
    return grid(rows)


def _named(found: Backtest) -> list[tuple[str, Coverage]]:
    return [
        (TOTAL, found.coverage),
        *((title_of(one.sector), one.coverage) for one in found.sectors),
    ]


def _bands(found: Backtest) -> list[str]:
    rows = [
        (
            "90 % bands",
            "held",
            "85–95 %?",
            "chance",
            "nation",
            "so far off",
            "outside",
            "far outside",
            "after a jump",
        )
    ]
    rows += [
        (
            name,
            _percent(one.held),
            _VERDICTS[one.verdict],
            _whole(math.nan if one.luck is None else one.luck.chance),
            _signed(one.nation),
            _whole(one.rarity),
            str(one.outside),
            str(one.far),
            str(one.jumped),
        )
        for name, one in _named(found)
    ]
    return [*grid(rows), *_told(found)]


def _told(found: Backtest) -> list[str]:
    """The table of bands in words: where they fail, what could be expected, what columns mean."""
    lines = []
    for verdict, words in (("above", "more than 95 %"), ("below", "less than 85 %")):
        names = [name for name, one in _named(found) if one.verdict == verdict]
        if names:
            lines.append(f"Bands hold {words} of the outcomes, not 85 to 95 %: {', '.join(names)}")
    if not lines and all(one.verdict == "within" for _, one in _named(found)):
        lines.append("Bands hold 85 to 95 % of the outcomes in the total and in every sector")
    within = sum(one.coverage.verdict == "within" for one in found.sectors)
    lucks = [one.coverage.luck for one in found.sectors if one.coverage.luck is not None]
    expected = sum(one.chance for one in lucks)
    lines += [
        f"Within 85 to 95 % in {within} of {len(found.sectors)} sectors; with bands that are right",
        f"in every assumption {expected:.1f} of {len(lucks)} were to be expected, for",
        "municipalities share the nation's shock. Nation: outcome against forecast in the median",
        "municipality; so far off: the chance of a shock so large; outside: municipalities, in at",
        "least one year; far outside: twice as far off as the band's end, in logarithms",
    ]
    return lines


def _jumped(jump: Jump | None) -> tuple[str, ...]:
    if jump is None:
        return ("no jump", "", "", "", "")
    years = f"{jump.before_year}–{jump.year}"
    return title_of(jump.sector), years, _kt(jump.before), _kt(jump.after), jump.change


def _far(found: Backtest) -> list[str]:
    rows = [
        (
            title,
            name_of(one.place),
            str(one.year),
            *map(_kt, (one.forecast, one.end, one.outcome)),
            *_jumped(one.jump),
        )
        for title, coverage in _named(found)
        for one in coverage.farthest[:SHOWN]
    ]
    if not rows:
        return []
    head = ("Far outside, kt", "", "year", "forecast", "band's end", "outcome")
    jump = ("jump in", "between", "from", "to", "")
    return grid([(*head, *jump), *rows], texts=2)


def _worst(found: Backtest, to: int) -> list[str]:
    rows = [
        (
            "Largest errors, kt",
            "year",
            "error",
            "forecast",
            "outcome",
            "sector",
            str(to),
            "then",
            "",
        )
    ]
    rows += [
        (
            name_of(one.place),
            str(one.year),
            _percent(one.ape),
            _kt(one.forecast),
            _kt(one.outcome),
            title_of(one.sector),
            _kt(one.sector_last),
            _kt(one.sector_outcome),
            "" if one.jump is None else one.jump.change,
        )
        for one in found.worst
    ]
    return grid(rows)


def _origins(origins: Mapping[int, Backtest]) -> list[str]:
    """One column an origin: what bands held, so that one reads how much it varies."""
    names = list(dict.fromkeys(name for one in origins.values() for name, _ in _named(one)))
    held = {to: dict(_named(one)) for to, one in origins.items()}
    rows = [("Held in 90 % bands, from figures up to", *map(str, origins))]
    rows += [
        (
            name,
            *(_percent(one[name].held) if name in one else "–" for one in held.values()),
        )
        for name in names
    ]
    rows.append(("Median error of totals", *(_percent(one.median_ape) for one in origins.values())))
    rows.append(("Years scored", *(str(len(one.years)) for one in origins.values())))
    return grid(rows)
