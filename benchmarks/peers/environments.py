"""An environment of its own for each peer, outside the repository, made once and kept.

So no peer decides what versions another one, or Citypact, has to do with.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: What a peer's process ends with where something that no Python package brings is missing.
UNAVAILABLE = 69


class MissingError(Exception):
    """The peer, or what it needs, cannot be had on this machine."""


class RefusedError(Exception):
    """The peer does not run, or gives other figures than Citypact."""


def default_folder() -> Path:
    """Where environments are kept: ``citypact/peers`` in the user's folder for caches."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache else Path.home() / ".cache") / "citypact" / "peers"


@dataclass(frozen=True)
class Environment:
    """A virtual environment with what a peer's ``requirements.txt`` names, and nothing else.

    Attributes:
        peer: its name, and that of its folder beside this file.
        folder: that holds the environments.
    """

    peer: str
    folder: Path

    @property
    def requirements(self) -> Path:
        """What is installed."""
        return HERE / self.peer / "requirements.txt"

    @property
    def path(self) -> Path:
        """Another one for other requirements or another Python."""
        told = self.requirements.read_bytes() + sys.version.encode()
        return self.folder / f"{self.peer}-{hashlib.sha256(told).hexdigest()[:12]}"

    @property
    def python(self) -> Path:
        """The interpreter in it."""
        places = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.path.joinpath(*places)

    def make(self) -> None:
        """Make it, unless it is there and finished.

        Raises:
            MissingError: it cannot be made, or not all that is required can be installed.
        """
        finished = self.path / "finished"
        if finished.is_file():
            return
        commands = (
            [sys.executable, "-m", "venv", "--clear", str(self.path)],
            [str(self.python), "-m", "pip", "install", "--quiet", "-r", str(self.requirements)],
        )
        for command in commands:
            done = _run(command, {})
            if done.returncode:
                raise MissingError(f"cannot be installed: {_last_line(done.stderr)}")
        finished.touch()

    def run(self, arguments: list[str]) -> str:
        """Run the peer's script with ``arguments``; what it printed last.

        Raises:
            MissingError: something that no Python package brings is missing.
            RefusedError: it failed, or gives other figures than Citypact.
        """
        # The interpreter's own search path would bring in packages from outside.
        places = os.pathsep.join([str(HERE / "common"), str(HERE.parent)])
        script = HERE / self.peer / "peer.py"
        done = _run([str(self.python), str(script), *arguments], {"PYTHONPATH": places})
        if done.returncode == UNAVAILABLE:
            raise MissingError(_last_line(done.stderr))
        if done.returncode:
            raise RefusedError(_last_line(done.stderr))
        return done.stdout.strip().rpartition("\n")[2]


def _run(command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  commands of our own
        command,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]
