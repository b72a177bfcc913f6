"""What holds of the form of every file, cell and setting, by the check that says otherwise.

The reading itself finds these; they are listed here so that they can be told, and so that a
test can hold the list against what is found.
"""

from __future__ import annotations

__all__ = ["FORM_CHECKS", "FORM_WARNINGS"]

#: Checks of form, in the order in which a file is taken apart.
FORM_CHECKS = {
    "folder": "A book is a folder.",
    "file-missing": "Every table has its file.",
    "file-outside": "No file is a link to a place outside the book.",
    "file-kind": "Every file is an ordinary file.",
    "file-size": "No file is too large.",
    "file-unreadable": "Every file can be read.",
    "file-empty": "No file is empty.",
    "encoding": "Every file is UTF-8.",
    "nul": "No file holds a NUL character.",
    "byte-order-mark": "No file begins with a byte-order mark.",
    "setting-form": "The settings are TOML.",
    "setting-unknown": "Every setting is one of the form.",
    "setting-type": "Every setting has the type of the form.",
    "delimiter": "Columns are separated by commas.",
    "quotation": "Every quotation mark has its partner.",
    "column-missing": "No column that is needed is missing.",
    "column-unknown": "Every column is one of the form.",
    "column-twice": "No column stands twice.",
    "file-rows": "No table has too many rows.",
    "cell-count": "Every row has as many cells as the header line.",
    "blanks": "No cell begins or ends with a blank.",
    "formula": "No cell is a formula.",
    "control-character": "No cell holds a control character.",
    "text-length": "No text is too long.",
    "required": "No cell that is needed is empty.",
    "id-form": "Every identifier has the form of one.",
    "number-form": "Every number is one.",
    "decimal-comma": "No number has a decimal comma.",
    "not-finite": "Every number is finite.",
    "bounds": "No number is outside the bounds of its column.",
    "year-form": "Every year has four digits.",
    "year-range": "No year is impossible.",
    "yes-no": "Yes and no are written so.",
    "choice": "Every choice is one of the values allowed.",
    "list-form": "Every list separates its members by a bar, and names each once.",
}

#: Warnings about form.
FORM_WARNINGS = {
    "folder-namesake": "A name means one book: no folder here has the name of a packaged one.",
    "file-unknown": "Every file in the folder is part of the book.",
    "comment-inside": "No comment stands below the header line.",
}
