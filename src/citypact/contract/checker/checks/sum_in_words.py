"""A sum written out in words that does not make the figure beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.money import NEEDS
from citypact.contract.checker.figure import Figure, agree, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "sum-in-words",
    severity="error",
    looks=Words(
        en="a sum written out in words that does not make the figure beside it",
        sv="en summa som är utskriven i text men inte ger värdet bredvid",
    ),
    reference="arithmetic",
    mend=Words(en="add it up again", sv="summera igen"),
    needs=NEEDS,
)
def sum_in_words(source: Source) -> Iterator[Found | Unchecked]:
    """``232 + 4500 + 6100`` against the amount of its row."""
    for line in source.lines("financing"):
        parts = re.findall(r"\d+(?:[.,]\d+)?", line["amount_text"])
        high = read_figure(line["msek_high"])
        if not re.fullmatch(r"[\d.,\s]+(\+[\d.,\s]+)+", line["amount_text"]) or high is None:
            continue
        figures = [one for part in parts if (one := read_figure(part))]
        added = sum(one.value for one in figures)
        if agree(high, Figure(added, sum(one.half for one in figures if "." in one.text), "")):
            continue
        yield Found(
            (line.at("msek_high"), line.at("amount_text")),
            (high.text, shown(added)),
            Words(
                en=f"{line['amount_text']} makes {shown(added)}, not {high.text}",
                sv=f"{line['amount_text']} blir {shown(added)}, inte {high.text}",
            ),
        )
