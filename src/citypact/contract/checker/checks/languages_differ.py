"""A text whose two languages state different figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "languages-differ",
    severity="error",
    looks=Words(
        en="a text whose two languages state different figures",
        sv="en text vars två språk anger olika tal",
    ),
    reference="both languages say the same",
    mend=Words(en="correct the translation", sv="rätta översättningen"),
    needs={},
)
def languages_differ(source: Source) -> Iterator[Found | Unchecked]:
    """Numbers in columns that end in ``_sv`` and ``_en``, where each states one the other lacks."""
    for table, sheet in source.sheets.items():
        stems = [name.removesuffix("_sv") for name in sheet.columns if name.endswith("_sv")]
        stems = [stem for stem in stems if f"{stem}_en" in sheet.columns and stem != "note"]
        for line in source.lines(table):
            for stem in stems:
                here, there = (_numbers(line[f"{stem}_{code}"]) for code in ("sv", "en"))
                for one, other in zip(here, there, strict=True):
                    if not (one - other and other - one):
                        continue
                    values = tuple(", ".join(sorted(each)) for each in (one - other, other - one))
                    yield Found(
                        (line.at(f"{stem}_sv"), line.at(f"{stem}_en")),
                        values,
                        Words(
                            en=f"the Swedish text says {values[0]}, the English {values[1]}",
                            sv=f"den svenska texten säger {values[0]}, den engelska {values[1]}",
                        ),
                    )


def _numbers(text: str) -> tuple[set[str], set[str]]:
    """The years and the other numbers of a text; the two are never taken for each other."""
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}\b)", "", text)
    found = {each.replace(",", ".") for each in re.findall(r"\d+(?:[.,]\d+)?", joined)}
    years = {each for each in found if re.fullmatch(r"(?:19|20)\d\d", each)}
    return years, found - years
