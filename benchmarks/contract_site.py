"""How long a large contract takes on the site: the difference, and each page that shows it whole.

    python benchmarks/contract_site.py --json
    CITYPACT_DATABASE=postgresql://… python benchmarks/contract_site.py

An invented contract (see large_contract.py) is taken into a workspace in a temporary folder and
published there; then each page is asked for again and again by somebody who is signed in, in one
process, without a network. Told are the medians, the slowest, the queries and the size of the page.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from citypact.site import setup

REPOSITORY = Path(__file__).parents[1]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clauses", type=int, default=400)
    parser.add_argument("--commitments", type=int, default=2000)
    parser.add_argument("--samples", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        setup(Path(folder) / "workspace", hosts=["testserver"])
        # What it measures can be imported only when the site is set up.
        sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "benchmarks")]
        found = import_module("contract_pages").measured(
            said.clauses, said.commitments, said.samples
        )
    if said.json:
        print(json.dumps(found))
        return
    for what, figures in found.items():
        print(f"{what}: " + ", ".join(f"{name} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
