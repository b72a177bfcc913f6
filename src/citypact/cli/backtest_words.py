"""What ``citypact backtest`` calls municipalities and sectors."""

from __future__ import annotations

from citypact.book.municipalities import all_municipalities
from citypact.book.smhi_sectors import SECTORS

__all__ = ["name_of", "title_of"]


def name_of(code: str) -> str:
    """The name of a municipality; its code where Sweden has none with it."""
    return next((one.name for one in all_municipalities() if one.code == code), code)


def title_of(sector: str) -> str:
    """The title of a sector; its id where it is none of SMHI's."""
    return next((one.title_en for one in SECTORS if one.id == sector), sector)
