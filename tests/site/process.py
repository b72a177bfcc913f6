"""A site in a process of its own, as an operator runs it."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: Seconds in which a site ends on a machine that does much besides.
PATIENCE = 60

SERVE = """
import sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
{load}
from citypact.site.serving import listen, serve
taken = {taken}
serve("127.0.0.1", 0, on_ready=lambda address: print(address, flush=True), listener=taken)
"""


def start(
    workspace: Path,
    load: str = "",
    *,
    taken: str = "None",
    variables: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start a site on ``workspace``; ``load`` is code that runs before it listens.

    ``taken`` is an expression for a socket that already listens; ``variables`` are added to the
    environment.
    """
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            SERVE.format(load=textwrap.dedent(load), taken=taken),
            str(workspace),
        ],
        env={**os.environ, **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def address_of(process: subprocess.Popen[str]) -> str:
    """The address that the site says it listens on, once it does."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        _, said = process.communicate(timeout=PATIENCE)
        message = f"the site did not start:\n{said}"
        raise AssertionError(message)
    return line


@contextmanager
def site(
    workspace: Path, load: str = "", *, variables: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of a site that runs while the block does."""
    process = start(workspace, load, variables=variables)
    try:
        yield address_of(process)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
