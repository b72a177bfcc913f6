"""The command line as a test calls it: in a process of its own, or within this one."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from citypact.cli.main import main

#: As on a machine whose language is English.
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


def command(*arguments: str | Path) -> list[str]:
    """The words of ``citypact ARGUMENTS``."""
    return [sys.executable, "-m", "citypact", *map(str, arguments)]


def run_process(
    *arguments: str | Path, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``citypact`` in a fresh process, in ``folder``."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def run_here(*arguments: str | Path) -> Result:
    """Run ``citypact`` in this process; quick, and what it raises is seen."""
    return CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(main, [str(one) for one in arguments])


def refused(*arguments: str | Path) -> str:
    """What ``citypact`` says on standard error when the input is wrong."""
    result = run_here(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return result.stderr
