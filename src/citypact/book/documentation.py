"""The description of the city book, in Markdown, made from the form and the list of checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citypact.book.checks import CHECKS
from citypact.book.files import LARGEST_FILE
from citypact.book.form import Column, TableForm, load_form
from citypact.book.form_checks import FORM_CHECKS, FORM_WARNINGS
from citypact.book.reading import LONGEST_TEXT, MOST_ROWS
from citypact.book.values import FIRST_YEAR, LAST_YEAR
from citypact.units import KINDS

__all__ = ["document"]

_QUANTITY_COLUMNS = (
    "value",
    "unit",
    "source",
    "source_detail",
    "quality",
    "distribution",
    "low",
    "high",
    "group",
    "note_sv",
    "note_en",
)


def document() -> str:
    """The description of the city book, in Markdown: settings, tables, units, checks."""
    form = load_form()
    quantity = next(table for table in form.tables.values() if table.quantity == "kt")
    parts = [
        _HEAD,
        _RULES.format(
            format=form.format,
            size=f"{LARGEST_FILE / 1e6:.0f} MB",
            rows=f"{MOST_ROWS:,}".replace(",", " "),
            text=f"{LONGEST_TEXT:,}".replace(",", " "),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        ),
        "## Settings: `book.toml`\n",
        _columns(form.settings.columns.values()),
        "## The columns of every quantity\n",
        _QUANTITIES,
        _columns(quantity.columns[name] for name in _QUANTITY_COLUMNS),
        "## Tables\n",
        *(_table(table) for table in form.tables.values()),
        _units(),
        _checks(),
    ]
    return "\n".join(parts)


_HEAD = """\
# The city book

A city book is a folder with one file of settings, `book.toml`, and one CSV table a noun. It
holds everything that the model needs to know of one city. This page is made from the schema
that books are read with.
"""

_RULES = """\
## How a book is written

- This is form {format}. Every table has its file; one with nothing to say holds its header
  line alone.
- Files are UTF-8 without byte-order mark, at most {size} and {rows} rows each. Cells are
  separated by commas; a text with a comma, a quotation mark or a line break stands in
  quotation marks. A cell has no blanks around it and at most {text} characters.
- The first line names the columns, in any order. A column that is not needed may be left out;
  a column that is not in this description is refused.
- A line that begins with `#` is a comment. Comments above the header line are kept when the
  book is written again, others are not.
- An empty cell means missing, never zero.
- A number has a decimal point and no grouping (`1250.5`, `-0.7`, `3e-4`), and its unit in a
  column of its own. A year has four digits, from {first} to {last}. A list separates its
  members by a bar with a blank on either side (`1 | 2`).
- An identifier has lower-case letters a to z, digits, hyphen and full stop.
- A cell never begins with `=`, `+` or `@`, nor with `-` unless it is a number: a spreadsheet
  reads such a cell as a formula.
- A row is known by its key: the columns named under each table, joined by `:`.
"""

_QUANTITIES = """\
A table marked as holding quantities has these columns beside its own. Value and unit are needed
unless the table says that a row may stand without a value. With a distribution,
`low` and `high` are the 5th and 95th percentile of a normal or lognormal, and the lowest and
highest possible value of the others:

- `normal`: low and high lie as far below as above the value (to 1 % of their distance). Where
  the quantity cannot be negative, or is a share, no draw out to 8.3 standard deviations may
  leave what it can be.
- `lognormal`: low is above zero, and the value within 5 % of the root of low times high.
- `triangular`: the value is the most likely one.
- `uniform` and `range`: every value between low and high is equally likely; `range` says that
  nothing more than the two ends is known.
