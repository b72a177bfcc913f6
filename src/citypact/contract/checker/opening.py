"""Finding and opening what is checked: a contract, a city book, or any city's tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from citypact.book import Book
from citypact.book.files import read_text
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.writing import render_book
from citypact.contract.checker.sheet import Sheet, read_sheet, sheet_of
from citypact.contract.checker.source import Source
from citypact.contract.contract import Contract
from citypact.contract.writing import render_contract
from citypact.errors import ContractError, InputError, Problem
from citypact.said import Said, as_written

__all__ = ["TABLES", "open_source", "source_of"]

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
    ("accepted_findings", "accepted_findings", {}),
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
#: Of a city's book, what contracts refer to, and the name of its first column.
_REFERRED_TO: Final = (("measures", "measure_id"), ("indicators", "indicator_id"))
_PACKAGED = {
    "contract.toml": Path(__file__).parents[1] / "packaged",
    "book.toml": Path(__file__).parents[2] / "book" / "packaged",
}


def open_source(name: str | Path, version: str = "") -> Source:
    """Open what is to be checked.

    Args:
        name: a packaged contract, a city whose book comes with Citypact, or a folder: of a
            contract, of a city book, or of tables.
        version: of a contract, the one that is checked; empty for the latest.

    Raises:
        ContractError: there is nothing of that name, or a table cannot be read; it carries every
            problem.
        InputError: the contract has no such version, or what is checked has none at all.
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
        if (folder / f"{file}.csv").exists():
            sheet, faults = read_sheet(folder, f"{file}.csv", names)
            problems += faults
            sheets |= {table: sheet} if sheet is not None else {}
    if not sheets and not problems:
        problems = [_no_tables(str(name))]
    if problems:
        raise ContractError(str(name), sorted(problems))
    if kind == "contract":
        city = re.search(r'(?m)^city = "([\w.-]+)"', read_text(folder, "contract.toml")[0])
        sheets = _of_version(sheets, version) | _book_of(city.group(1) if city else "")
    elif version:
        message = Said(
            "%(name)s has no versions, so that %(version)r cannot be one: leave it out",
            name=str(name),
            version=version,
        )
        raise InputError(message)
    return Source(str(name), kind, sheets)


def source_of(contract: Contract, version: str = "", book: Book | None = None) -> Source:
    """One version of a contract as it stands in memory, as its folder would be opened.

    Args:
        contract: that the version belongs to.
        version: the one that is checked; empty for the latest.
        book: of its city; where none is given, the one that comes with Citypact.

    Raises:
        InputError: the contract has no such version.
    """
    files = render_contract(contract)
    sheets: dict[str, Sheet] = {}
    for file, table, names in _CONTRACT:
        sheet, faults = sheet_of(f"{file}.csv", files[f"{file}.csv"], names)
        assert not faults, faults  # noqa: S101  what is rendered can be read
        sheets |= {table: sheet} if sheet is not None else {}
    own = _book_of(contract.city) if book is None else _sheets_of(book)
    return Source(contract.id, "contract", _of_version(sheets, version) | own)


def _of_version(sheets: Mapping[str, Sheet], name: str) -> dict[str, Sheet]:
    """The sheets with the rows of one version only."""
    versions = sheets["versions"].lines if "versions" in sheets else ()
    known = {line["id"]: line["year"] for line in versions}
    if name and name not in known:
        message = Said(
            "there is no version %(name)r; there are: %(known)s",
            name=name,
            known=listed(sorted(known)) or Said("none"),
        )
        raise InputError(message)
    chosen = name or max(known, key=lambda one: (known[one], one), default="")
    found = {}
    for table, sheet in sheets.items():
        column = "id" if table == "versions" else "version"
        own = tuple(line for line in sheet.lines if line[column] == chosen)
        found[table] = replace(sheet, lines=own) if column in sheet.columns else sheet
    return found


def _book_of(city: str) -> dict[str, Sheet]:
    """What a contract may refer to, where its city's book comes with Citypact."""
    home = _PACKAGED["book.toml"] / (city or "-")
    found: dict[str, Sheet] = {}
    for file, column in _REFERRED_TO:
        if (home / f"{file}.csv").exists():
            sheet, _ = read_sheet(home, f"{file}.csv", {"id": column})
            found |= {f"book_{file}": sheet} if sheet is not None else {}
    return found


def _sheets_of(book: Book) -> dict[str, Sheet]:
    """The same of a book in memory."""
    files = render_book(book)
    found: dict[str, Sheet] = {}
    for file, column in _REFERRED_TO:
        sheet, _ = sheet_of(f"{file}.csv", files[f"{file}.csv"], {"id": column})
        found |= {f"book_{file}": sheet} if sheet is not None else {}
    return found


def _folder(name: str | Path) -> Path:
    written = str(name)
    for mark, home in _PACKAGED.items():
        if re.fullmatch(r"[\w.-]+", written) and (home / written / mark).exists():
            return home / written
    if Path(written).is_dir():
        return Path(written)
    # A book and a contract may have one name.
    known = sorted(
        {path.parent.name for mark, home in _PACKAGED.items() for path in home.glob(f"*/{mark}")}
    )
    message = (
        Said("this is no folder, and nothing of that name comes with Citypact")
        if Path(written).exists()
        else Said("there is no such folder, and nothing of that name comes with Citypact")
    )
    hint = did_you_mean(written, known)
    raise ContractError(
        written,
        [
            Problem(
                written,
                0,
                "",
                "folder",
                message,
                allowed=Said("a folder of tables, or one of %(names)s", names=", ".join(known)),
                mend=hint or Said("check the name or the path"),
            )
        ],
    )


def _no_tables(name: str) -> Problem:
    return Problem(
        name,
        0,
        "",
        "folder",
        Said("the folder holds none of the tables that are checked"),
        allowed=as_written(", ".join(f"{table}.csv" for table in TABLES)),
        mend=Said("name the folder that the tables are in"),
    )
