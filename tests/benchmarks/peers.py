"""The scripts of ``benchmarks/peers``, which are no package: found by their folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "peers"


@contextmanager
def _within(*folders: Path) -> Iterator[None]:
    sys.path[:0] = map(str, folders)
    try:
        yield
    finally:
        del sys.path[: len(folders)]


def script(name: str, peer: str = "common") -> ModuleType:
    """A module of a peer, or of what they have in common, or (``peer=""``) of the driver."""
    # Each peer has a module of that name.
    sys.modules.pop("peer", None)
    with _within(FOLDER / peer, FOLDER / "common", FOLDER.parent):
        return import_module(name)
