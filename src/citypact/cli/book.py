"""``citypact book``: check, start, list, copy and hash city books, and tell their form."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from citypact.book import copy_book, examine_book, hash_book, open_book, packaged_books
from citypact.book.book import Examination
from citypact.book.new import new_book
from citypact.book.schema import document, json_schema
from citypact.cli.failures import InputIsWrong
from citypact.cli.options import form_option
from citypact.errors import Problem

__all__ = ["book"]


@click.group()
def book() -> None:
    """Check, start, list, copy and hash city books.

    A city book is a folder: book.toml and one table in CSV per kind of thing. Where a BOOK is
    asked for, it is the name of a packaged one, such as malmo, or the path of a folder.
    """


@book.command()
@click.argument("path", metavar="BOOK")
@form_option("json", "table")
@click.pass_context
def check(ctx: click.Context, path: str, *, form: str) -> None:
    """Tell every problem of a book at once, and what to look at besides.

    The exit code is 0 for a book that can be used, also where there are warnings, and 2 for one
    that has problems.
    """
    found = examine_book(path)
    click.echo(
        json.dumps(_json(path, found), ensure_ascii=False) if form == "json" else _told(path, found)
    )
    if found.problems:
        ctx.exit(InputIsWrong.exit_code)


def _json(path: str, found: Examination) -> dict[str, object]:
    return {
        "book": path,
        "problems": [asdict(problem) for problem in found.problems],
        "warnings": [asdict(warning) for warning in found.warnings],
    }


def _told(path: str, found: Examination) -> str:
    parts = [f"{path}: {_counted(len(found.problems), 'problem')}"]
    parts[0] += f", {_counted(len(found.warnings), 'warning')}"
    if found.problems:
        parts.append(_listed("Problems", found.problems))
    if found.warnings:
        parts.append(_listed("Warnings", found.warnings))
    return "\n\n".join(parts)


def _listed(heading: str, problems: tuple[Problem, ...]) -> str:
    return "\n".join([heading, *(f"  - {problem}" for problem in problems)])


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


@book.command()
@click.argument("name")
@click.option(
    "--municipality",
    required=True,
    metavar="CODE",
    help="Statistics Sweden's code, four digits, or the municipality's name.",
)
@click.option(
    "--smhi", metavar="FILE", help="SMHI's export, where it is not to be fetched from SMHI."
)
@click.option(
    "--directory",
    metavar="DIR",
    default=".",
    show_default="here",
    help="Where the folder of the book is made.",
)
@click.option("--base-year", type=int, metavar="YEAR", help="Base year; the last of the file.")
def new(
    name: str, municipality: str, smhi: str | None, directory: str, base_year: int | None
) -> None:
    """Start the book NAME of a Swedish municipality from SMHI's national inventory."""
    folder = new_book(name, municipality, smhi, directory, base_year=base_year)
    warnings = len(examine_book(folder).warnings)
    click.echo(f"{folder} is a city book with {_counted(warnings, 'warning')}. Now:")
    click.echo(f"  citypact book check {folder}")
    click.echo(f"  citypact run {folder}")


@book.command("hash")
@click.argument("path", metavar="BOOK")
def hash_(path: str) -> None:
    """Print the hash of a book's content: the same on every machine, in any order of rows."""
    click.echo(hash_book(path))


@book.command("list")
def list_() -> None:
    """List the books that come with Citypact."""
    for name in packaged_books():
        settings = open_book(name).settings
        click.echo(
            f"{name:<12}  {settings.text('title_en')}: {settings.text('note_en')}".rstrip(": ")
        )


@book.command()
@click.argument("name", metavar="BOOK")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
def copy(name: str, directory: Path) -> None:
    """Write a book to the new folder DIR, to start one's own from it."""
    click.echo(f"{copy_book(name, directory)} is a copy of {name}")


@book.command()
@form_option("json", "markdown")
def schema(*, form: str) -> None:
    """Tell the form of a book: every table and column, and what is allowed."""
    if form == "json":
        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    else:
        click.echo(document(), nl=False)
