"""What the checks on statuses share."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["AHEAD", "STAGES", "stage"]

#: Stages of work by the words that tell them, the furthest first: one word decides.
STAGES: Final = (
    (4, r"being implemented|implementation|in operation|operational|genomför|i drift"),
    (3, r"complete|finished|adopted|klar\b|färdig|antagen|beslutad"),
    (2, r"draft|finalising|finalizing|first iteration|under revision|utkast|slutför"),
    (1, r"early|started|initiated|begun|tidig|påbörjad"),
    (0, r"not started|planned|idea|ej påbörjad|planerad"),
)


#: Words that put a stage off: what is due, or not yet, is no further than a draft.
AHEAD = re.compile(r"\b(due|not yet|expected|will be|before end|ska vara|väntas)\b", re.IGNORECASE)


def stage(text: str) -> int | None:
    """How far a status says that work has come, 0 to 4; None where no word tells it."""
    if AHEAD.search(text):
        return None
    for level, pattern in STAGES:
        if re.search(pattern, text, re.IGNORECASE):
            return level
    return None
