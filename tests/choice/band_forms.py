"""The forms of a band that were compared on figures up to 2015.

The page on the back-test states their scores. What was not chosen lives here alone.
"""

import math
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from openpyxl import load_workbook

from citypact.choice.band import Band
from citypact.choice.inner import Trial, bands, log_errors, trials
from citypact.choice.panel import Panel
from citypact.choice.shock import Shock, prior_of
from citypact.choice.trend import forecast
from citypact.engine.arrays import Floats

#: A miss by a factor of more than 20 counts as one of 20, and so does what ended.
FARTHEST = 3.0


@dataclass(frozen=True)
class Known:
    """What a form may look at.

    Errors of trials, shares of sectors at the origin, and municipalities' own scales: as they were
    at the origin of each trial, and as they are at this one.
    """

    errors: dict[Trial, Floats]
    shares: Floats
    own: dict[Trial, Floats]
    own_now: Floats

    def of(self, played: Iterable[Trial]) -> "Known":
        """Knowing these trials alone."""
        return replace(self, errors={one: self.errors[one] for one in played})


Ends = tuple[Floats, Floats]
#: Ends of the bands of all series so many years ahead, (S + 1, M or 1): ln of end over forecast.
Form = Callable[[Known, int], Ends]


def _least(values: Floats, weights: Floats, part: float) -> float:
    """The split-conformal quantile."""
    order = np.argsort(values, kind="stable")
    summed = np.cumsum(weights[order])
    place = int(np.searchsorted(summed, part * (summed[-1] + 1.0) * (1.0 - 1e-12)))
    return float(values[order][place]) if place < len(values) else math.inf


def _column(values: Iterable[float]) -> Floats:
    return np.array(list(values), dtype=np.float64)[:, None]


def _plain(known: Known, ahead: int, *, power: float) -> Ends:
    """The quantile of absolute errors, scaled with a power of time; the former form."""
    width = []
    for row in range(len(known.shares) + 1):
        off = np.concatenate([np.abs(e[row]) / t.ahead**power for t, e in known.errors.items()])
        weight = np.concatenate([np.full(e.shape[1], t.weight) for t, e in known.errors.items()])
        seen = ~np.isnan(off)
        width.append(_least(off[seen], weight[seen], 0.9) * ahead**power)
    return -_column(width), _column(width)


def _rates(errors: dict[Trial, Floats], row: int) -> tuple[Floats, Floats]:
    """Shocks of a series per year, and their weights."""
    rate = [np.median(e[row][np.isfinite(e[row])]) / t.ahead for t, e in errors.items()]
    return np.array(rate), np.array([t.weight for t in errors])


def _square(errors: dict[Trial, Floats], row: int) -> float:
    rate, weight = _rates(errors, row)
    return float(np.average(rate**2, weights=weight))


def _origins(errors: dict[Trial, Floats]) -> int:
    return len({one.origin for one in errors})


def _with_shocks(
    known: Known, ahead: int, shocks: Callable[[dict[Trial, Floats], int], Ends]
) -> Ends:
    """Deviations about each of some shocks, up and down, each with its weight."""
    low, high = [], []
    for row, band in enumerate(bands(known.errors, known.shares)):
        size, part = shocks(known.errors, row)
        moved, parts = np.concatenate([size, -size]), np.concatenate([part, part]) / part.sum() / 2
        off = (math.sqrt(ahead) * band.deviations[:, None] + ahead * moved).ravel()
        weight = (band.weights[:, None] * parts).ravel()
        high.append(_least(off, weight, 0.95))
        low.append(-_least(-off, weight, 0.95))
    return _column(low), _column(high)


def _median_size(errors: dict[Trial, Floats], row: int) -> Ends:
    """The median of |t| with as many degrees of freedom as origins, times the root mean square."""
    scale = math.sqrt(_square(errors, row))
    sizes = np.linspace(0.0, 2.0 * scale, 20001)
    half = np.searchsorted(Shock(scale, _origins(errors)).below(sizes), 0.75)
    return sizes[half : half + 1], np.ones(1)


