"""What a peer tells of itself: measured only after it gave the right figures."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

#: A sample of something short repeats it for so many seconds.
LONG_ENOUGH = 0.1
#: What takes longer needs no warming up.
LONG = 2.0
#: What a process ends with that lacks something no Python package brings.
UNAVAILABLE = 69


@dataclass
class Report:
    """Measurements of one peer, printed as one line of JSON.

    Attributes:
        version: of the peer.
        folder: where the work lies; see ``common/dump.py``.
        samples: how many of each figure.
    """

    version: str
    folder: Path
    samples: int
    found: list[dict[str, object]] = field(default_factory=list)

    @classmethod
    def begin(cls, version: str) -> Report:
        """Read the command line: the folder of the work, and how many samples."""
        parser = argparse.ArgumentParser()
        parser.add_argument("folder", type=Path)
        parser.add_argument("--samples", type=int, default=5)
        given = parser.parse_args()
        return cls(version, given.folder, given.samples)

    @property
    def book(self) -> tuple[Path, str]:
        """The folder of the city book, and the scenario."""
        told = json.loads((self.folder / "work.json").read_text(encoding="utf-8"))
        return Path(told["book"]), told["scenario"]

    def unavailable(self, what: str) -> NoReturn:
        """End: something that no Python package brings is missing."""
        print(what, file=sys.stderr)
        sys.exit(UNAVAILABLE)

    def agrees(self, apart: float, limit: float) -> float:
        """Return ``apart``, or end: who gives other figures is not measured."""
        if not apart <= limit:
            sys.exit(f"its figures are {apart:.1e} off Citypact's, more than {limit:.0e}")
        return apart

    def add(
        self,
        work: str,
        seconds: list[float],
        *,
        apart: float,
        draws: int = 0,
        name: str = "",
        note: str = "",
    ) -> None:
        """Add a measurement.

        Args:
            work: which of Citypact's it is compared with.
            seconds: of each sample.
            apart: largest relative difference of its figures from Citypact's.
            draws: how many were made in those seconds, where it is work by the draw.
            name: what follows the name of the peer, where it has several.
            note: how it was done.
        """
        unit, scale = ("us_per_draw", 1e6 / draws) if draws else ("ms", 1e3)
        self.found.append(
            {
                "name": name,
                "version": self.version,
                "work": work,
                unit: statistics.median(seconds) * scale,
                "least": min(seconds) * scale,
                "greatest": max(seconds) * scale,
                "agreement": apart,
                "note": note,
            }
        )

    def end(self) -> None:
        """Print everything."""
        print(json.dumps(self.found))


def timed(work: Callable[[], object], *, samples: int) -> list[float]:
    """Seconds of one call of ``work``; what is short is warmed up and repeated within a sample."""
    begun = time.perf_counter()
    work()
    once = time.perf_counter() - begun
    repeats = max(1, round(LONG_ENOUGH / max(once, 1e-9)))
    found = [once] if repeats == 1 and once > LONG else []
    while len(found) < samples:
        begun = time.perf_counter()
        for _ in range(repeats):
            work()
        found.append((time.perf_counter() - begun) / repeats)
    return found
