"""Every text of the pages that can be translated: in code, in templates, in the book's form."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from citypact.apps.workspace.vocabulary import COLUMN, TABLE, VALUE, WORDED
from citypact.book.form import load_form

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = (REPOSITORY / "src/citypact/site", REPOSITORY / "src/citypact/apps")
CATALOGUE = REPOSITORY / "src/citypact/site/locale/sv/LC_MESSAGES/django.po"

#: What a call says, by the place of its arguments.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
#: A message: its context or nothing, its text, its plural or nothing.
Message = tuple[str | None, str, str | None]

HAS_LETTERS = re.compile(r"[A-Za-z]{2}")
#: Values of the form that read the same in every language.
UNTRANSLATED = {"CO2", "CH4", "N2O", "CO2e", "NO", "NE", "NA", "IE", "C"}


def _of_source(text: str) -> Iterator[Message]:
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
    for _, said, _, context in found:
        parts = (said,) if isinstance(said, str) else said
        yield context, parts[0], parts[1] if len(parts) > 1 else None


def in_code() -> set[Message]:
    """The messages of Python files."""
    return {
        message
        for room in ROOMS
        for path in room.rglob("*.py")
        for message in _of_source(path.read_text("utf-8"))
    }


def in_templates() -> set[Message]:
    """The messages of templates."""
    return {
        message
        for room in ROOMS
        for path in room.rglob("*.html")
        for message in _of_source(templatize(path.read_text("utf-8"), origin=str(path)))
    }


def in_form() -> set[Message]:
    """The titles of tables and columns, and the words that a cell may hold."""
    found: set[Message] = set()
    for table in load_form().tables.values():
        found.add((TABLE, table.title, None))
        for column in table.columns.values():
            found.add((COLUMN, column.title, None))
            if column.type in WORDED:
                found |= {(VALUE, word, None) for word in column.allowed if translatable(word)}
            if column.type == "yes-no":
                found |= {(VALUE, "yes", None), (VALUE, "no", None)}
    return found


def translatable(word: str) -> bool:
    """Whether a value of the form is a word, and no formula, number or key."""
    return bool(HAS_LETTERS.search(word)) and word not in UNTRANSLATED


def every() -> set[Message]:
    """All of them."""
    return in_code() | in_templates() | in_form()
