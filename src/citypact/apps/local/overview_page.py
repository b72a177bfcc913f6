"""What a local contract adds up to, for everybody: sums, and of no fewer than five companies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from citypact.apps.local.kept import Local
from citypact.apps.local.models import LocalSum
from citypact.apps.local.words import number_in
from citypact.contract.local.answer import LEAST
from citypact.figures.numbers import write_number, write_quantity, write_range

__all__ = ["AreaLine", "KindLine", "Overview", "overview"]

_DASH: Final = "–"


@dataclass(frozen=True)
class AreaLine:
    """A transition area: how many companies, and what they add on top."""

    id: str
    title: str
    companies: int
    kt: str


@dataclass(frozen=True)
class KindLine:
    """A kind of action: how many promise it, how much, and what part that is."""

    title: str
    companies: int
    quantity: str
    of_full: str
    remark: str


@dataclass(frozen=True)
class Overview:
    """What is said of the whole contract.

    Attributes:
        closed: share of the gap that the companies close on top; empty before the first sum.
        sentences: the sum, its band, and what is counted once.
        areas: by transition area.
        kinds: by kind of action.
        method: what the sum rests on.
        stale: how many companies have signed up or left since; 0 where it is of today.
    """

    closed: str
    sentences: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    kinds: tuple[KindLine, ...]
    method: str
    stale: bool


def overview(local: Local, found: LocalSum | None, language: str) -> Overview:
    """Set the sum in words; to be called with the language switched on.

    Args:
        local: the contract.
        found: what it contributes, as it was last computed; None before.
        language: of the page.
    """
    document: Mapping[str, Any] = found.document if found is not None else {}  # Any: JSON
    counts = Counter(each.area for each in local.companies)
    return Overview(
        closed=_closed(document, language),
        sentences=_sentences(document, language) if document else (),
        areas=tuple(_areas(local, counts, document, language)),
        kinds=tuple(_kinds(local, document, language)),
        method=_method(document, found, language) if document and found else "",
        stale=found is None or found.revision != local.kept.revision,
    )


def _closed(document: Mapping[str, Any], language: str) -> str:  # Any: JSON
    closed = document.get("closed")
    return write_number(closed["median"], "fraction", language) if closed else ""


def _sentences(document: Mapping[str, Any], language: str) -> tuple[str, ...]:  # Any: JSON
    closed = document["closed"]
    said = []
    if closed:
        said.append(
            _(
                "With decided policy alone %(gap)s is missing in %(year)s. The companies close "
                "%(closed)s of it beyond what the city’s own contracts carry; in nine cases of ten "
                "%(span)s."
            )
            % {
                "gap": write_number(document["gap"], "kt", language),
                "year": document["year"],
                "closed": write_number(closed["median"], "fraction", language),
                "span": write_range(closed["p05"], closed["p95"], "fraction", language),
            }
        )
    overlap = _(
        "If nobody else promised anything they would cut %(alone)s a year; %(overlap)s of that the "
        "city’s own contracts carry already and is counted once, so that %(on_top)s comes on top."
    )
    said.append(
        overlap
        % {
            name: write_number(document[name], "kt", language)
            for name in ("alone", "overlap", "on_top")
        }
    )
    return tuple(said)


def _areas(
    local: Local,
    counts: Mapping[str, int],
    document: Mapping[str, Any],  # Any: JSON
    language: str,
) -> list[AreaLine]:
    by_area = document.get("by_area", {})
    lines = []
    for area, titles in local.areas.items():
        told = area in by_area and counts.get(area, 0) >= LEAST
        kt = write_number(by_area[area], "kt", language) if told else _DASH
        lines.append(AreaLine(area, titles[language == "en"], counts.get(area, 0), kt))
    return lines


def _kinds(local: Local, document: Mapping[str, Any], language: str) -> list[KindLine]:  # Any: JSON
    lines = []
    for name, each in document.get("promised", {}).items():
        kind = local.contract.kinds.get(name)
        if kind is None or each["companies"] < LEAST:
            continue
        of_full, remark = _of_full(each, language)
        lines.append(
            KindLine(
                title=kind.title_sv if language == "sv" else kind.title_en,
                companies=each["companies"],
                quantity=write_quantity(each["quantity"], kind.unit, language),
                of_full=of_full,
                remark=remark,
            )
        )
    return sorted(lines, key=lambda each: each.title.casefold())


def _of_full(promised: Mapping[str, Any], language: str) -> tuple[str, str]:  # Any: JSON
    """How much of the measure is promised, and what is said of what goes beyond all of it."""
    if not promised["full"]:
        return _DASH, ""
    part = promised["quantity"] / promised["full"]
    told = write_number(min(part, 1.0), "fraction", language)
    if part <= 1.0:
        return told, ""
    more = write_number(part - 1.0, "fraction", language)
    return told, _("%(more)s is promised beyond all of it, and is not counted.") % {"more": more}


def _method(document: Mapping[str, Any], found: LocalSum, language: str) -> str:  # Any: JSON
    said = _(
        "%(companies)s companies, %(draws)s draws, seed %(seed)s, city book %(book)s. Counted "
        "beside: %(beside)s."
    )
    return said % {
        "companies": found.companies,
        "draws": number_in(document["draws"], language),
        "seed": document["seed"],
        "book": found.book_hash[:12],
        "beside": ", ".join(document["beside"]) or _DASH,
    }
