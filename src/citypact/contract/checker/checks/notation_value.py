"""A figure that stands beside a key which says that there is none."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import NOTATION
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "notation-value",
    severity="error",
    looks=Words(
        en="a figure that stands beside a key which says that there is none",
        sv="ett värde som står bredvid en beteckning som säger att det inte finns",
    ),
    reference="GPC 1.1, section 2.2: a notation key stands instead of a value",
    mend=Words(en="keep the value or the key, not both", sv="behåll värdet eller beteckningen"),
    needs={"inventory": ("value", "value_text")},
)
def notation_value(source: Source) -> Iterator[Found | Unchecked]:
    """A value together with NO, NE, NA, IE or C."""
    for line in source.lines("inventory"):
        keys = set(line["value_text"].upper().split("/")) | {line["value_text"].upper()}
        if read_figure(line["value"]) and keys & NOTATION:
            yield Found(
                (line.at("value"), line.at("value_text")),
                (line["value"], line["value_text"]),
                Words(
                    en=f"the value {line['value']} stands beside the key {line['value_text']}",
                    sv=f"värdet {line['value']} står bredvid beteckningen {line['value_text']}",
                ),
            )
