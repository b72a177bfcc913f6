"""What ``citypact backtest`` says, as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping

from citypact.choice.backtest import Backtest, Miss, SectorScore
from citypact.choice.coverage import Coverage, Far
from citypact.choice.jump import Jump
from citypact.choice.luck import AIM
from citypact.cli.backtest_words import name_of

__all__ = ["as_json"]


def _number(value: float) -> float | None:
    """``value`` as JSON can say it: what is not known, or has no bound, is null."""
    return value if math.isfinite(value) else None


def as_json(found: Backtest, origins: Mapping[int, Backtest]) -> dict[str, object]:
    """The whole result; ``origins`` by last known year, where they were asked for.

    A part, a factor or a chance that is not known, or has no bound, is null.
    """
    said = {
        "n": found.municipalities,
        "years": list(found.years),
        "median_ape": found.median_ape,
        "coverage90": _number(found.coverage.held),
        "references": {
            "last_value": found.last_value,
            "lad_line": found.lad_line,
            "anchored_lad_line": found.anchored_lad_line,
        },
        "known_years": list(found.fit.panel.years),
        "cases": found.cases,
        "not_scored": found.not_scored,
        "aim90": list(AIM),
        "band": _band_json(found.coverage),
        "median_ape_by_year": {
            str(year): _number(one) for year, one in zip(found.years, found.by_year, strict=True)
        },
        "inner": {
            "median_ape": found.fit.error,
            "trials": [[one.origin, one.year] for one in found.fit.trials],
        },
        "sectors": {one.sector: _sector_json(one) for one in found.sectors},
        "not_counted": list(found.not_counted),
        "worst": [_miss_json(one) for one in found.worst],
    }
    if origins:
        said["origins"] = [_origin_json(to, one) for to, one in origins.items()]
    return said


def _origin_json(to: int, found: Backtest) -> dict[str, object]:
    return {
        "to": to,
        "years": list(found.years),
        "n": found.municipalities,
        "median_ape": found.median_ape,
        "coverage90": _number(found.coverage.held),
        "sectors": {one.sector: _number(one.coverage.held) for one in found.sectors},
    }


def _band_json(found: Coverage) -> dict[str, object]:
    luck = found.luck
    return {
        "within_aim": found.verdict,
        "low": _number(found.low),
        "high": _number(found.high),
        "nation": _number(found.nation),
        "rarity": _number(found.rarity),
        "chance": None if luck is None else luck.chance,
        "held_in_nine_of_ten_worlds": None if luck is None else [luck.low, luck.high],
        "outside": found.outside,
        "far_outside": found.far,
        "far_outside_after_jump": found.jumped,
        "farthest": [_far_json(one) for one in found.farthest],
    }


def _far_json(far: Far) -> dict[str, object]:
    return {
        "code": far.place,
        "name": name_of(far.place),
        "year": far.year,
        "forecast": far.forecast,
        "band_end": far.end,
        "outcome": far.outcome,
        "unit": "t/yr",
        "jump": _jump_json(far.jump),
    }


def _jump_json(jump: Jump | None) -> dict[str, object] | None:
    if jump is None:
        return None
    return {
        "change": jump.change,
        "sector": jump.sector,
        "years": [jump.before_year, jump.year],
        "before": jump.before,
        "after": jump.after,
        "unit": "t/yr",
    }


def _sector_json(score: SectorScore) -> dict[str, object]:
    return {
        "cases": score.cases,
        "median_ape": _number(score.median_ape),
        "coverage90": _number(score.coverage.held),
        "last_value": _number(score.last_value),
        "band": _band_json(score.coverage),
        "from_zero": score.from_zero,
        "opened": score.opened,
        "ended": score.ended,
    }


def _miss_json(miss: Miss) -> dict[str, object]:
    return {
        "code": miss.place,
        "name": name_of(miss.place),
        "year": miss.year,
        "ape": miss.ape,
        "forecast": miss.forecast,
        "outcome": miss.outcome,
        "unit": "t/yr",
        "sector": miss.sector,
        "sector_last": miss.sector_last,
        "sector_forecast": miss.sector_forecast,
        "sector_outcome": miss.sector_outcome,
        "change": "" if miss.jump is None else miss.jump.change,
        "jump": _jump_json(miss.jump),
    }
