"""What is checked: a contract's folder, a city book, or a folder of any city's tables.

All three become the same sheets, so that a check need not know which it looks at. The tables and
columns are known by the names of extracted Climate City Contract tables; those of contracts and
city books are read under these names, and told by their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from citypact.book.files import read_text
from citypact.book.suggestion import did_you_mean
from citypact.contract.checker.sheet import Line, Sheet, read_sheet
from citypact.errors import ContractError, Problem

__all__ = ["TABLES", "Source", "open_source"]

T = TypeVar("T")

#: The tables of a folder of tables that checks look at.
TABLES: Final = (
    "inventory", "emission_factors", "emissions_gap", "targets", "transition_areas", "measures",
    "impact_pathways", "indicators", "policies", "barriers", "stakeholders",
    "governance_interventions", "social_innovation", "financing", "signatories",
    "commitments_national", "contract_structure", "systems_named", "organisations",
    "context_figures",
)  # fmt: skip

#: Of contracts: file, the name that checks know it by, and the columns that have other names.
_CONTRACT: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("versions", "versions", {}),
    ("parties", "parties", {}),
    ("clauses", "contract_structure", {"id": "clause", "party": "responsible_party"}),
    (
        "commitments",
        "commitments_national",
        {"id": "commitment_id", "strength": "modality", "due": "target_date"},
    ),
    ("commitment_measures", "commitment_measures", {}),
    ("commitment_indicators", "commitment_indicators", {}),
    ("annexes", "annexes", {}),
    ("sources", "sources", {}),
)
#: Of city books, likewise.
_BOOK: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    (
        "measures",
        "measures",
        {"id": "measure_id", "area": "area_id", "responsible": "responsible_body"},
    ),
    (
        "indicators",
        "indicators",
        {
            "id": "indicator_id", "title_en": "name_en", "title_sv": "name_sv", "area": "area_id",
            "definition_en": "definition", "unit_text_en": "unit",
        },
    ),
    (
        "factors",
        "emission_factors",
        {"carrier": "name_en", "value": "value_raw", "unit": "unit_raw"},
    ),
    ("transition_areas", "transition_areas", {"id": "area_id"}),
    ("claims", "claims", {}),
    ("sources", "sources", {}),
)  # fmt: skip
_PACKAGED = {
    "contract.toml": Path(__file__).parents[1] / "packaged",
    "book.toml": Path(__file__).parents[2] / "book" / "packaged",
}


@dataclass(frozen=True, eq=False)
class Source:
    """Tables to be checked.

    Attributes:
        name: as it was asked for.
        kind: ``contract``, ``book`` or ``tables``.
        sheets: by the name that checks know them by; a table that is absent is not there.
        folder: where they are.
    """

    name: str
    kind: str
    sheets: Mapping[str, Sheet]
    folder: Path
    _kept: dict[Hashable, object] = field(default_factory=dict, repr=False)

    def lines(self, table: str) -> tuple[Line, ...]:
        """Rows of a table; none where it is absent."""
        sheet = self.sheets.get(table)
        return sheet.lines if sheet else ()

    def kept(self, key: Hashable, make: Callable[[Source], T]) -> T:
        """What ``make`` makes of this source, made once."""
        if key not in self._kept:
            self._kept[key] = make(self)
        return self._kept[key]  # type: ignore[return-value]  # what was made under this key

    @property
    def year(self) -> int | None:
        """The year of the document: of the version that is checked, or of the code of its source.

        Rows of tables name their document first, as in ``KK2023 3.1 (L59)``.
        """
        own = [line["year"] for line in self.lines("versions")]
        written = own or [
            match.group(1)
            for line in self.lines("commitments_national")
            if (match := re.match(r"[A-ZÅÄÖa-zåäö-]+(20\d\d)\b", line["source"]))
        ]
        years = [int(each) for each in written if each.isdigit()]
        return max(years, default=None)


def open_source(name: str | Path) -> Source:
    """Open what is to be checked.

    Args:
        name: a packaged contract, a city whose book comes with Citypact, or a folder: of a
            contract, of a city book, or of tables.

    Raises:
        ContractError: there is nothing of that name, or a table cannot be read; it carries every
            problem.
    """
    folder = _folder(name)
    if (folder / "contract.toml").exists():
        kind, wanted = "contract", _CONTRACT
    elif (folder / "book.toml").exists():
        kind, wanted = "book", _BOOK
    else:
        kind, wanted = "tables", tuple((table, table, {}) for table in TABLES)
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    for file, table, names in wanted:
        if not (folder / f"{file}.csv").exists():
            continue
        sheet, faults = read_sheet(folder, f"{file}.csv", names)
        problems += faults
        if sheet is not None:
            sheets[table] = sheet
    if kind == "contract" and "commitments_national" in sheets:
        sheets |= _book_of(folder)
    if not sheets and not problems:
        problems = [_no_tables(str(name))]
    if problems:
        raise ContractError(str(name), sorted(problems))
    return Source(str(name), kind, sheets, folder)


def _book_of(folder: Path) -> dict[str, Sheet]:
    """What a contract may refer to, where its city's book comes with Citypact."""
    city = re.search(r'(?m)^city = "([\w.-]+)"', read_text(folder, "contract.toml")[0])
    home = _PACKAGED["book.toml"] / (city.group(1) if city else "-")
    found = {}
    for file, column in (("measures", "measure_id"), ("indicators", "indicator_id")):
        if (home / f"{file}.csv").exists():
            sheet, _ = read_sheet(home, f"{file}.csv", {"id": column})
            if sheet is not None:
                found[f"book_{file}"] = sheet
    return found


def _folder(name: str | Path) -> Path:
    written = str(name)
    for mark, home in _PACKAGED.items():
        if re.fullmatch(r"[\w.-]+", written) and (home / written / mark).exists():
            return home / written
    if Path(written).is_dir():
        return Path(written)
    known = sorted(
        path.parent.name for mark, home in _PACKAGED.items() for path in home.glob(f"*/{mark}")
    )
    message = "this is no folder" if Path(written).exists() else "there is no such folder"
    hint = did_you_mean(written, known)
    raise ContractError(
        written,
        [
            Problem(
                written,
                0,
                "",
                "folder",
                f"{message}, and nothing of that name comes with Citypact",
                allowed=f"a folder of tables, or one of {', '.join(known)}",
                mend=hint or "check the name or the path",
            )
        ],
    )


def _no_tables(name: str) -> Problem:
    return Problem(
        name,
        0,
        "",
        "folder",
        "the folder holds none of the tables that are checked",
        allowed=", ".join(f"{table}.csv" for table in TABLES),
        mend="name the folder that the tables are in",
    )
