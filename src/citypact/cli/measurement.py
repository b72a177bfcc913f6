"""How long a piece of work takes and how much memory it needs, measured several times.

A machine that does other things besides disturbs upwards only, so the median of several samples
is told, with the least and the greatest beside it.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from citypact.engine.workers import default_threads
from citypact.errors import EnvironmentFault

__all__ = [
    "Samples",
    "machine",
    "peak_memory",
    "slow_calls",
    "timed",
    "timed_once",
    "timed_process",
]

#: A sample of something short repeats it for so many seconds.
LONG_ENOUGH = 0.1

#: Runs the code given, then tells the largest memory that the process had, in kilobytes. What
#: Linux says of resource usage counts from before the process became this one, its parent's
#: memory included; its status counts from after.
_WITH_MEMORY = """{code}
from pathlib import Path
status = Path("/proc/self/status")
if status.is_file():
    print(status.read_text().partition("VmHWM:")[2].split()[0])
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Samples:
    """Measurements of one piece of work, all in one unit."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def scaled(self, factor: float) -> Samples:
        """In another unit: each value times ``factor``."""
        return Samples(tuple(value * factor for value in self.values))

    def __str__(self) -> str:
        """``0.21 (0.20 to 0.23)``."""
        return f"{self.median:.3g} ({min(self.values):.3g} to {max(self.values):.3g})"


def timed(work: Callable[[], object], *, samples: int) -> Samples:
    """Seconds of one call of ``work``, warm; what is short is repeated within a sample."""
    work()
    begun = time.perf_counter()
    work()
    once = time.perf_counter() - begun
    repeats = max(1, round(LONG_ENOUGH / max(once, 1e-9)))
    found = []
    for _ in range(samples):
        begun = time.perf_counter()
        for _ in range(repeats):
            work()
        found.append((time.perf_counter() - begun) / repeats)
    return Samples(tuple(found))


def timed_once(work: Callable[[], object], *, samples: int, warm: bool = True) -> Samples:
    """Seconds of one call of ``work`` that takes long enough, after one to get warm."""
    if warm:
        work()
    found = []
    for _ in range(samples):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return Samples(tuple(found))


def slow_calls(work: Callable[[], object], *, calls: int, samples: int) -> Samples:
    """Seconds within which 95 in 100 calls of ``work`` end, warm; ``calls`` of them a sample."""
    found = []
    for _ in range(samples + 1):
        seconds = []
        for _ in range(calls):
            begun = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - begun)
        found.append(float(np.quantile(seconds, 0.95)))
    return Samples(tuple(found[1:]))


def timed_process(arguments: Sequence[str], *, samples: int) -> Samples:
    """Seconds of a fresh Python process with ``arguments``, from start to end."""
    found = []
    for _ in range(samples):
        begun = time.perf_counter()
        _run(arguments)
        found.append(time.perf_counter() - begun)
    return Samples(tuple(found))


def peak_memory(code: str, *, samples: int) -> Samples | None:
    """Megabytes that a fresh Python process has at most while it runs ``code``.

    None where the system does not tell.
    """
    if sys.platform == "win32":
        return None
    kilobyte = 1.0 if sys.platform == "darwin" else 1024.0
    outputs = (_run(["-c", _WITH_MEMORY.format(code=code)]) for _ in range(samples))
    return Samples(tuple(int(output.split()[-1]) * kilobyte / 1e6 for output in outputs))


def _run(arguments: Sequence[str]) -> str:
    done = subprocess.run(  # noqa: S603  this Python, with arguments of our own
        [sys.executable, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        message = f"a measured process failed: {done.stderr.strip()}"
        raise EnvironmentFault(message)
    return done.stdout


def machine() -> dict[str, str | int]:
    """What the figures were measured on."""
    return {
        "processor": _processor(),
        "cores": default_threads(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def _processor() -> str:
    """The processor's own name, where the system tells it."""
    account = Path("/proc/cpuinfo")
    if account.is_file():
        for line in account.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or os.environ.get("PROCESSOR_IDENTIFIER", platform.machine())
