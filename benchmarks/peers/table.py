"""What was measured as a table: for a terminal, and for ``benchmarks/README.md``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citypact.cli.grid import grid

README = Path(__file__).resolve().parents[1] / "README.md"
#: Between these two lines of the README the table stands.
BEGIN, END = "<!-- peers: written by peers/run.py --write -->", "<!-- end of peers -->"
HEADING = ("peer", "work", "takes", "Citypact takes", "times", "aim", "agreement", "how")
MILLISECONDS = 1000.0

#: Each peer, or each work of one, and what is told of it.
Found = Mapping[str, Mapping[str, object]]


def text(found: Found, machine: Mapping[str, object]) -> list[str]:
    """Lines for a terminal; what is missing stands below, loudly."""
    return [*grid([HEADING, *_rows(found)]), *_not_measured(found), _machine(machine)]


def markdown(found: Found, machine: Mapping[str, object]) -> list[str]:
    """The same for the README."""
    rows = [HEADING, ["---"] * len(HEADING), *_rows(found)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [*lines, "", *[f"{line}\n" for line in _not_measured(found)], _machine(machine)]


def write(found: Found, machine: Mapping[str, object], readme: Path = README) -> None:
    """Put the table into the README in place of the one that is there."""
    before, begin, rest = readme.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
    _, end, after = rest.partition(f"{END}\n")
    if not begin or not end:
        message = f"{readme} has no lines {BEGIN!r} and {END!r} to write the table between"
        raise ValueError(message)
    table = "\n".join(markdown(found, machine))
    readme.write_text(f"{before}{begin}\n{table}\n\n{end}{after}", encoding="utf-8")


def _rows(found: Found) -> list[list[str]]:
    return [_row(name, one) for name, one in found.items() if "work" in one]


def _row(name: str, one: Mapping[str, object]) -> list[str]:
    unit = "ms" if "ms" in one else "us_per_draw"
    takes, least, greatest = (float(str(one[key])) for key in (unit, "least", "greatest"))
    times = float(str(one["ratio_to_citypact"]))
    aim = "" if one["aim"] is None else f"{one['aim']:,.0f}"
    return [
        f"{name} ({one['version']})",
        str(one["work"]),
        f"{_amount(takes, unit)} ({least / takes:.0%} to {greatest / takes:.0%})",
        _amount(float(str(one[f"citypact_{unit}"])), unit),
        _figure(times),
        f"{aim}, missed" if aim and times < float(str(one["aim"])) else aim,
        f"{one['agreement']:.0e}",
        str(one["note"]),
    ]


def _not_measured(found: Found) -> list[str]:
    return [
        f"{why.upper()}: {name}: {one[why]}"
        for why in ("missing", "refused")
        for name, one in found.items()
        if why in one
    ]


def _machine(machine: Mapping[str, object]) -> str:
    return f"Machine: {', '.join(f'{name} {value}' for name, value in machine.items())}."


def _amount(value: float, unit: str) -> str:
    """``0.21 ms``, ``12 s``, ``1,740 µs a draw``."""
    if unit == "ms" and value >= MILLISECONDS:
        return f"{_figure(value / MILLISECONDS)} s"
    return f"{_figure(value)} {'ms' if unit == 'ms' else 'µs a draw'}"


def _figure(value: float) -> str:
    """Three digits that count: ``0.0312``, ``7,950``."""
    return f"{value:.3g}" if value < MILLISECONDS else f"{float(f'{value:.3g}'):,.0f}"