def _ends(made: Iterable[Band], ahead: int) -> Ends:
    found = np.array([one.reach(ahead) for one in made])
    return found[:, :1], found[:, 1:]


def _own_sector(known: Known, ahead: int) -> Ends:
    """Student's t with each series' own mean square."""
    freedom = float(_origins(known.errors))
    made = [
        replace(band, shock=Shock(math.sqrt(_square(known.errors, row)), freedom))
        for row, band in enumerate(bands(known.errors, known.shares))
    ]
    return _ends(made, ahead)


def _moderated(known: Known, ahead: int) -> Ends:
    """As chosen, but the total is drawn towards what is usual as if it were a sector."""
    made = bands(known.errors, known.shares)
    count = _origins(known.errors)
    squares = [_square(known.errors, row) for row in range(len(made))]
    prior = prior_of(squares, [count] * len(made))
    return _ends(
        (
            replace(band, shock=prior.moderated(one, count))
            for band, one in zip(made, squares, strict=True)
        ),
        ahead,
    )


def chosen(known: Known, ahead: int) -> Ends:
    return _ends(bands(known.errors, known.shares), ahead)


def _one_width(known: Known, ahead: int) -> Ends:
    """As chosen, but as far above as below: the quantile of absolute errors."""
    width = []
    for band in bands(known.errors, known.shares):
        # The shock is even about zero, so |shock + r| has two tails of one end of both signs.
        # Twice the weights, for each error is there twice; the tail of both is one in ten.
        both = Band(
            np.concatenate([band.deviations, -band.deviations]),
            np.concatenate([band.weights, band.weights]) / 2.0,
            band.shock,
        )
        width.append(both.reach(ahead)[1])
    return -_column(width), _column(width)


def _own_scale(known: Known, ahead: int) -> Ends:
    """As chosen, but a quarter of each deviation's scale is the municipality's own past one."""
    low, high = [], []
    for row, band in enumerate(bands(known.errors, known.shares)):
        scale = np.concatenate(
            [known.own[t][row][~np.isnan(e[row])] for t, e in known.errors.items()]
        )
        unit = replace(band, deviations=band.deviations / scale)
        grid = np.quantile(known.own_now[row], np.linspace(0.0, 1.0, 15))
        ends = np.array(
            [replace(unit, deviations=one * unit.deviations).reach(ahead) for one in grid]
        )
        low.append(np.interp(known.own_now[row], grid, ends[:, 0]))
        high.append(np.interp(known.own_now[row], grid, ends[:, 1]))
    return np.array(low), np.array(high)


FORMS: dict[str, Form] = {
    "errors over the root of time": lambda known, h: _plain(known, h, power=0.5),
    "errors over time": lambda known, h: _plain(known, h, power=1.0),
    "shocks seen": lambda known, h: _with_shocks(known, h, _rates),
    "shock of median size": lambda known, h: _with_shocks(known, h, _median_size),
    "shocks of each sector alone": _own_sector,
    "shocks of all series, moderated": _moderated,
    "shocks moderated, total from its sectors": chosen,
    "the same, as far above as below": _one_width,
    "the same, own scale of municipalities": _own_scale,
    "no bounds": lambda known, _h: (
        np.full((len(known.shares) + 1, 1), -math.inf),
        np.full((len(known.shares) + 1, 1), math.inf),
    ),
}


#: A sub-sector is looked at where it is above zero in so many municipalities from 2000 on.
PLACES = 150


