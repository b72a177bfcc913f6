"""A local contract as a person reads it in a terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence

from citypact.cli.contract_words import tell
from citypact.cli.grid import grid
from citypact.cli.local_table import Line
from citypact.cli.paragraph import paragraph
from citypact.cli.summary import figure
from citypact.cli.words import title_of
from citypact.contract.contract import Contract
from citypact.contract.local.contribution import Contribution
from citypact.contract.local.follow_up import FollowUp
from citypact.model.city import City

__all__ = ["local_summary"]


def local_summary(
    contract: Contract,
    city: City,
    found: Contribution,
    followed: FollowUp,
    rows: Sequence[Line],
    language: str,
) -> str:
    """The contract as text, in ``language`` (sv or en): sums, areas, kinds, reports, companies."""
    parts = [
        _heading(contract, city, found, language),
        _areas(contract, city, found, language),
        _kinds(contract, found, language),
        _reports(followed, language),
        _companies(rows, language),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _heading(contract: Contract, city: City, found: Contribution, language: str) -> list[str]:
    note = contract.note_sv if language == "sv" else contract.note_en
    lines = [title_of(contract, language), *paragraph(note), ""]
    kt = {
        name: figure(value, language)
        for name, value in (
            ("alone", found.alone),
            ("overlap", found.overlap),
            ("on_top", found.on_top),
        )
    }
    target = title_of(city.targets[found.target], language)
    lines += paragraph(tell(language, "local-sum", year=found.year, **kt))
    if found.closed is not None:
        median, low, high = (
            f"{figure(100.0 * value, language)} %"
            for value in (found.closed.median, found.closed.p05, found.closed.p95)
        )
        said = tell(language, "local-closed", target=target, median=median, span=f"{low}–{high}")
        lines += paragraph(said)
    return lines


def _areas(contract: Contract, city: City, found: Contribution, language: str) -> list[str]:
    count: dict[str, int] = {}
    for party in contract.parties.values():
        count[party.area] = count.get(party.area, 0) + 1
    rows = [(tell(language, "by-area"), *tell(language, "local-area-columns").split("|"))]
    for area in sorted(count, key=lambda name: (-found.by_area.get(name, 0.0), name)):
        name = title_of(city.areas[area], language) if area in city.areas else area or "–"
        kt = figure(found.by_area.get(area), language, 2)
        rows.append((f"  {name}", str(count[area]), kt))
    rows.append(
        (tell(language, "sum"), str(sum(count.values())), figure(found.on_top, language, 2))
    )
    return grid(rows)


def _kinds(contract: Contract, found: Contribution, language: str) -> list[str]:
    rows = [(tell(language, "local-kinds"), *tell(language, "local-kind-columns").split("|"))]
    for name, promised in found.promised.items():
        kind = contract.kinds[name]
        full = f"{figure(100.0 * promised.quantity / promised.full, language, 0)} %"
        rows.append(
            (
                f"  {title_of(kind, language)}",
                str(promised.companies),
                f"{figure(promised.quantity, language, 0)} {kind.unit}",
                full if promised.full > 0.0 else "–",
            )
        )
    return grid(rows)


def _reports(followed: FollowUp, language: str) -> list[str]:
    said = ", ".join(
        f"{tell(language, f'status-{name}')} {count}" for name, count in followed.count.items()
    )
    return paragraph(tell(language, "local-reports", year=followed.year, said=said))


def _companies(rows: Sequence[Line], language: str) -> list[str]:
    """One line a company: how many promises, and their quick estimate."""
    own: dict[str, list[Line]] = {}
    for row in rows:
        own.setdefault(row.party, []).append(row)
    table = [(tell(language, "local-companies"), *tell(language, "local-columns").split("|"))]
    for several in own.values():
        known = [row.kt for row in several if row.kt is not None]
        kt = figure(1000.0 * math.fsum(known) if known else None, language)
        size = tell(language, f"size-{several[0].size}") if several[0].size else "–"
        table.append((f"  {title_of(several[0], language)}", size, str(len(several)), kt))
    return grid(table, texts=2)
