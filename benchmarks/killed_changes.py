"""Processes killed in the middle of a change: ``benchmarks/killed_changes.py``.

Companies sign up; a contract's text is saved; its parties agree on it; next year's is drawn up
from it. Each is a few changes, one after the other, by a process of its own that tells when one is
certain. It is killed (SIGKILL) so many times, each time from a fresh copy of the same workspace:
every other time at a random moment before it has told of the last, the others while one of the
changes is committed, or right after. After each kill the database is sound, the log of what
happened is whole, and all that is kept, in every table, is as it was before one of the changes or
after it: nothing that was told is lost and nothing is there by half.

Prints one JSON object: of each act and each of its changes how often it was killed in it, and how
often the change was then found not made (*before*) or made (*after*).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "benchmarks")]

if TYPE_CHECKING:
    from kept_state import Copies, State
    from killed_acts import Act

__all__ = ["killed", "undisturbed"]

#: When a child is killed: at any moment of the act, or in a commit or right after it.
ANY_MOMENT, A_COMMIT = "at_any_moment", "in_a_commit"
#: Seconds before it commits that a child says so: whoever is to kill it must have woken up.
NOTICE = 0.003


@dataclass(frozen=True)
class Undisturbed:
    """An act that nobody disturbed.

    Attributes:
        states: what was kept before the first change and after each.
        seconds: that each change took.
        commits: seconds that the commit of each change took.
    """

    states: tuple[State, ...]
    seconds: tuple[float, ...]
    commits: tuple[float, ...]


class Child:
    """A process that performs an act: a change whenever it is told to go on.

    It says ``ready``, then of each commit ``commits`` with the moment at which it will begin, and
    ``committed``, and after each change ``made``, with how many seconds it took.
    """

    def __init__(self, act: Act) -> None:
        """Start it, and return when it has opened the database and waits."""
        heard, self._go = os.pipe()
        said, telling = os.pipe()
        self._made, self._process = 0, os.fork()
        if self._process == 0:
            os.close(self._go)
            os.close(said)
            # Whatever happens here, the child must not clear up after its parent.
            try:
                with os.fdopen(telling, "w") as lines:
                    _perform(act, heard, lines)
            except BaseException:  # noqa: BLE001  as said above
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(heard)
        os.close(telling)
        self._said = os.fdopen(said)
        self.wait("ready")

    def go(self, changes: int) -> None:
        """Let it make so many changes."""
        os.write(self._go, b"." * changes)

    def wait(self, word: str) -> list[float]:
        """Wait until it says ``word``, and return what it told: seconds of its commits before."""
        found = []
        while True:
            line = self._said.readline()
            must(line.endswith("\n"), "a child ended by itself")
            said, seconds = line.split()
            self._made += said == "made"
            if said == "committed":
                found.append(float(seconds))
            if said == word:
                return [*found, float(seconds)]

    def kill(self) -> int:
        """Kill it; how many changes it had told of.

        Raises:
            AssertionError: it ended by itself.
        """
        os.kill(self._process, signal.SIGKILL)
        _process, ended = os.waitpid(self._process, 0)
        os.close(self._go)
        with self._said:
            left = sum(line.startswith("made") and line.endswith("\n") for line in self._said)
        must(os.WIFSIGNALED(ended), "a child ended by itself")
        return self._made + left


def _perform(act: Act, heard: int, lines: IO[str]) -> None:
    """Make the changes of ``act``, each when a byte is heard."""

    def say(what: str, seconds: float = 0.0) -> None:
        lines.write(f"{what} {seconds}\n")
        lines.flush()

    def commit() -> None:
        say("commits", time.monotonic() + NOTICE)
        time.sleep(NOTICE)
        begun = time.perf_counter()
        commits()
        say("committed", time.perf_counter() - begun)

    connection = import_module("django.db").connection
    connection.ensure_connection()
    commits, connection._commit = connection._commit, commit  # noqa: SLF001  to be killed in it
    changes = iter(act.changes())
    say("ready")
    while os.read(heard, 1):
        begun = time.perf_counter()
        next(changes)
        say("made", time.perf_counter() - begun)


def undisturbed(act: Act, copies: Copies) -> Undisturbed:
    """What is kept before and after each change, and how long each takes.

    Everything is made twice, from the same workspace. Columns in which the two differ hold what is
    drawn or read from the clock (identities, times, hashes over them): they cannot be compared.

    Raises:
        AssertionError: two of the states cannot be told apart.
    """
    first, second = _run(act, copies), _run(act, copies)
    passed_over = {
        column
        for one, other in zip(first.states, second.states, strict=True)
        for column in one.columns_apart(other)
    }
    states = tuple(each.without(passed_over) for each in first.states)
    again = tuple(each.without(passed_over) for each in second.states)
    must(states == again, f"two runs of {act.name} do not come to the same")
    must(
        all(a != b for place, a in enumerate(states) for b in states[:place]),
        f"two states of {act.name} are the same: nothing could be told by them",
    )
    return Undisturbed(states, second.seconds, second.commits)


def _run(act: Act, copies: Copies) -> Undisturbed:
    copies.renew()
    states, seconds = [copies.state()], []
    commits: list[float] = []
    copies.leave()
    child = Child(act)
    for name in act.names:
        child.go(1)
        *within, whole = child.wait("made")
        must(len(within) == 1, f"{name}: {len(within)} commits, and one makes a change whole")
        seconds.append(whole)
        commits += within
        states.append(copies.state())
    copies.leave()
    child.kill()
    return Undisturbed(tuple(states), tuple(seconds), tuple(commits))


def killed(act: Act, copies: Copies, times: int, seed: int) -> dict[str, object]:
    """Kill so many children that perform ``act``, every other in a commit.

    Args:
        act: what they do.
        copies: of the workspace that it is prepared in; the site is set up.
        times: how many are killed before they have told of the last change.
        seed: of the moments.

    Raises:
        AssertionError: something was lost, or is there by half, or the database is harmed.
    """
    usual = undisturbed(act, copies)
    moments = random.Random(seed)  # noqa: S311  moments, no secret
    found: Counter[tuple[str, int, str]] = Counter()
    too_late = 0
    while found.total() < times:
        when = (ANY_MOMENT, A_COMMIT)[found.total() % 2]
        copies.renew()
        child = Child(act)
        child.go(len(act.names))
        aimed = _wait(child, usual, moments) if when == A_COMMIT else None
        if aimed is None:
            time.sleep(moments.uniform(0.0, sum(usual.seconds)))
        told = child.kill()
        now = _found(act, copies, usual, told)
        if aimed is None and told == len(act.names):
            too_late += 1
            continue
        change = told if aimed is None else aimed
        found[when, change, "after" if now > change else "before"] += 1

    def count(*, when: str = "", change: int | None = None) -> dict[str, int]:
        counted = dict.fromkeys(("before", "after"), 0)
        for (of_when, of_change, state), several in found.items():
            if when in {"", of_when} and change in {None, of_change}:
                counted[state] += several
        return counted

    return {
        "killed": found.total(),
        **count(),
        **{when: count(when=when) for when in (ANY_MOMENT, A_COMMIT)},
        "after_the_end_and_again": too_late,
        "seconds": round(sum(usual.seconds), 3),
        "changes": [
            {"change": name, "seconds": round(usual.seconds[place], 3), **count(change=place)}
            for place, name in enumerate(act.names)
        ],
        "passed_over": sorted(".".join(each) for each in usual.states[0].passed_over),
    }


def _wait(child: Child, usual: Undisturbed, moments: random.Random) -> int:
    """Wait until a child is in the commit of one of its changes, or right after; which change."""
    place = moments.randrange(len(usual.commits))
    begins = [child.wait("commits")[-1] for _commit in range(1 + place)][-1]
    at = begins + moments.uniform(0.0, 1.5 * usual.commits[place])
    time.sleep(max(0.0, at - time.monotonic()))
    return place


def _found(act: Act, copies: Copies, usual: Undisturbed, told: int) -> int:
    """After how many of the changes the state is that is found now.

    Raises:
        AssertionError: after none, or after another than what was told, or the database is harmed.
    """
    copies.sound()
    now = copies.state().without(usual.states[0].passed_over)
    copies.leave()
    found = next((place for place, state in enumerate(usual.states) if state == now), None)
    if found is None:
        apart = sorted(now.columns_apart(usual.states[told]))
        message = f"by half: {told} of {act.names} were told, and these differ: {apart}"
        raise AssertionError(message)
    must(found >= told, f"lost: {act.names[found:told]} had been told as certain")
    must(found <= told + 1, f"too much: {act.names[told:found]} stand there at once")
    return found


def must(holds: bool, otherwise: str) -> None:  # noqa: FBT001  what must hold
    """Return where it holds.

    Raises:
        AssertionError: it does not.
    """
    if not holds:
        raise AssertionError(otherwise)


@contextmanager
def _database(name: str, folder: Path) -> Iterator[None]:
    """A new database that the site will keep its tables in."""
    if name == "sqlite":
        yield
        return
    from tests.postgresql import cluster  # noqa: PLC0415  only where it is asked for

    folder.chmod(0o755)
    with cluster(folder / "c") as running:
        os.environ["CITYPACT_DATABASE"] = running.new_database()
        yield


def run(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Prepare a workspace in ``folder``, and kill as the arguments say."""
    from citypact.site import setup  # noqa: PLC0415  the environment is set by now

    setup(folder / "workspace")
    # These need Django, which is set up by now.
    acts, kept = import_module("killed_acts"), import_module("kept_state")
    found = {}
    chosen: Sequence[str] = options.acts
    for act in acts.prepared(options.contract, options.companies):
        if act.name not in chosen:
            continue
        with kept.copies(folder) as copies:
            begun = time.monotonic()
            found[act.name] = killed(act, copies, options.times, options.seed)
            found[act.name]["run_seconds"] = round(time.monotonic() - begun, 1)
        print(f"{act.name}: {found[act.name]['killed']} killed", file=sys.stderr)
    return found


ACTS = ("signing up", "renewing", "saving", "agreeing")


def main() -> None:
    """Run it as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=200, help="that each act is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", nargs="+", choices=ACTS, default=ACTS)
    parser.add_argument("--contract", default="malmo-national", help="a packaged contract")
    parser.add_argument("--companies", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    # A process with threads cannot be doubled safely, and NumPy starts some where it is loaded.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with (
        tempfile.TemporaryDirectory(prefix="citypact-kill-") as folder,
        _database(options.database, Path(folder)),
    ):
        found = run(options, Path(folder))
    told = {
        "database": options.database,
        "contract": options.contract,
        "python": platform.python_version(),
        "load_average": [round(each, 1) for each in os.getloadavg()],
        "acts": found,
    }
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
