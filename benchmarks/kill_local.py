"""Processes killed while companies sign up, change and report: ``benchmarks/kill_local.py``.

A child process confirms sign-ups, changes promises and reports on them, one after the other, and
writes a line when each is certain. It is killed (SIGKILL) at a random moment, many times over.
After each kill: whatever a line was written of is there; of everything else nothing or all is; the
contract has no problem. At the end the log is whole. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))
#: A child is killed at the latest so many seconds after it began.
LONGEST = 1.5
#: Numbers of the companies that sign up begin here; those before have signed up already.
FIRST = 1000


def killed(times: int, seed: int, companies: int) -> dict[str, object]:
    """Kill so many children; the site is set up, and its database is new.

    Args:
        times: how many children are killed.
        seed: of the moments.
        companies: that the contract has before.

    Raises:
        AssertionError: something was lost, or is there by half.
    """
    from tests.apps.local.people import set_up  # noqa: PLC0415  Django is set up by now

    set_up(companies)
    moments = random.Random(seed)  # noqa: S311  moments, no secret
    acts: Counter[str] = Counter()
    for _time in range(times):
        told = _killed_once(moments.uniform(0.0, LONGEST))
        acts.update(line.partition(" ")[0] for line in told)
        _hold_all(told)
    return {"killed": times, "certain": acts.total(), "by_act": dict(acts), **_found()}


def _killed_once(after: float) -> list[str]:
    """Start a child, kill it so many seconds later; what it told of.

    Raises:
        AssertionError: it ended by itself.
    """
    from django.db import connections  # noqa: PLC0415  as above

    from citypact.apps.local.models import SignUpRequest  # noqa: PLC0415  as above

    first = FIRST + SignUpRequest.objects.count()
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        # Whatever happens here, the child must not clear up after its parent.
        try:
            with os.fdopen(writing, "w") as lines:
                _work(lines, first)
        except BaseException:  # noqa: BLE001  as said above
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _child, ended = os.waitpid(child, 0)
    _must(os.WIFSIGNALED(ended), "a child ended by itself")
    with os.fdopen(reading) as lines:
        return [line.strip() for line in lines if line.endswith("\n")]


def _work(lines: IO[str], first: int) -> None:
    """Sign up, change and report, for ever."""
    from dataclasses import replace  # noqa: PLC0415  as above

    from tests.apps.local.people import CONTRACT, asked, now  # noqa: PLC0415  as above
    from tests.contract.local.companies import company  # noqa: PLC0415  as above

    from citypact.apps.conduct.actor import OPERATOR, VISITOR  # noqa: PLC0415  as above
    from citypact.apps.local.joining import SignUpCompany  # noqa: PLC0415  as above
    from citypact.apps.local.promising import ChangePromises, ReportDone  # noqa: PLC0415  as above
    from citypact.contract.local.action import Report  # noqa: PLC0415  as above
    from citypact.contract.local.sign_up import PlannedAction  # noqa: PLC0415  as above

    def say(*words: object) -> None:
        lines.write(" ".join(map(str, words)) + "\n")
        lines.flush()

    for place in range(first, first + 1000):
        promised = PlannedAction("cycling", 100.0, 2030), PlannedAction("pumps", 2.0, 2030)
        said = replace(company(place, *promised), roadmap="Plan")
        token = asked(said, f"{place}@example.org")
        party = SignUpCompany(token, VISITOR).perform().party
        say("signed-up", party, 3)
        changed = replace(said, actions=(*promised, PlannedAction("shorter", 5.0, 2030)))
        ChangePromises(CONTRACT, party, changed, now().kept.revision, OPERATOR).perform()
        say("changed", party, 4)
        reports = {
            f"{party}.{kind}": Report(2026, 1.0, "Mätaren", "The meter")
            for kind in ("cycling", "pumps", "shorter")
        }
        ReportDone(CONTRACT, party, 2026, reports, OPERATOR).perform()
        say("reported", party, 4)


def _hold_all(told: list[str]) -> None:
    """See that what was told of is there, and nothing by half.

    Raises:
        AssertionError: it is not.
    """
    from tests.apps.local.people import now  # noqa: PLC0415  as above

    from citypact.apps.drafting.rows import rows_of  # noqa: PLC0415  as above
    from citypact.apps.local.models import SignUpRequest  # noqa: PLC0415  as above
    from citypact.apps.parties.models import Membership  # noqa: PLC0415  as above

    local = now()
    problems = rows_of(local.kept).examined().problems
    _must(not problems, f"the contract has problems: {problems}")
    promises = {party: len(several) for party, several in local.promises.items()}
    reports = {
        party: sum(bool(each.action and each.action.reports) for each in several)
        for party, several in local.promises.items()
    }
    for line in told:
        act, party, count = line.split()
        _must(promises.get(party, 0) >= int(count), f"lost: {line}")
        _must(act != "reported" or reports[party] == 3, f"lost: {line}")  # noqa: PLR2004  kinds
    confirmed = set(
        SignUpRequest.objects.exclude(confirmed_at=None).values_list("party", flat=True)
    )
    members = set(Membership.objects.values_list("organisation_id", flat=True))
    signed_up = {party for party in promises if party in confirmed or party in members}
    _must(confirmed == members == signed_up, f"by half: {confirmed ^ members}")
    for party in confirmed:
        _must(promises[party] in {3, 4}, f"by half: {party} has {promises[party]} promises")
        _must(reports[party] in {0, 3}, f"by half: {party} has {reports[party]} reports")
    left = SignUpRequest.objects.filter(confirmed_at=None).exclude(mail="").count()
    _must(left == SignUpRequest.objects.filter(confirmed_at=None).count(), "a request by half")


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001  what must hold
    if not holds:
        raise AssertionError(otherwise)


def _found() -> dict[str, object]:
    from tests.apps.local.people import now  # noqa: PLC0415  as above

    from citypact.apps.conduct.models import Event  # noqa: PLC0415  as above
    from citypact.apps.conduct.verifying import verify  # noqa: PLC0415  as above

    local = now()
    written = Event.objects.filter(
        code__in=["local.company.signed_up", "local.company.changed", "local.company.reported"]
    ).count()
    _must(local.kept.revision == 1 + written, "a revision without its event")
    return {
        "revision": local.kept.revision,
        "companies": len(local.companies),
        "log_whole": verify().whole,
    }


@contextmanager
def _database(name: str, folder: Path) -> Iterator[None]:
    if name == "sqlite":
        yield
        return
    from tests.postgresql import cluster  # noqa: PLC0415  only where it is asked for

    folder.chmod(0o755)
    with cluster(folder / "c") as running:
        os.environ["CITYPACT_DATABASE"] = running.new_database()
        yield


def main() -> None:
    """Run it as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--companies", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="citypact-kill-") as folder,
        _database(options.database, Path(folder)),
    ):
        from citypact.site import setup  # noqa: PLC0415  the environment is set by now

        setup(Path(folder) / "workspace")
        found = killed(options.times, options.seed, options.companies)
    print(json.dumps({"database": options.database, **found}, indent=2))


if __name__ == "__main__":
    main()
