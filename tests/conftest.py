"""What every test may use: the supplied data, a browser, and how hypothesis looks for examples.

A test that uses the fixture ``shared`` reads data that is not part of this repository: the
folder ``shared`` beside it. Where that folder is missing, a machine that checks changes
(``CI`` is set) fails each of those tests; elsewhere they are left out, and the end of the run
says so.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from tests.postgresql import Cluster, MissingError, cluster
from tests.processes import REPOSITORY, places
from tests.site.browser import browser

SHARED = REPOSITORY.parent / "shared"
IN_CI = bool(os.environ.get("CI"))
SHARED_IS_LEFT_OUT = not SHARED.is_dir() and not IN_CI

# A process that a test starts with this environment runs the code under test too.
os.environ["PYTHONPATH"] = places()

# Started in the background of a script a process ignores Ctrl-C, and so would what a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A loaded machine is slow at times, which is no fault. A machine that checks changes looks at the
# same examples every time, so that a change is judged by what it changed.
settings.register_profile("citypact", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("citypact"), derandomize=True)
settings.load_profile("ci" if IN_CI else "citypact")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of supplied data beside the repository."""
    if not SHARED.is_dir():
        pytest.fail(f"the supplied data is not at {SHARED}", pytrace=False)
    return SHARED


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of the browser in which pages are looked at; ``CITYPACT_CHROMIUM`` names it."""
    found = os.environ.get("CITYPACT_CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.fail(
            "there is no chromium on this machine: install it, or name it in CITYPACT_CHROMIUM",
            pytrace=False,
        )
    return Path(found)


# While a browser of this kind is open, Django takes the process for one that must not wait: so it
# is opened for the modules that look at pages, and closed again.
@pytest.fixture(scope="module")
def window(chromium: Path) -> Iterator[Browser]:
    """A browser."""
    with browser(chromium) as found:
        yield found


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server of this process's own, in a folder that is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="citypact-pg-") as folder:
        Path(folder).chmod(0o755)
        try:
            with cluster(Path(folder) / "c") as running:
                yield running
        except MissingError as error:
            pytest.fail(str(error), pytrace=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """What ``CITYPACT_DATABASE`` says of a new database: nothing for SQLite, else an address."""
    if request.param == "sqlite":
        return ""
    running: Cluster = request.getfixturevalue("postgresql")
    return running.new_database()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the supplied data where it is missing and no change is judged."""
    if not SHARED_IS_LEFT_OUT:
        return
    left_out = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run that the tests of the supplied data were not run."""
    if SHARED_IS_LEFT_OUT:
        terminalreporter.section("NOT RUN", sep="=", red=True, bold=True)
        terminalreporter.line(
            f"Every test of the supplied data: there is no folder {SHARED}. "
            "Put it there before you rely on this result."
        )
