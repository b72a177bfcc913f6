"""The words of a changed DOCX's proposals in the terminal, in Swedish and English."""

from __future__ import annotations

__all__ = ["DOCX_WORDS", "tell"]

#: By language, then by key; both languages have the same keys.
DOCX_WORDS: dict[str, dict[str, str]] = {
    "sv": {
        "head": "{contract}, version {version}: {count} förslag. Inget är godtaget.",
        "none": "{contract}, version {version}: inga förslag, dokumentet säger vad "
        "versionen säger.",
        "clauses": "Klausul",
        "commitments": "Åtagande",
        "added": "nytt",
        "removed": "utgår",
        "changed": "ändrat",
        "before": "var",
        "after": "blir",
        "nothing": "(inget)",
        "basis-number": "Känd på sitt nummer, märket saknas.",
        "basis-heading": "Känd på sin rubrik, märket saknas.",
        "basis-text": "Känd på sin text, märket saknas.",
        "basis-likeness": "Känd på att texten liknar, märket saknas: kontrollera.",
        "since": "Kontraktet har också ändrats här sedan dokumentet lämnades ut.",
        "notes": "Att veta",
        "note-no-marks": "Dokumentet bär inga märken. Klausuler är kända på nummer och rubrik, "
        "åtaganden på text: kontrollera varje förslag.",
        "note-no-title-mark": "Märket på titeln saknas: vilken version det är går inte att se.",
        "note-moved-on": "Version {version} har ändrats sedan dokumentet lämnades ut. Bara det som "
        "ändrats i dokumentet föreslås.",
        "note-absent": "Finns inte i dokumentet, borttaget där eller tillkommet sedan dess, och "
        "föreslås inte: {keys}",
        "note-table-unread": "En tabell bland klausulerna lästes inte.",
        "note-table-changed": "En tabell efter klausulerna har en annan form eller andra parter, "
        "och lästes inte. Parter ändras inte i dokumentet.",
        "note-rows-missing": "Rader saknas i åtagandenas tabell; åtagandena själva står kvar: "
        "{keys}",
        "note-row-unknown": "En rad i åtagandenas tabell är inget åtagande i versionen: {key}",
        "note-text-in-table": "Texten till {key} är ändrad i tabellen och lästes inte: ändra den "
        "under sin klausul.",
        "note-cell-unread": "{key}, {column}: {found!r} går inte att läsa. Tillåtet: {allowed}",
        "note-front-unread": "{count} stycken före första klausulen lästes inte.",
    },
    "en": {
        "head": "{contract}, version {version}: {count} proposals. None is accepted.",
        "none": "{contract}, version {version}: no proposals, the document says what the version "
        "says.",
        "clauses": "Clause",
        "commitments": "Commitment",
        "added": "new",
        "removed": "to go",
        "changed": "changed",
        "before": "was",
        "after": "becomes",
        "nothing": "(nothing)",
        "basis-number": "Known by its number, the mark is lost.",
        "basis-heading": "Known by its heading, the mark is lost.",
        "basis-text": "Known by its text, the mark is lost.",
        "basis-likeness": "Known by likeness of the text, the mark is lost: look at it.",
        "since": "The contract has changed here too since the document was handed out.",
        "notes": "To know",
        "note-no-marks": "The document carries no marks. Clauses are known by number and heading, "
        "commitments by text: look at every proposal.",
        "note-no-title-mark": "The mark of the title is lost: which version it is, cannot be seen.",
        "note-moved-on": "Version {version} has changed since the document was handed out. Only "
        "what was changed in the document is proposed.",
        "note-absent": "Not in the document, taken out there or added since, and not proposed: "
        "{keys}",
        "note-table-unread": "A table among the clauses was not read.",
        "note-table-changed": "A table after the clauses has another form or other parties, and "
        "was not read. Parties are not changed in the document.",
        "note-rows-missing": "Rows are missing in the table of commitments; the commitments "
        "themselves stand: {keys}",
        "note-row-unknown": "A row in the table of commitments is no commitment of the version: "
        "{key}",
        "note-text-in-table": "The text of {key} is changed in the table and was not read: change "
        "it under its clause.",
        "note-cell-unread": "{key}, {column}: {found!r} cannot be read. Allowed: {allowed}",
        "note-front-unread": "{count} paragraphs before the first clause were not read.",
    },
}


def tell(language: str, word: str, /, **values: object) -> str:
    """The words of ``word`` in ``language`` (sv or en), with ``values`` set in."""
    return DOCX_WORDS[language][word].format_map(values)