def read_subsectors(path: Path) -> Panel:
    """Sub-sectors of carbon dioxide up to 2015, from SMHI's workbook: no later column is read.

    Industry and electricity and district heat have no sub-sectors and are taken whole.
    """
    with closing(load_workbook(path, read_only=True)) as book:
        rows = iter(list(book.worksheets[0].iter_rows(values_only=True)))
    head = next(row for row in rows if any(str(cell) == "1990" for cell in row))
    columns = [i for i, cell in enumerate(head) if str(cell).isdigit() and int(str(cell)) <= 2015]
    found: dict[str, dict[str, list[float]]] = {}
    for row in rows:
        main, part, _, place = (str(cell) for cell in row[:4])
        whole = main.startswith(("Industri", "El och"))
        if place not in {"Alla", "Kommun"} and (part != "Alla") != whole:
            figures = [math.nan if row[i] is None else float(str(row[i])) for i in columns]
            found.setdefault(f"{main}: {part}", {})[place] = figures
    places = tuple(sorted({place for one in found.values() for place in one}))
    blank = [math.nan] * len(columns)
    tonnes = np.array([[one.get(place, blank) for place in places] for one in found.values()])
    kept = ((tonnes[:, :, 1:] > 0.0).sum(axis=1) >= PLACES).all(axis=1)
    names = tuple(name for name, keep in zip(found, kept, strict=True) if keep)
    years = tuple(int(str(head[i])) for i in columns)
    return Panel(names, places, years, np.asarray(tonnes[kept], dtype=np.float64))


def _own_scales(panel: Panel) -> Floats:
    """Three quarters of 1 and a quarter of own past deviation over the median one, (S + 1, M)."""
    both = np.concatenate([panel.tonnes, panel.totals()[None]])
    steps = np.diff(np.log(np.where(both > 0.0, both, np.nan)), axis=2)
    off = np.abs(steps - np.nanmedian(steps, axis=1, keepdims=True))
    off /= np.sqrt(np.diff(panel.years))
    stated = (~np.isnan(off)).sum(axis=2)
    mean = np.nansum(off, axis=2) / np.maximum(stated, 1)
    usual = np.array([[np.median(m[n > 0])] for m, n in zip(mean, stated, strict=True)])
    return np.asarray(0.75 + 0.25 * np.where(stated > 0, mean / usual, 1.0), dtype=np.float64)


def known_of(panel: Panel) -> Known:
    """All trials of the figures, without shares, for these depend on the origin."""
    played = trials(panel.years)
    made = [
        forecast(past.years, past.tonnes, [one.ahead])[:, :, 0]
        for one in played
        for past in [panel.until(one.origin)]
    ]
    own = {one: _own_scales(panel.until(one.origin)) for one in played}
    return Known(log_errors(panel, played, made), panel.shares(), own, np.zeros(0))


@dataclass(frozen=True)
class Scored:
    """Of a form, over series (S + 1) and origins: the part held, and the mean interval score."""

    held: Floats
    interval: Floats

    @property
    def size(self) -> float:
        """Geometric mean over series of the interval score: series count alike."""
        return math.exp(float(np.log(self.interval.mean(axis=1)).mean()))


def scored(panel: Panel, form: Form, *, forward: bool) -> Scored:
    """Score a form on errors up to ten years ahead from an origin that made no part of its bands.

    Args:
        panel: figures up to 2015.
        form: of the bands.
        forward: made from trials that were known at the origin; else from all other origins'.
    """
    known = known_of(panel)
    held, interval = [], []
    for origin in sorted({one.origin for one in known.errors}):
        seen = panel.until(origin)
        past = known_of(seen) if forward else known
        rest = [one for one in past.errors if one.origin != origin]
        if not rest:
            continue
        mine = [one for one in known.errors if one.origin == origin and one.ahead <= 10]
        then = replace(past.of(rest), shares=seen.shares(), own_now=known.own[mine[0]])
        found = [_one(form(then, one.ahead), known.errors[one]) for one in mine]
        held.append(np.mean([one[0] for one in found], axis=0))
        interval.append(np.mean([one[1] for one in found], axis=0))
    return Scored(np.array(held).T, np.array(interval).T)


def _one(ends: Ends, errors: Floats) -> Ends:
    """Part held and mean interval score (Gneiting and Raftery 2007) of each series."""
    low, high = ends
    missing = np.isnan(errors)
    inside = np.where(missing, np.nan, (errors >= low) & (errors <= high))
    off = np.clip(errors, -FARTHEST, FARTHEST)
    floor = np.maximum(low, -FARTHEST)
    score = high - floor + 20.0 * (np.maximum(off - high, 0.0) + np.maximum(floor - off, 0.0))
    return np.nanmean(inside, axis=1), np.nanmean(np.where(missing, np.nan, score), axis=1)
