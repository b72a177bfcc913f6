"""Stops the making of a contract's document with SIGKILL, again and again, at random points.

    python benchmarks/kill_document.py --times 200

Where the document is to stand, one of another version stands already. After each kill there must
be either that one, byte for byte, or the new one, whole: nothing lost, and no half file taken for
whole. Every other kill comes at any moment of the run; the others as soon as the new file begins
to be written, and a random moment later. One JSON object is printed, and the exit code is 1 if
anything else was found.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

__all__ = ["killed"]

NAME = "contract.pdf"
#: How long after the new file appeared a kill comes at the latest, seconds.
_WRITING = 0.003


def killed(times: int, seed: int = 1) -> Counter[str]:
    """What stood there after each kill: ``old``, ``new``, or a word for what must not be.

    Also counted: ``finished``, runs that were over before the kill; ``writing``, kills that left a
    file that had begun to be written beside the old one, under a name of its own.
    """
    draw = Random(seed)  # noqa: S311  moments, not secrets
    found: Counter[str] = Counter()
    with TemporaryDirectory() as place:
        folder = Path(place)
        old, new = (_made(folder / f"{version}.pdf", version) for version in ("2025", "2026"))
        began = time.perf_counter()
        _finished(folder / "again.pdf")
        lasts = time.perf_counter() - began
        target = folder / "there" / NAME
        target.parent.mkdir()
        for number in range(times):
            target.write_bytes(old)
            run = subprocess.Popen(_command(target, "2026"), stdout=subprocess.DEVNULL)  # noqa: S603  this project's own command
            if number % 2:
                _wait_for_writing(run, target)
                time.sleep(draw.uniform(0.0, _WRITING))
            else:
                time.sleep(draw.uniform(0.0, lasts))
            found["finished"] += run.poll() is not None
            run.send_signal(signal.SIGKILL)
            run.wait()
            beside = [each for each in target.parent.iterdir() if each != target]
            found["writing"] += bool(beside)
            for each in beside:
                each.unlink()
            stands = target.read_bytes() if target.exists() else b""
            found["old" if stands == old else "new" if stands == new else _word(stands)] += 1
    return found


def _word(stands: bytes) -> str:
    return "half" if stands else "nothing"


def _command(path: Path, version: str) -> list[str]:
    words = ["contract", "document", "template", "--version", version, "--language", "sv"]
    return [sys.executable, "-m", "citypact", *words, "--draws", "16", "--output", str(path)]


def _finished(path: Path, version: str = "2026") -> None:
    subprocess.run(_command(path, version), check=True, capture_output=True)  # noqa: S603  likewise


def _made(path: Path, version: str) -> bytes:
    _finished(path, version)
    return path.read_bytes()


def _wait_for_writing(run: subprocess.Popen[bytes], target: Path) -> None:
    """Until a file lies beside the old one, or the run is over."""
    while run.poll() is None and all(each == target for each in target.parent.iterdir()):
        time.sleep(0.0002)


def main() -> int:
    """Print the counts as JSON; 1 where anything but the old or the new document was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = killed(asked.times, asked.seed)
    print(json.dumps({"times": asked.times, **found}))
    return int(found["old"] + found["new"] != asked.times)


if __name__ == "__main__":
    sys.exit(main())
