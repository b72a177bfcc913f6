"""The words of the checker in the terminal, in Swedish and English."""

from __future__ import annotations

__all__ = ["CHECK_WORDS"]

#: By language, then by key; both languages have the same keys.
CHECK_WORDS: dict[str, dict[str, str]] = {
    "sv": {
        "head": "{source}: {count} fynd",
        "error": "Fel",
        "warning": "Varningar",
        "note": "Anmärkningar",
        "and": "och",
        "mend": "Åtgärda",
        "not-checked": "Inte kontrollerat",
        "accepted": "Godtagna",
        "because": "eftersom",
    },
    "en": {
        "head": "{source}: {count} findings",
        "error": "Errors",
        "warning": "Warnings",
        "note": "Notes",
        "and": "and",
        "mend": "Mend",
        "not-checked": "Not checked",
        "accepted": "Accepted",
        "because": "because",
    },
}
