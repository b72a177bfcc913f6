"""A copy of the invented city's book that a test may spoil, cell by cell."""

import csv
import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from citypact.book import examine_book
from citypact.book.book import PACKAGED
from citypact.book.form import load_form
from citypact.errors import Problem


class Draft:
    """A folder with a book, and the few ways of spoiling it that tests need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(PACKAGED / "template", folder)

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def read(self, table: str) -> tuple[list[str], list[str], list[dict[str, str]]]:
        """Comment lines, columns and rows of a table."""
        lines = self.path(table).read_text("utf-8").split("\n")
        comments = [line for line in lines if line.startswith("#")]
        reader = csv.DictReader(lines[len(comments) :])
        return comments, list(reader.fieldnames or []), list(reader)

    def write(self, table: str, columns: list[str], rows: list[dict[str, str]]) -> None:
        comments = self.read(table)[0]
        stream = io.StringIO()
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        head = "".join(f"{comment}\n" for comment in comments)
        self.path(table).write_text(head + stream.getvalue(), "utf-8", newline="")

    def line(self, table: str, key: str) -> int:
        """The line on which the first row with a key stands, as an editor counts."""
        comments, _, rows = self.read(table)
        return next(
            len(comments) + 2 + index for index, row in enumerate(rows) if _key(table, row) == key
        )

    def header(self, table: str) -> int:
        """The line on which the header stands."""
        return len(self.read(table)[0]) + 1

    def change(self, table: str, key: str, **cells: str) -> None:
        """Write other cells into the row with a key."""
        _, columns, rows = self.read(table)
        row = next(row for row in rows if _key(table, row) == key)
        row.update(cells)
        self.write(table, columns, rows)

    def add(self, table: str, **cells: str) -> None:
        _, columns, rows = self.read(table)
        self.write(table, columns, [*rows, cells])

    def drop(self, table: str, key: str) -> None:
        _, columns, rows = self.read(table)
        kept = [row for row in rows if _key(table, row) != key]
        assert len(kept) < len(rows)
        self.write(table, columns, kept)

    def keep(self, table: str, *keys: str) -> None:
        """Take away every row but those with ``keys``."""
        _, columns, rows = self.read(table)
        self.write(table, columns, [row for row in rows if _key(table, row) in keys])

    def clear(self, *tables: str) -> None:
        """Take away every row of some tables."""
        for table in tables:
            self.keep(table)

    def setting(self, name: str, value: str | None) -> None:
        """Write a setting as it stands after the equals sign; None takes it away."""
        path = self.folder / "book.toml"
        lines = [
            line
            for line in path.read_text("utf-8").split("\n")
            if not line.startswith(f"{name} = ") and line
        ]
        if value is not None:
            lines.append(f"{name} = {value}")
        path.write_text("\n".join(lines) + "\n", "utf-8")

    def setting_line(self, name: str) -> int:
        lines = (self.folder / "book.toml").read_text("utf-8").split("\n")
        return next(i for i, line in enumerate(lines, 1) if line.startswith(f"{name} = "))

    def problems(self) -> list[Problem]:
        return list(examine_book(self.folder).problems)

    def warnings(self) -> list[Problem]:
        return list(examine_book(self.folder).warnings)


def _key(table: str, row: Mapping[str, str]) -> str:
    return ":".join(row.get(name, "") for name in load_form().tables[table].key)


@dataclass(frozen=True)
class Fault:
    """A way to spoil a book, and the one thing that is then to be said about it.

    ``at`` is the key of the row, or its line where it cannot be found by key.
    """

    spoil: Callable[[Draft], None]
    check: str
    file: str
    at: str | int
    column: str
    found: str
    mend: str
    message: str = ""
    allowed: str = ""

    def hold(self, draft: Draft, *, warning: bool = False) -> None:
        """Spoil the book, and hold what is said against what is to be said."""
        before = draft.warnings() if warning else []
        self.spoil(draft)
        found = draft.warnings() if warning else draft.problems()
        new = [problem for problem in found if problem not in before]
        assert len(new) == 1, "\n".join(str(problem) for problem in new) or "nothing was said"
        problem = new[0]
        assert (problem.check, problem.file, problem.column, problem.found) == (
            self.check,
            self.file,
            self.column,
            self.found,
        )
        assert problem.row == self._row(draft)
        assert self.mend in problem.mend
        assert self.message in problem.message
        assert self.allowed in problem.allowed

    def _row(self, draft: Draft) -> int:
        if isinstance(self.at, int):
            return self.at
        if self.file == "book.toml":
            return draft.setting_line(self.at)
        return draft.line(self.file.removesuffix(".csv"), self.at)


def nothing_used(draft: Draft) -> None:
    """Take away measures and all that is used, so that nothing emits."""
    draft.setting("contract", None)
    draft.keep("scenarios", "reference")
    tables = "assets claims effects flows funding household_changes measures milestones"
    draft.clear(*tables.split(), "scenario_measures", "uses")
