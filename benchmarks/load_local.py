"""Companies sign up at the same time, and what becomes of it: ``benchmarks/load_local.py``.

A site is set up in a folder of its own with Malmö's book and the invented local contract of 250
companies, and ``citypact serve`` is started on it. Locust plays so many more companies, who begin
evenly over so many seconds; each opens the form, sees what it adds up to, agrees, waits for the
mail and confirms. Afterwards the contract must hold every one whole, and the log must verify.

Prints one JSON object: milliseconds by page (median, 95th percentile, most), errors, what was
found, and the same as a row of the table in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
CONTRACT = "malmo-local"
PLACE = f"/malmo/local/{CONTRACT}/"
#: Seconds that the last companies are given to come to an end.
REST = 240

SET_UP = """
import sys
from pathlib import Path
from citypact.book import open_book
from citypact.cli.demo import load
from citypact.cli.progress import Progress, shown
from citypact.model import run_scenario
book = open_book("malmo")
city = book.city()
results = {name: run_scenario(city, name, draws=200) for name in ("reference", "contract")}
with shown() as progress:
    load(book, results, Path(sys.argv[1]), progress)
from citypact.apps.conduct.queue import work_off
work_off()
"""
CHECK = """
import json, sys
from pathlib import Path
from citypact.site import setup
setup(Path(sys.argv[1]))
from citypact.apps.conduct.queue import work_off
from citypact.apps.conduct.verifying import verify
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.local.models import SignUpRequest
from citypact.apps.parties.models import Membership
kept = KeptContract.objects.get(pk=sys.argv[2])
found = rows_of(kept).examined()
contract = found.contract(kept.pk)
new = [party for party in contract.parties if party.startswith("company-")]
own = [each for each in contract.version().commitments if each.party in set(new)]
print(json.dumps({
    "problems": len(found.problems),
    "companies": len(new),
    "promises_each": sorted({sum(one.party == party for one in own) for party in new}),
    "organisations": Membership.objects.filter(organisation__in=new).count(),
    "confirmed": SignUpRequest.objects.exclude(confirmed_at=None).count(),
    "waiting": SignUpRequest.objects.filter(confirmed_at=None).count(),
    "log_whole": verify().whole,
}))
"""


def main() -> None:
    """Run it as the arguments say."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="citypact-load-") as folder:
        workspace = Path(folder) / "workspace"
        with _database(options.database, Path(folder)) as variables:
            _python(SET_UP, workspace, variables=variables)
            mails = Path(folder) / "mails"
            with _served(workspace, mails, variables) as address:
                _warmed(address)
                begun = time.monotonic()
                told = _locust(options, address, mails)
                seconds = time.monotonic() - begun
            _complain(mails)
            checked = json.loads(_python(CHECK, workspace, CONTRACT, variables=variables))
    pages = {str(each["name"]): _page(each) for each in told}
    errors = sum(int(str(each["num_failures"])) for each in told)
    print(
        json.dumps(
            {
                "database": options.database,
                "companies": options.companies,
                "seconds_of_arrival": options.seconds,
                "seconds": round(seconds, 1),
                "load_average": [round(each, 1) for each in os.getloadavg()],
                "pages": pages,
                "errors": errors,
                "found": checked,
                "row": _row(options, pages, errors, checked["companies"]),
            },
            indent=2,
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=250)
    parser.add_argument("--seconds", type=float, default=600.0, help="within which they begin")
    parser.add_argument("--pause", type=float, default=3.0, help="seconds on each page")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--locust", default="locust", help="the program")
    return parser.parse_args()


@contextmanager
def _database(name: str, folder: Path) -> Iterator[dict[str, str]]:
    """What the environment says of a new database."""
    if name == "sqlite":
        yield {}
        return
    sys.path.insert(0, str(REPOSITORY))
    from tests.postgresql import cluster  # noqa: PLC0415  only where it is asked for

    folder.chmod(0o755)
    with cluster(folder / "c") as running:
        yield {"CITYPACT_DATABASE": running.new_database()}


def _python(code: str, *arguments: object, variables: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603  this project's own code
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip().rpartition("\n")[2]


@contextmanager
def _served(workspace: Path, mails: Path, variables: dict[str, str]) -> Iterator[str]:
    """The address of the site; what it prints, its mails among it, goes to ``mails``."""
    own = {"CITYPACT_WORKSPACE": str(workspace), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "citypact", "serve", "--port", "0"]
    with mails.open("w", encoding="utf-8") as out:
        site = subprocess.Popen(  # noqa: S603  likewise
            command, env=os.environ | variables | own, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield _address(mails)
        finally:
            site.terminate()
            site.wait()


def _complain(printed: Path) -> None:
    """Say what the site complained of: how often, and the last time whole."""
    said = printed.read_text("utf-8", errors="replace")
    errors = said.split(" ERROR ")
    if len(errors) > 1:
        print(f"{len(errors) - 1} errors of the site, the last:\n{errors[-1]}", file=sys.stderr)


def _address(printed: Path) -> str:
    for _try in range(600):
        for word in printed.read_text("utf-8").split():
            if word.startswith("http://"):
                return word.rstrip("/.")
        time.sleep(0.1)
    message = f"the site did not start:\n{printed.read_text('utf-8')}"
    raise RuntimeError(message)


def _warmed(address: str) -> None:
    """Open the form once: the first reader after a start waits for the model to be compiled."""
    from urllib.request import urlopen  # noqa: PLC0415  once

    with urlopen(f"{address}{PLACE}join/") as answer:  # noqa: S310  an address of this machine
        answer.read()


def _locust(options: argparse.Namespace, address: str, mails: Path) -> list[dict[str, object]]:
    """Play the companies, and return what locust says of each page."""
    done = subprocess.run(  # noqa: S603  the program that was named
        [
            options.locust,
            "--headless",
            "--json",
            "--skip-log",
            *("--locustfile", str(HERE / "locust" / "companies.py")),
            *("--host", address),
            *("--users", str(options.companies)),
            *("--spawn-rate", str(options.companies)),
            *("--run-time", f"{int(options.seconds) + REST}s"),
        ],
        env=os.environ
        | {
            "LOAD_PLACE": PLACE,
            "LOAD_COMPANIES": str(options.companies),
            "LOAD_SECONDS": str(options.seconds),
            "LOAD_MAILS": str(mails),
            "LOAD_PAUSE": str(options.pause),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]  # what locust documents


def _row(
    options: argparse.Namespace, pages: dict[str, dict[str, float]], errors: int, companies: int
) -> str:
    """The 95th percentile of each page in seconds, as the table has it."""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[options.database]
    in_order = [pages[each] for each in sorted(pages)]
    cells = [
        f"{name}, {options.companies} in {options.seconds / 60:g} min",
        str(companies),
        *(f"{each['p95_ms'] / 1000:.2g} s" for each in in_order),
        f"{max(each['most_ms'] for each in in_order) / 1000:.2g} s",
        f"**{errors}**",
    ]
    return f"| {' | '.join(cells)} |"


def _page(told: dict[str, object]) -> dict[str, float]:
    """Median, 95th percentile and most of a page's times, ms, from locust's histogram."""
    times = told["response_times"]
    if not isinstance(times, dict):
        raise TypeError(times)
    counted = sorted((float(ms), int(count)) for ms, count in times.items())
    total = sum(count for _ms, count in counted)

    def percentile(share: float) -> float:
        reached = 0
        for ms, count in counted:
            reached += count
            if reached >= share * total:
                return ms
        return counted[-1][0]

    return {
        "requests": int(str(told["num_requests"])),
        "failures": int(str(told["num_failures"])),
        "median_ms": percentile(0.5),
        "p95_ms": percentile(0.95),
        "most_ms": float(str(told["max_response_time"])),
    }


if __name__ == "__main__":
    main()
