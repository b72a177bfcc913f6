"""The same work by Citypact and by its peers, each in an environment of its own, in one run.

    python benchmarks/peers/run.py [--only NAME …] [--json]

A peer is measured after its figures were held against Citypact's, and refused where they differ.
Citypact does the same work before and after each peer, so that both meet the same machine.

With ``--json`` one object: ``machine``, and for each peer, or each work of a peer that does
several (``numpy-model-only``), either ``{"missing": why}``, ``{"refused": why}``, or ``version``,
``work``, ``ms`` or ``us_per_draw`` (median) with ``least`` and ``greatest``, ``agreement`` (largest
relative difference from Citypact's figures), ``note``, ``citypact_ms`` or
``citypact_us_per_draw``, ``ratio_to_citypact``, and ``aim`` (the ratio aimed at, or null).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from environments import Environment, MissingError, RefusedError, default_folder
from ours import Ours
from work import Work

from citypact.cli.grid import grid
from citypact.cli.measurement import machine

MILLISECONDS = 1000.0


@dataclass(frozen=True)
class Peer:
    """What a peer does: works of ``ours.py``, and how many times as quick Citypact aims to be."""

    works: tuple[str, ...]
    aims: dict[str, float] = field(default_factory=dict)


PEERS = {
    "pandas": Peer(("evaluation",), {"pandas": 300.0}),
    "xarray": Peer(("evaluation",)),
    "numpy": Peer(("draws", "draws-kept", "evaluation"), {"numpy": 15.0, "numpy-in-place": 15.0}),
    "ema": Peer(("draws-kept",), {"ema": 300.0}),
    "pysd": Peer(("evaluation",), {"pysd": 5000.0}),
    "libreoffice": Peer(("evaluation",), {"libreoffice": 150.0}),
    "salib": Peer(("indices",), {"salib": 50.0}),
}


@dataclass(frozen=True)
class Run:
    """One run of some peers beside Citypact."""

    work: Work
    environments: Path
    samples: int

    def peers(self, names: list[str]) -> dict[str, dict[str, object]]:
        """Measure ``names``; a peer that cannot be measured says why."""
        found: dict[str, dict[str, object]] = {}
        with tempfile.TemporaryDirectory() as folder:
            self.work.write(Path(folder))
            for name in names:
                print(f"{name} …", file=sys.stderr, flush=True)
                found |= self._peer(name, Path(folder))
        return found

    def _peer(self, name: str, folder: Path) -> dict[str, dict[str, object]]:
        environment, ours = Environment(name, self.environments), Ours(self.work, self.samples)
        try:
            environment.make()
            before = {work: ours.measure(work).values for work in PEERS[name].works}
            told = json.loads(environment.run([str(folder), "--samples", str(self.samples)]))
        except MissingError as error:
            return {name: {"missing": str(error)}}
        except RefusedError as error:
            return {name: {"refused": str(error)}}
        after = {work: ours.measure(work).values for work in PEERS[name].works}
        found = {}
        for one in told:
            key = f"{name}-{suffix}" if (suffix := one.pop("name")) else name
            unit = "ms" if "ms" in one else "us_per_draw"
            own = statistics.median(before[one["work"]] + after[one["work"]])
            found[key] = {
                **one,
                f"citypact_{unit}": own,
                "ratio_to_citypact": one[unit] / own,
                "aim": PEERS[name].aims.get(key),
            }
        return found


def lines(found: dict[str, dict[str, object]]) -> list[str]:
    """The table for people, then whatever is missing, loudly."""
    rows = [["peer", "work", "takes", "Citypact", "times", "aim", "agreement", "how"]]
    for name, one in found.items():
        if "work" not in one:
            continue
        unit = "ms" if "ms" in one else "us_per_draw"
        aim = "" if one["aim"] is None else f"{one['aim']:,.0f}"
        rows.append(
            [
                f"{name} ({one['version']})",
                str(one["work"]),
                (
                    f"{_amount(one[unit], unit)} ({one['least'] / one[unit]:.0%} to "
                    f"{one['greatest'] / one[unit]:.0%})"
                ),
                _amount(one[f"citypact_{unit}"], unit),
                f"{one['ratio_to_citypact']:,.3g}",
                aim,
                f"{one['agreement']:.0e}",
                str(one["note"]),
            ]
        )
    told = grid(rows)
    told += [
        f"MISSING: {name}: {one['missing']}" for name, one in found.items() if "missing" in one
    ]
    told += [
        f"REFUSED: {name}: {one['refused']}" for name, one in found.items() if "refused" in one
    ]
    return told


def _amount(value: float, unit: str) -> str:
    """``0.21 ms``, ``12 s``, ``1,740 µs a draw``."""
    if unit == "ms" and value >= MILLISECONDS:
        return f"{value / MILLISECONDS:,.3g} s"
    digits = ".3g" if value < MILLISECONDS else ".0f"
    return f"{value:,{digits}} {'ms' if unit == 'ms' else 'µs a draw'}"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PEERS, default=list(PEERS), metavar="NAME")
    parser.add_argument("--json", action="store_true", help="one object, for a program")
    parser.add_argument("--book", default="malmo", help="which city book (malmo)")
    parser.add_argument("--samples", type=int, default=5, help="how many of each figure (5)")
    parser.add_argument("--environments", type=Path, default=default_folder(), metavar="FOLDER",
                        help=f"where the peers are installed ({default_folder()})")  # fmt: skip
    given = parser.parse_args()
    run = Run(Work.main(given.book), given.environments, given.samples)
    found = run.peers(given.only)
    if given.json:
        print(json.dumps({**found, "machine": machine()}, ensure_ascii=False))
        return
    told = ", ".join(f"{name} {value}" for name, value in machine().items())
    print("\n".join([*lines(found), f"Machine: {told}"]))


if __name__ == "__main__":
    main()
