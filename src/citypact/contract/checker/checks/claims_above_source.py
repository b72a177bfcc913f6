"""Claims that together are larger than what their source emits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.checks.claims import (
    CAPTURE,
    REDUCTION,
    plants_of,
    title_of,
)
from citypact.contract.checker.figure import Figure, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: Areas whose measures act in one sector, by words of both.
_SECTORS: Final = (
    (r"mobil|transport|traffic|trafik", r"transports?|transporter|mobility"),
    (r"agricult|jordbruk", r"agriculture.*|jordbruk.*"),
    (r"industr", r"industr.*"),
)


@check(
    "claims-above-source",
    severity="error",
    looks=Words(
        en="claims that together are larger than what their source emits: those of one body at its "
        "plant, those of an area in its sector",
        sv="utfästelser som tillsammans är större än vad källan släpper ut: en aktörs vid sin "
        "anläggning, ett områdes i sin sektor",
    ),
    reference="no tonne is cut twice: measures act on what the others leave",
    mend=Words(
        en="compute the measures together, or correct a claim or the source's emissions",
        sv="räkna åtgärderna tillsammans, eller rätta en utfästelse eller källans utsläpp",
    ),
    needs={"measures": (REDUCTION, "area_id"), "inventory": ("sector", "value", "unit")},
)
def claims_above_source(source: Source) -> Iterator[Found | Unchecked]:
    """Sums of claims that are counted, each of which is possible alone."""
    claims = [
        (line, cut)
        for line in source.lines("measures")
        if line["count_in_totals"] != "n" and (cut := read_figure(line[REDUCTION]))
    ]
    bodies = {line["responsible_body"] for line, _ in claims if CAPTURE.search(title_of(line))}
    for body in sorted(bodies):
        own = [each for each in claims if each[0]["responsible_body"] == body]
        yield from _together(own, plants_of(source, body)[:1])
    for area, sector in _SECTORS:
        own = [each for each in claims if re.search(area, each[0]["area_id"], re.IGNORECASE)]
        emitted = [
            (each, each.figure)
            for each in entries(source)
            if each.kind == "mass"
            and "emission" in each.quantity
            and not each.subsector
            and re.fullmatch(sector, each.sector, re.IGNORECASE)
        ]
        yield from _together(own, sorted(emitted, key=lambda one: -one[1].value)[:1])


def _together(
    claims: list[tuple[Line, Figure]], sources: list[tuple[Entry, Figure]]
) -> Iterator[Found]:
    cut = sum(figure.value for _, figure in claims)
    half = sum(figure.half for _, figure in claims)
    for entry, emitted in sources:
        above = cut - half > emitted.value + emitted.half
        alone = any(figure.value > emitted.value + emitted.half for _, figure in claims)
        if not above or alone:  # one that is too large alone has been told
            continue
        values = (told("mass", cut), told("mass", emitted.value))
        name = entry.subsector or entry.sector
        yield Found(
            (*(line.at(REDUCTION) for line, _ in claims), entry.line.at("value")),
            values,
            Words(
                en=f"{len(claims)} measures are to cut {values[0]} together, but {name} emits "
                f"{values[1]}",
                sv=f"{len(claims)} åtgärder ska minska {values[0]} tillsammans, men {name} släpper "
                f"ut {values[1]}",
            ),
        )
