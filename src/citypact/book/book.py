"""A city book: opened, checked, and ready to be asked.

::

    book = open_book("malmo")
    city = book.city()
    row = book.row("factors/diesel:CO2:fossil:1::2020")
    book.source(row)["title"]

Owns the opening of a book, from a name or a folder, and the way back from the key of a row
to the row and its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from citypact.book.checks import run_checks
from citypact.book.city import make_city
from citypact.book.contents import Contents
from citypact.book.files import unknown_files
from citypact.book.form import load_form
from citypact.book.hashing import hash_contents
from citypact.book.reading import read_table
from citypact.book.settings import read_settings
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Row, Table
from citypact.errors import BookError, InputError, Problem
from citypact.model.city import City
from citypact.said import Said, joined

__all__ = [
    "Book",
    "Examination",
    "check_book",
    "examine_book",
    "hash_book",
    "open_book",
    "packaged_books",
]

PACKAGED = Path(__file__).parent / "packaged"


@dataclass(frozen=True)
class Examination:
    """Everything that was found in a book: problems that stop it, and warnings."""

    contents: Contents | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class Book:
    """A city book in which the checks found no problem.

    Attributes:
        path: its folder.
        contents: settings and tables.
        hash: content hash, 64 hexadecimal digits.
        warnings: what to look at, though it stops nothing.
    """

    path: Path
    contents: Contents
    hash: str
    warnings: tuple[Problem, ...] = ()
    _cities: dict[str, City] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """Its short name, from the settings."""
        return self.contents.settings.text("id")

    @property
    def settings(self) -> Row:
        """The entries of ``book.toml``, read like a row."""
        return self.contents.settings

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table, by name."""
        return self.contents.tables

    def row(self, full_key: str) -> Row:
        """The row with a full key, such as ``factors/diesel:CO2:fossil:1::2020``.

        Raises:
            InputError: there is no such table or row.
        """
        name, _, key = full_key.partition("/")
        table = self.tables.get(name)
        if table is None:
            hint = did_you_mean(name, self.tables)
            message = Said("the book %(id)s has no table %(name)r.", id=self.id, name=name)
            if hint:
                message = joined([message, hint], " ")
            raise InputError(message)
        row = table.by_key.get(key)
        if row is None:
            hint = did_you_mean(key, table.by_key)
            message = Said(
                "%(file)s of %(id)s has no row %(key)r.", file=table.form.file, id=self.id, key=key
            )
            if hint:
                message = joined([message, hint], " ")
            raise InputError(message)
        return row

    def source(self, row: Row) -> Row | None:
        """The row of ``sources`` that a row names; None where it names none."""
        if "source" not in row.form.columns or not row.text("source"):
            return None
        return self.row(f"sources/{row.text('source')}")

    def city(self, background: str = "") -> City:
        """The city on one background, made once; empty for the rows without background.

        Raises:
            InputError: there is no such background.
        """
        if background and background not in self.tables["backgrounds"].by_key:
            known = self.tables["backgrounds"].by_key
            hint = did_you_mean(background, known)
            message = Said(
                "the book %(id)s has no background %(background)r. %(hint)s Allowed: %(known)s, "
                "or nothing",
                id=self.id,
                background=background,
                hint=hint,
                known=listed(known) or Said("it has none"),
            )
            raise InputError(message)
        if background not in self._cities:
            self._cities[background] = make_city(
                self.contents,
                book_hash=self.hash,
                background=background,
                warnings=tuple(str(warning) for warning in self.warnings),
            )
        return self._cities[background]


def packaged_books() -> list[str]:
    """Names of the books that come with the package, sorted."""
    return sorted(path.parent.name for path in PACKAGED.glob("*/book.toml"))


def open_book(name_or_path: str | Path) -> Book:
    """Open a book and check it whole.

    Args:
        name_or_path: the name of a packaged book, or a folder. A name alone is a packaged
            book where there is one of that name; write ``./malmo``, or give a
            :class:`~pathlib.Path`, for a folder.

    Raises:
        BookError: there is no such folder, or the book has problems; it carries all of them.
    """
    examination = examine_book(name_or_path)
    if examination.problems or examination.contents is None:
        raise BookError(str(name_or_path), examination.problems)
    contents = examination.contents
    folder = _folder(name_or_path)
    return Book(folder, contents, hash_contents(contents), examination.warnings)


def check_book(name_or_path: str | Path) -> list[Problem]:
    """Every problem of a book, sorted; empty for a book that can be used."""
    return list(examine_book(name_or_path).problems)


def hash_book(name_or_path: str | Path) -> str:
    """Content hash of a book, 64 hexadecimal digits.

    Raises:
        BookError: as for :func:`open_book`; a book with problems has no hash.
    """
    return open_book(name_or_path).hash


def examine_book(name_or_path: str | Path) -> Examination:
    """Read a book and run every check; never raises for what is wrong with the book."""
    try:
        folder = _folder(name_or_path)
    except BookError as error:
        return Examination(None, error.problems, ())
    form = load_form()
    settings, comments, problems = read_settings(folder, form.settings)
    warnings = _namesake(name_or_path) + unknown_files(folder, _files())
    tables: dict[str, Table] = {}
    for name, table_form in form.tables.items():
        tables[name], faults, remarks = read_table(folder, table_form)
        problems += faults
        warnings += remarks
    contents = Contents(settings, tables, comments)
    found, remarks = run_checks(contents)
    return Examination(contents, tuple(sorted(problems + found)), tuple(sorted(warnings + remarks)))


def _namesake(name_or_path: str | Path) -> list[Problem]:
    """A warning where a name means a packaged book, and a folder of that name lies here too."""
    name = str(name_or_path)
    if isinstance(name_or_path, Path) or name not in packaged_books() or not Path(name).is_dir():
        return []
    problem = Problem(
        file=name,
        row=0,
        column="",
        check="folder-namesake",
        message=Said(
            "this is the packaged book; the folder %(name)s that lies here was not read", name=name
        ),
        mend=Said("write ./%(name)s for the folder", name=name),
    )
    return [problem]


def _folder(name_or_path: str | Path) -> Path:
    written = str(name_or_path)
    if isinstance(name_or_path, str) and written in packaged_books():
        return PACKAGED / written
    path = Path(written)
    mend = did_you_mean(written, packaged_books()) or Said("check the name or the path")
    if path.is_dir():
        if any((path / file).exists() for file in _files()):
            return path
        message = Said("this folder holds neither book.toml nor any table of a city book")
        mend = Said(
            "%(mend)s, or start a book with citypact book new or citypact book copy", mend=mend
        )
    elif path.exists():
        message = Said("this is no folder: a city book is a folder with book.toml and tables")
    else:
        message = Said("there is no such folder, and no packaged book of that name")
    problem = Problem(
        file=written,
        row=0,
        column="",
        check="folder",
        message=message,
        allowed=Said("a folder, or one of %(known)s", known=listed(packaged_books())),
        mend=mend,
    )
    raise BookError(written, [problem])


def _files() -> list[str]:
    """Every file of a book."""
    form = load_form()
    return [form.settings.file, *(table.file for table in form.tables.values())]
