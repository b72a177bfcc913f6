"""Targets of an indicator that differ from the text they were taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.figure import agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "indicator-words",
    severity="error",
    looks=Words(
        en="targets of an indicator that differ from the text they were taken from",
        sv="en indikators målvärden som skiljer sig från den text de är hämtade ur",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the cell or the text", sv="rätta cellen eller texten"),
    needs={"indicators": ("target_text",)},
)
def indicator_words(source: Source) -> Iterator[Found | Unchecked]:
    """``20/30/46 %`` against the columns of targets, in the order of their years."""
    columns = target_columns(source.sheets["indicators"])
    for line in source.lines("indicators"):
        parts = line["target_text"].split("/")
        if len(parts) != len(columns):
            continue
        for column, part in zip(columns, parts, strict=True):
            figure, match = read_figure(line[column]), re.search(r"\d[\d ]*(?:[.,]\d+)?", part)
            stated = read_figure(match.group().strip()) if match else None
            if figure is None or stated is None or agree(figure, stated):
                continue
            yield Found(
                (line.at(column), line.at("target_text")),
                (figure.text, line["target_text"]),
                Words(
                    en=f"{column} is {figure.text}, the text says {line['target_text']!r}",
                    sv=f"{column} är {figure.text}, texten säger {line['target_text']!r}",
                ),
            )
