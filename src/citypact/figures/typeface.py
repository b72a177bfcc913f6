"""The one typeface of pages, figures and documents: Source Sans 3, shipped with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["FAMILY", "folder"]

FAMILY = "Source Sans 3"


def folder() -> Path:
    """Return the folder with the typeface's files, weights 400 and 600."""
    return Path(str(files("citypact"))) / "site" / "static" / "citypact" / "fonts"
