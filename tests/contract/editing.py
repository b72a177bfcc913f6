"""A contract's folder to be changed: copied, and its cells set one by one."""

import csv
from dataclasses import replace
from pathlib import Path

from citypact.contract.contract import Contract
from citypact.contract.folder import examine_contract, open_contract
from citypact.contract.local.action import Action
from citypact.contract.local.kind import Kind
from citypact.contract.writing import write_contract
from citypact.errors import Problem

#: A kind of action whose unit needs a worth, for the template's contract, which has none.
LITRES = Kind(
    "litres", "Liter", "Litres", "Liter", "Litres", "L", "electric-purchase-petrol", "petrol",
    9.1, "kWh", "exempel", "assumption", "Påhittat.", "Invented.",
)  # fmt: skip


def with_action(contract: Contract) -> Contract:
    """The contract with a kind of action, and a quantity of it in the version in force."""
    version = contract.version()
    made = replace(version.commitment["charging"], action=Action("litres", 100.0))
    commitments = tuple(made if one.id == made.id else one for one in version.commitments)
    entered = replace(version, commitments=commitments)
    return replace(
        contract,
        kinds={LITRES.id: LITRES},
        versions={**contract.versions, version.id: entered},
    )


class Edited:
    """A copy of the invented contract in a folder of its own, with one quantity promised."""

    def __init__(self, folder: Path) -> None:
        contract = with_action(open_contract("template"))
        self.folder = write_contract(contract, folder / "contract")

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def set(self, table: str, column: str, value: str, **where: str) -> None:
        """Set one cell of the one row that ``where`` tells."""
        rows = self.rows(table)
        found = [row for row in rows if all(row[name] == one for name, one in where.items())]
        assert len(found) == 1, (table, where)
        found[0][column] = value
        self.write(table, rows)

    def problems(self) -> tuple[Problem, ...]:
        return examine_contract(self.folder).problems

    def warnings(self) -> tuple[Problem, ...]:
        return examine_contract(self.folder).warnings
