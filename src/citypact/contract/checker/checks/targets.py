"""What the checks on targets share."""

from __future__ import annotations

import re

from citypact.contract.checker.figure import Figure, read_figure
from citypact.contract.checker.sheet import Line

__all__ = ["NEEDS", "cut_of", "scope_of"]

NEEDS = {"targets": ("target_value", "target_unit", "target_year")}


def scope_of(line: Line) -> str:
    """The boundary of a target: the first word of its scope."""
    return re.split(r"[\s,;]", line["scope"].lower(), maxsplit=1)[0]


def cut_of(line: Line) -> Figure | None:
    """The change in percent that a target asks for; None for one that is no such change."""
    figure = read_figure(line["target_value"])
    percent = line["target_unit"].lstrip().startswith("%")
    falls = figure is not None and (figure.value < 0 or "vs" in line["target_unit"])
    return figure if percent and falls else None
