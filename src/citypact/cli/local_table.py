"""A local contract as rows: a promised quantity a row, and a roadmap a row without quantity."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from citypact.book import Book
from citypact.contract.contract import Contract
from citypact.contract.link import require_linked
from citypact.contract.local.answer import estimates
from citypact.contract.local.carrying import yardsticks_of
from citypact.contract.local.follow_up import status
from citypact.contract.outlook import contract_outlook
from citypact.contract.version import Version

__all__ = ["Line", "local_table", "table_rows"]


@dataclass(frozen=True, slots=True)
class Line:
    """One promise of one company; what does not apply is None.

    ``kt`` is the quick estimate: quantity times what one unit cuts in the model, in the target's
    year, kt a year.
    """

    party: str
    title_sv: str
    title_en: str
    number: str
    area: str
    size: str
    commitment: str
    kind: str
    quantity: float | None
    unit: str
    due: int | None
    strength: str
    kt: float | None
    status: str
    done: float | None

    def to_json(self) -> dict[str, object]:
        """The columns by name."""
        return asdict(self)


def table_rows(
    contract: Contract, version: Version, book: Book, year: int, area: str = ""
) -> list[Line]:
    """Every promise of a version, of one area or of all, in the order of the contract."""
    require_linked(contract, version, book)
    seen = contract_outlook(book, version, 1)
    known = yardsticks_of(contract, version, seen)
    kt = {each.commitment: each.kt for each in estimates(version.commitments, known, seen.year)}
    found = []
    for each in version.commitments:
        party, action = contract.parties[each.party], each.action
        if area and party.area != area:
            continue
        reports = [one for one in action.reports if one.year <= year] if action else []
        found.append(
            Line(
                party=party.id,
                title_sv=party.title_sv,
                title_en=party.title_en,
                number=party.number,
                area=party.area,
                size=party.size,
                commitment=each.id,
                kind=action.kind if action else "",
                quantity=action.quantity if action else None,
                unit=contract.kinds[action.kind].unit if action else "",
                due=each.due,
                strength=each.strength,
                kt=kt.get(each.id),
                status=status(each, year) if action else "",
                done=reports[-1].done if reports else None,
            )
        )
    return found


def local_table(rows: Sequence[Line]) -> str:
    """The rows as CSV: UTF-8, comma, decimal point, a header line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in fields(Line)])
    writer.writerows(
        ["" if value is None else value for value in asdict(row).values()] for row in rows
    )
    return stream.getvalue()
