"""A range whose low end is above its high end."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "range-order",
    severity="error",
    looks=Words(
        en="a range whose low end is above its high end",
        sv="ett intervall vars nedre gräns är högre än den övre",
    ),
    reference="arithmetic",
    mend=Words(en="exchange the two, or correct one", sv="byt plats på dem, eller rätta den ena"),
    needs={},
)
def range_order(source: Source) -> Iterator[Found | Unchecked]:
    """Columns that end in ``_low`` and ``_high``, in any table."""
    for table, sheet in source.sheets.items():
        stems = [name.removesuffix("_low") for name in sheet.columns if name.endswith("_low")]
        for stem in stems:
            for line in source.lines(table):
                low, high = read_figure(line[f"{stem}_low"]), read_figure(line[f"{stem}_high"])
                if low is None or high is None or low.value <= high.value:
                    continue
                yield Found(
                    (line.at(f"{stem}_low"), line.at(f"{stem}_high")),
                    (low.text, high.text),
                    Words(
                        en=f"{stem} runs from {low.text} down to {high.text}",
                        sv=f"{stem} går från {low.text} ner till {high.text}",
                    ),
                )
