"""Files that a reader takes along: made once, when the city is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from citypact.apps.workspace.places import WORKBOOK
from citypact.apps.workspace.prepared import PreparedFile
from citypact.book import Book
from citypact.documents import write_investment_plan
from citypact.figures import Context

__all__ = ["files_to_take_along"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def files_to_take_along(book: Book, context: Context) -> Iterator[PreparedFile]:
    """The investment plan as a workbook, where there is one."""
    contract = context.contract
    if context.basis is None or contract is None:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / WORKBOOK
        write_investment_plan(book, context.city, contract, path)
        yield PreparedFile(WORKBOOK, _XLSX, path.read_bytes())
