"""LibreOffice Calc recalculating a workbook of the program: everything, and one moved slider."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from dump import Dump
from report import Report
from workbook import Workbook

#: Pythons that may have LibreOffice's bridge: Debian's, and the one LibreOffice brings.
PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "python3")


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command outside of this peer's environment, its complaints unread."""
    return subprocess.run(  # noqa: S603  LibreOffice and its Python
        command,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )


def bridged_python(report: Report) -> str:
    """A Python that can import ``uno``."""
    for python in PYTHONS:
        found = shutil.which(python)
        if found and run([found, "-c", "import uno"]).returncode == 0:
            return found
    return report.unavailable(
        "LibreOffice's Python bridge is missing: Debian's packages libreoffice-calc-nogui, "
        "python3-uno"
    )


def measure(report: Report, dump: Dump, folder: Path) -> tuple[Workbook, dict]:
    """Write the workbook, start LibreOffice for it alone, and let it work."""
    soffice = shutil.which("soffice") or report.unavailable(
        "LibreOffice is missing: Debian's package libreoffice-calc-nogui"
    )
    python = bridged_python(report)
    workbook = Workbook.write(dump, folder / "program.xlsx")
    pipe = f"citypact-{os.getpid()}"
    office = subprocess.Popen(  # noqa: S603  LibreOffice
        [
            soffice,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        script = str(Path(__file__).with_name("office.py"))
        level = dump.inputs[dump.moved_input].value
        numbers = [dump.moved_input, level, dump.moved_level, report.samples]
        done = run([python, script, pipe, str(workbook.path), *map(str, numbers)])
        if done.returncode:
            sys.exit(f"its script ended with {done.returncode}")
        office.wait(timeout=60)
    finally:
        office.kill()
    return workbook, json.loads(done.stdout)


def quantities(dump: Dump, workbook: Workbook, sheets: dict) -> np.ndarray:
    """Quantities from all numbers on all sheets."""
    series = []
    for result in dump.results:
        sheet, column = workbook.places[result.node]
        values = [row[column] for row in sheets[sheet][: dump.years]]
        series.append(np.array(values if sheet == "model" else values[:1] * dump.years))
    return dump.reduced(series)


def main() -> None:
    """Compare, then tell."""
    soffice = shutil.which("soffice")
    version = run([soffice, "--version"]).stdout if soffice else "LibreOffice"
    report = Report.begin(" ".join(version.split()[:2]))
    dump = Dump.read(report.folder / "evaluation")
    with tempfile.TemporaryDirectory() as folder:
        workbook, told = measure(report, dump, Path(folder))
    apart = dump.apart(quantities(dump, workbook, told["values"]), dump.expected)
    report.add("evaluation", told["full"], apart=report.agrees(apart, 1e-9),
               note=f"hard recalculation of {workbook.formulas:,} formulas")  # fmt: skip
    apart = dump.apart(quantities(dump, workbook, told["moved"]), dump.moved)
    report.add("evaluation", told["slider"], apart=report.agrees(apart, 1e-9), name="slider",
               note="one level changed")  # fmt: skip
    report.end()


if __name__ == "__main__":
    main()