"""


def _columns(columns: Iterable[Column]) -> str:
    lines = ["| column | holds | needed | description |", "|---|---|---|---|"]
    for column in columns:
        needed = "yes" if column.required else ""
        lines.append(
            f"| `{column.name}` | {_holds(column)} | {needed} | "
            f"**{column.title}.** {column.description} |"
        )
    return "\n".join(lines) + "\n"


def _holds(column: Column) -> str:
    words = {
        "id": "identifier",
        "reference": f"row of `{column.table}`",
        "references": f"rows of `{column.table}`, separated by a bar",
        "yes-no": "`yes` or `no`",
        "list": "list",
    }
    word = words.get(column.type, column.type)
    if column.allowed:
        names = ", ".join(f"`{one}`" for one in column.allowed)
        word = f"list of {names}" if column.type == "list" else names
    if column.minimum is not None and column.maximum is not None:
        word += f", {column.minimum:g} to {column.maximum:g}"
    return word


def _table(table: TableForm) -> str:
    own = [
        column
        for name, column in table.columns.items()
        if not (table.quantity and name in _QUANTITY_COLUMNS)
    ]
    notes = [table.description, f"Key: {', '.join(f'`{name}`' for name in table.key)}."]
    if table.quantity:
        notes.append(f"Holds quantities. {_unit_note(table)}")
    if table.optional_value:
        notes.append("A row may stand without a value.")
    if table.optional_source:
        notes.append("Source and quality are needed beside a value only.")
    return f"### {table.title}: `{table.file}`\n\n{' '.join(notes)}\n\n{_columns(own)}"


def _unit_note(table: TableForm) -> str:
    if table.quantity == "any":
        return f"Unit: {table.quantity_note}"
    return f"Unit: `{table.quantity}`, or another of the same kind."


_UNITS = """\
Units are joined by `/` and `*`, such as `g/kWh` or `MSEK/year`. The list is closed: a unit that
is not in it is refused. Everything is computed in the unit named first.
"""
_CHECKS = """\
`citypact book check` reports every problem at once. A problem stops a book from being used, a
warning does not.
"""


def _units() -> str:
    lines = [
        "## Units\n",
        _UNITS,
        "| kind | units |",
        "|---|---|",
        *(
            f"| {kind} | {', '.join(f'`{unit}`' for unit in _of_kind(canonical))} |"
            for kind, canonical in KINDS.items()
        ),
        f"| others | {', '.join(f'`{unit}`' for unit in _OTHERS)} |",
    ]
    return "\n".join(lines) + "\n"


#: Other units of each kind, by the unit that is computed in; a test holds it complete.
_COMMON = {
    "kt": ("g", "kg", "t", "Mt"),
    "GWh": ("kWh", "MWh", "TWh", "MJ", "GJ", "TJ"),
    "Mpkm": ("pkm",),
    "Mvkm": ("vkm",),
    "Mtkm": ("tkm",),
    "thousand_m2": ("m2",),
    "person": ("thousand_persons",),
    "MSEK": ("SEK", "kSEK"),
    "MEUR": ("EUR",),
    "fraction": ("%", "percent"),
    "year": ("yr",),
}
#: Units of which no table computes in one: counts of things, and lengths.
_OTHERS = ("vehicle", "machine", "dwelling", "case", "hour", "job", "km", "m", "L")


def _of_kind(canonical: str) -> Iterator[str]:
    yield canonical
    yield from _COMMON.get(canonical, ())


def _checks() -> str:
    lines = [
        "## What is checked\n",
        _CHECKS,
        "| check | what holds |",
        "|---|---|",
        *(f"| `{name}` | {sentence} |" for name, sentence in FORM_CHECKS.items()),
        *(f"| `{one.id}` | {one.sentence} |" for one in CHECKS.values() if not one.warning),
        "",
        "| warning | what holds |",
        "|---|---|",
        *(f"| `{name}` | {sentence} |" for name, sentence in FORM_WARNINGS.items()),
        *(f"| `{one.id}` | {one.sentence} |" for one in CHECKS.values() if one.warning),
    ]
    return "\n".join(lines) + "\n"
