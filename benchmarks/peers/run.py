"""The same work by Citypact and by its peers, each in an environment of its own, in one run.

    python benchmarks/peers/run.py [--only NAME …] [--json] [--write]

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
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from environments import Environment, MissingError, RefusedError, default_folder
from ours import Ours
from table import text, write
from work import Work

from citypact.cli.measurement import machine


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


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PEERS, default=list(PEERS), metavar="NAME")
    parser.add_argument("--json", action="store_true", help="one object, for a program")
    parser.add_argument("--write", action="store_true", help="write the table into the README")
    parser.add_argument("--book", default="malmo", help="which city book (malmo)")
    parser.add_argument("--samples", type=int, default=5, help="how many of each figure (5)")
    parser.add_argument("--environments", type=Path, default=default_folder(), metavar="FOLDER",
                        help=f"where the peers are installed ({default_folder()})")  # fmt: skip
    given = parser.parse_args()
    if given.write and given.only != list(PEERS):
        parser.error("--write writes the whole table: leave --only out")
    run = Run(Work.main(given.book), given.environments, given.samples)
    # Of the minute before: what else the machine does makes figures large and ratios uncertain.
    on = {**machine(), "load": round(os.getloadavg()[0], 1)}
    found = run.peers(given.only)
    if given.write:
        write(found, on)
    if given.json:
        print(json.dumps({**found, "machine": on}, ensure_ascii=False))
        return
    print("\n".join(text(found, on)))


if __name__ == "__main__":
    main()
