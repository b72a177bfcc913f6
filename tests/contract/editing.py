"""A contract's folder to be changed: copied, and its cells set one by one."""

import csv
from pathlib import Path

from citypact.contract.folder import examine_contract, open_contract
from citypact.contract.writing import write_contract
from citypact.errors import Problem


class Edited:
    """A copy of the invented contract in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_contract(open_contract("template"), folder / "contract")

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
