"""A contract's folder: found by name or path, read, checked, and made into a contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from citypact.book.cells import Cells, contents_of_cells
from citypact.book.contents import Contents
from citypact.book.files import unknown_files
from citypact.book.hashing import hash_contents
from citypact.book.reading import read_table
from citypact.book.settings import read_settings
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Row
from citypact.contract.checks import run_contract_checks
from citypact.contract.contract import Contract
from citypact.contract.form import MARK, contract_form
from citypact.contract.reading import make_contract
from citypact.errors import ContractError, InputError, Problem
from citypact.said import Said, joined

__all__ = [
    "ContractExamination",
    "contracts_of",
    "examine_cells",
    "examine_contract",
    "hash_contract",
    "kinds_of",
    "main_contract",
    "open_contract",
    "packaged_contracts",
]

PACKAGED = Path(__file__).parent / "packaged"
_HASH = "citypact contract 1"
#: Which of a city's contracts is meant where none is named, the first that there is.
_KINDS = ("national", "eu", "local")


@dataclass(frozen=True)
class ContractExamination:
    """Everything that was found in a folder: problems that stop it, and warnings."""

    contents: Contents | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    def contract(self, named: str) -> Contract:
        """The contract, where nothing stands in the way.

        Raises:
            ContractError: there are problems; it carries all of them, told of ``named``.
        """
        if self.problems or self.contents is None:
            raise ContractError(named, self.problems)
        return make_contract(self.contents)

    def content_hash(self, named: str) -> str:
        """Content hash of the contract, 64 hexadecimal digits.

        Raises:
            ContractError: as for :meth:`contract`.
        """
        if self.problems or self.contents is None:
            raise ContractError(named, self.problems)
        return hash_contents(self.contents, _HASH)


def packaged_contracts() -> list[str]:
    """Names of the contracts that come with the package, sorted."""
    return sorted(path.parent.name for path in PACKAGED.glob(f"*/{MARK}"))


def open_contract(name_or_path: str | Path) -> Contract:
    """Open a contract and check it whole.

    Args:
        name_or_path: the name of a packaged contract, such as ``malmo-national``, or a folder.

    Raises:
        ContractError: there is no such folder, or it has problems; it carries all of them.
    """
    return examine_contract(name_or_path).contract(str(name_or_path))


def hash_contract(name_or_path: str | Path) -> str:
    """Content hash of a contract, 64 hexadecimal digits.

    Raises:
        ContractError: as for :func:`open_contract`.
    """
    return examine_contract(name_or_path).content_hash(str(name_or_path))


def contracts_of(city: str) -> tuple[Contract, ...]:
    """The packaged contracts of a city, the national one first."""
    return tuple(open_contract(name) for name in _named(city))


def kinds_of(city: str) -> tuple[str, ...]:
    """The kinds of the contracts that :func:`contracts_of` opens, without opening them."""
    return tuple(_settings(name).text("kind") for name in _named(city))


def main_contract(city: str) -> Contract:
    """The packaged contract of a city that is meant where none is named: the national one first.

    Raises:
        InputError: no packaged contract is of that city.
    """
    own = _named(city)
    if not own:
        known = sorted({_settings(name).text("city") for name in packaged_contracts()})
        message = Said(
            "no contract of %(city)r comes with Citypact; there are contracts of %(known)s.",
            city=city,
            known=listed(known) or Said("no city"),
        )
        hint = did_you_mean(city, known)
        if hint:
            message = joined([message, hint], " ")
        raise InputError(message)
    return open_contract(own[0])


def _named(city: str) -> list[str]:
    """Names of a city's packaged contracts, by their settings alone, the national one first."""
    own = [name for name in packaged_contracts() if _settings(name).text("city") == city]
    return sorted(own, key=lambda name: (_KINDS.index(_settings(name).text("kind")), name))


def _settings(name: str) -> Row:
    return read_settings(PACKAGED / name, contract_form().settings)[0]


def examine_contract(name_or_path: str | Path) -> ContractExamination:
    """Read a contract and run every check; never raises for what is wrong with it."""
    folder = _folder(name_or_path)
    if isinstance(folder, Problem):
        return ContractExamination(None, (folder,), ())
    form = contract_form()
    settings, comments, problems = read_settings(folder, form.settings)
    files = [form.settings.file, *(table.file for table in form.tables.values())]
    warnings = unknown_files(folder, files)
    tables = {}
    for name, table in form.tables.items():
        tables[name], faults, remarks = read_table(folder, table)
        problems += faults
        warnings += remarks
    contents = Contents(settings, tables, comments)
    found, remarks = run_contract_checks(contents)
    return ContractExamination(
        contents, tuple(sorted(problems + found)), tuple(sorted(warnings + remarks))
    )


def examine_cells(settings: Cells, rows: Mapping[str, Iterable[Cells]]) -> ContractExamination:
    """Run every check on a contract whose cells stand in no folder.

    Args:
        settings: the entries of ``contract.toml`` as texts.
        rows: cells by table, in any order, as
            :func:`citypact.contract.writing.contract_rows` gives them.
    """
    contents, problems = contents_of_cells(contract_form(), settings, rows)
    found, remarks = run_contract_checks(contents)
    return ContractExamination(contents, tuple(sorted(problems + found)), tuple(sorted(remarks)))


def _folder(name_or_path: str | Path) -> Path | Problem:
    written = str(name_or_path)
    if isinstance(name_or_path, str) and written in packaged_contracts():
        return PACKAGED / written
    path = Path(written)
    if (path / MARK).exists():
        return path
    if path.is_dir():
        message = Said("this folder holds no %(mark)s", mark=MARK)
    elif path.exists():
        message = Said(
            "this is no folder: a contract is a folder with %(mark)s and tables", mark=MARK
        )
    else:
        message = Said("there is no such folder, and no packaged contract of that name")
    return Problem(
        file=written,
        row=0,
        column="",
        check="folder",
        message=message,
        allowed=Said("a folder, or one of %(known)s", known=listed(packaged_contracts())),
        mend=did_you_mean(written, packaged_contracts()) or Said("check the name or the path"),
    )
