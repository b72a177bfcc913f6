"""The form of a contract's folder, as data: see ``schema.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from citypact.book.form import Form, read_form

__all__ = ["MARK", "contract_form"]

#: The file by which a folder is known as a contract.
MARK = "contract.toml"


@cache
def contract_form() -> Form:
    """Return the form that this version of Citypact reads and writes, made once."""
    text = files("citypact.contract").joinpath("schema.toml").read_text(encoding="utf-8")
    return read_form(text, "contract", "Which contract it is, and of which city.")
