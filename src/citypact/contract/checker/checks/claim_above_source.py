"""A cut larger than what its source emits."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.claims import (
    CAPTURE,
    REDUCTION,
    outlines_of,
    plants_of,
    title_of,
)
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "claim-above-source",
    severity="error",
    looks=Words(
        en="a cut larger than what its source emits: capture above the plant, a measure or an area "
        "above its sector",
        sv="en minskning större än vad källan släpper ut: avskiljning över anläggningen, en åtgärd "
        "eller ett område över sin sektor",
    ),
    reference="no measure cuts more than its source emits; captured biogenic carbon is told apart",
    mend=Words(
        en="split fossil from biogenic, or correct the claim or the source's emissions",
        sv="skilj fossilt från biogent, eller rätta utfästelsen eller källans utsläpp",
    ),
    needs={"measures": (REDUCTION,), "inventory": ("sector", "value", "unit")},
)
def claim_above_source(source: Source) -> Iterator[Found | Unchecked]:
    """Captures against the plant of the body that runs them; every claim against all emissions."""
    whole = _largest_total(source)
    for line in outlines_of(source):
        cut = read_figure(line[REDUCTION])
        if cut is None or cut.value <= 0:
            continue
        plants = (
            plants_of(source, line["responsible_body"]) if CAPTURE.search(title_of(line)) else []
        )
        if CAPTURE.search(title_of(line)) and not plants:
            yield Unchecked(
                Words(
                    en=f"{line.key}: no plant of {line['responsible_body']} is in the inventory",
                    sv=f"{line.key}: ingen anläggning hos {line['responsible_body']} finns i "
                    "inventeringen",
                )
            )
        for entry, emitted in [*plants, *([(whole, whole.figure)] if whole else [])]:
            if cut.value - cut.half <= emitted.value + emitted.half:
                continue
            values = (told("mass", cut.value), told("mass", emitted.value))
            name = entry.subsector or entry.sector
            yield Found(
                (line.at(REDUCTION), entry.line.at("value")),
                values,
                Words(
                    en=f"{title_of(line)!r} is to cut {values[0]}, but {name} emits {values[1]}",
                    sv=f"{title_of(line)!r} ska minska {values[0]}, men {name} släpper ut "
                    f"{values[1]}",
                ),
            )
            break


def _largest_total(source: Source) -> Entry | None:
    totals = [
        each
        for each in entries(source)
        if each.kind == "mass"
        and is_whole(each.sector)
        and not each.subsector
        and each.scope != "consumption"
        and "additional" not in each.quantity
    ]
    return max(totals, key=lambda one: one.figure.value, default=None)
