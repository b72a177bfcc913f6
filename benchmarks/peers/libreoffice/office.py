"""Times LibreOffice on a workbook; run by the Python that has LibreOffice's bridge, ``uno``.

python3 office.py PIPE WORKBOOK SLIDER_COLUMN LEVEL MOVED SAMPLES
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

#: How long LibreOffice may take to start.
PATIENCE = 60.0
REPEATS = 5


def connected(pipe: str) -> object:
    """The desktop of the LibreOffice that listens on ``pipe``."""
    local = uno.getComponentContext()
    make = local.ServiceManager.createInstanceWithContext
    resolver = make("com.sun.star.bridge.UnoUrlResolver", local)
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            context = resolver.resolve(url)
        except NoConnectException:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
        else:
            make = context.ServiceManager.createInstanceWithContext
            return make("com.sun.star.frame.Desktop", context)


def timed(work: Callable[[], None], samples: int) -> list[float]:
    """Seconds of one call."""
    found = []
    for _ in range(samples):
        begun = time.perf_counter()
        for _ in range(REPEATS):
            work()
        found.append((time.perf_counter() - begun) / REPEATS)
    return found


def everything(document: object) -> dict[str, list[list[float]]]:
    """All numbers on all sheets."""
    found = {}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)  # noqa: FBT003  LibreOffice's own call
        end = cursor.RangeAddress
        found[name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
    return found


def main() -> None:
    """Recalculate everything, move the slider, tell values and times."""
    pipe, path, column, level, moved, samples = sys.argv[1:]
    desktop = connected(pipe)
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (hidden,))
    slider = document.Sheets.getByName("values").getCellByPosition(int(column), 0)
    positions = [float(level), float(moved)]

    def move() -> None:
        positions.reverse()
        slider.setValue(positions[0])
        document.calculate()

    document.calculateAll()
    told = {"values": everything(document)}
    move()
    told["moved"] = everything(document)
    move()
    told["full"] = timed(document.calculateAll, int(samples))
    told["slider"] = timed(move, int(samples))
    print(json.dumps(told))
    document.close(True)  # noqa: FBT003  LibreOffice's own call
    desktop.terminate()


if __name__ == "__main__":
    main()
