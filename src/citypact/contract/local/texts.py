"""Whether what a company writes can stand in a cell of a contract."""

from __future__ import annotations

from citypact.book.reading import check_cell
from citypact.book.values import CellFault
from citypact.contract.form import contract_form

__all__ = ["text_fault"]


def text_fault(table: str, column: str, text: str) -> CellFault | None:
    """What keeps a text, without the blanks around it, out of a column; None where nothing does.

    Args:
        table: name of the table, such as ``parties``.
        column: name of a column of text, such as ``title_sv``.
        text: as it was written; an empty one is none.
    """
    written = text.strip()
    if not written:
        return None
    try:
        check_cell(contract_form().tables[table].columns[column], written)
    except CellFault as fault:
        return fault
    return None
