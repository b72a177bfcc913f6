"""What the checks on energy in words share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.figure import Figure

__all__ = ["NUMBERS", "SOURCES", "energies"]

SOURCES: Final = {
    "solar": r"solar|\bsol(el|energi|celler)?\b",
    "wind": r"wind|vind",
    "biogas": r"biogas",
    "storage": r"batter|storage|lagr",
    "district heat": r"district heat|fjärrvärme",
    "hydrogen": r"hydrogen|vätgas",
}


#: Number words, Swedish and English.
NUMBERS: Final = {
    word: value
    for value, words in enumerate(
        ("one en ett", "two två", "three tre", "four fyra", "five fem", "six sex", "seven sju",
         "eight åtta", "nine nio", "ten tio", "eleven elva", "twelve tolv"), start=1
    )
    for word in words.split()
}  # fmt: skip


def energies(text: str) -> Iterator[tuple[str, Figure, str]]:
    """Amounts of energy in a text, each with the source named before it and its words."""
    named = sorted(
        (match.start(), name)
        for name, pattern in SOURCES.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    )
    for amount in amounts(text):
        before = [name for start, name in named if start < amount.start]
        if amount.kind == "energy" and before:
            yield before[-1], amount.figure, amount.text
