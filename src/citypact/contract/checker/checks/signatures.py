"""What the checks on the signature page share."""

from __future__ import annotations

import re

from citypact.contract.checker.sheet import Line

__all__ = ["is_city"]


def is_city(line: Line) -> bool:
    """Whether a signatory is the municipality itself."""
    words = f"{line['phase']} {line['legal_form']} {line['legal_form_raw']} {line['organisation']}"
    return bool(re.search(r"\b(city of|municipality|kommun|stad)\b", words, re.IGNORECASE)) and (
        not re.search(r"company|bolag|owned|association", line["legal_form"], re.IGNORECASE)
    )
