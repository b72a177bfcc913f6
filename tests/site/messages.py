"""Every text of the pages that can be translated: in code, templates, forms, and below the site."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from citypact.apps.workspace.vocabulary import COLUMN, TABLE, VALUE, WORDED
from citypact.book.form import COLUMN as SAID_COLUMN
from citypact.book.form import DESCRIPTION, Column, load_form
from citypact.contract.form import contract_form

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = (REPOSITORY / "src/citypact/site", REPOSITORY / "src/citypact/apps")
#: Rooms without web framework whose sentences a page shows, and where the makers of them live.
BELOW = ("errors.py", "book", "contract", "model")
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

PLACE = re.compile(r"%\(\w+\)\.?\d*[a-z]")
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


def _sources() -> Iterator[Path]:
    for name in BELOW:
        place = REPOSITORY / "src/citypact" / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def templates() -> Iterator[tuple[str, ast.Call]]:
    """Every call below the site that makes a sentence, with its template.

    Raises:
        ValueError: a template is not written where it is used, so that nobody could translate it.
    """
    for path in _sources():
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) != "Said":
                continue
            if any(word.arg == "context" for word in call.keywords):
                continue  # the words of a form, see below
            match call.args:
                case [ast.Constant(value=str(template))]:
                    yield template, call
                case _:
                    message = f"{path}, line {call.lineno}: the template is no plain text"
                    raise ValueError(message)


def below() -> set[Message]:
    """The sentences of the rooms without web framework."""
    return {
        (None, template, None)
        for template, _ in templates()
        if HAS_LETTERS.search(PLACE.sub("", template))
    }


def columns() -> Iterator[Column]:
    """Every column of a city book and of a contract."""
    for form in (load_form(), contract_form()):
        for table in (form.settings, *form.tables.values()):
            yield from table.columns.values()


def in_problems() -> set[Message]:
    """The words of the forms that a problem sets into its sentence."""
    titles = {(SAID_COLUMN, column.said.template, None) for column in columns()}
    asked = {
        (DESCRIPTION, column.asked_for.template, None) for column in columns() if column.required
    }
    return titles | asked


def translatable(word: str) -> bool:
    """Whether a value of the form is a word, and no formula, number or key."""
    return bool(HAS_LETTERS.search(word)) and word not in UNTRANSLATED


def every() -> set[Message]:
    """All of them."""
    return in_code() | in_templates() | in_form() | in_problems() | below()
