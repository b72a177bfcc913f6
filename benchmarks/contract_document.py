"""How long a large contract takes: its document, its check, and its DOCX there and back.

    python benchmarks/contract_document.py --samples 5

The contract is that of ``large_contract.py``; every figure is of a fresh process, start to end.
One JSON object is printed: medians, with the least and the greatest of each.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from large_contract import CLAUSES, COMMITMENTS, large_contract

from citypact.contract.writing import write_contract
from citypact.documents.pades.reading import opened

__all__ = ["measured"]


def measured(clauses: int, commitments: int, samples: int) -> dict[str, object]:
    """Seconds of each verb on a contract of that size, and what it made."""
    with TemporaryDirectory() as place:
        folder = write_contract(large_contract(clauses, commitments), Path(place) / "large")
        pdf, docx = Path(place) / "large.pdf", Path(place) / "large.docx"
        version = ("--version", "2026")
        verbs = {
            "document_s": ("document", folder, *version, "--language", "sv", "--output", pdf),
            "check_s": ("check", folder, *version, "--json"),
            "docx_s": ("document", folder, *version, "--language", "sv", "--docx", docx),
            "import_changes_s": ("import-changes", docx, folder, *version, "--json"),
        }
        found: dict[str, object] = {"clauses": clauses, "commitments": commitments}
        taken: dict[str, list[float]] = {name: [] for name in verbs}
        for _ in range(samples):
            for name, words in verbs.items():
                taken[name].append(_seconds(*map(str, words)))
        for name, seconds in taken.items():
            found[name] = statistics.median(seconds)
            found[f"{name}_spread"] = [min(seconds), max(seconds)]
        found["pages"] = int(opened(pdf.read_bytes()).reader.root["/Pages"]["/Count"])
        found["megabytes"] = pdf.stat().st_size / 1e6
        return found


def _seconds(*words: str) -> float:
    began = time.perf_counter()
    subprocess.run(  # noqa: S603  this project's own command
        [sys.executable, "-m", "citypact", "contract", *words], check=True, capture_output=True
    )
    return time.perf_counter() - began


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--clauses", type=int, default=CLAUSES)
    parser.add_argument("--commitments", type=int, default=COMMITMENTS)
    parser.add_argument("--samples", type=int, default=5)
    asked = parser.parse_args()
    json.dump(measured(asked.clauses, asked.commitments, asked.samples), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
