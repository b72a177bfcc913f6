"""``citypact contract import-changes``: a changed DOCX of a version, read back as proposals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from citypact.cli.contract_docx_words import tell
from citypact.cli.named_contract import contract_of
from citypact.cli.options import form_option, language_option
from citypact.cli.paragraph import paragraph
from citypact.documents.editing.opening import read_docx_file
from citypact.documents.editing.proposed_change import Proposals, ProposedChange
from citypact.documents.editing.proposing import proposed_changes

__all__ = ["import_changes"]


@click.command("import-changes")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("city")
@click.option("--version", metavar="V", default="", help="Which version; the one in force.")
@form_option("json", "table")
@language_option
def import_changes(file: Path, city: str, *, version: str, form: str, language: str) -> None:
    """Read the changed document FILE of a version of CITY's contract as proposals.

    FILE is a DOCX that citypact contract document --docx wrote and that somebody edited, in plain
    or with tracked changes. Every difference is a proposal with both texts; nothing is accepted by
    itself, and no name of who made a change is read. The exit code is 2 for a file that is no DOCX,
    or is of another contract or version.
    """
    contract = contract_of(city)
    found = proposed_changes(read_docx_file(file), contract, contract.version(version))
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False))
        return
    click.echo("\n".join(_told(found, language)))


def _told(found: Proposals, language: str) -> Iterator[str]:
    named = {"contract": found.contract, "version": found.version}
    key = "head" if found.changes else "none"
    yield tell(language, key, count=len(found.changes), **named)
    last = ("", "")
    for each in found.changes:
        if (each.table, each.key) != last:
            last = (each.table, each.key)
            yield ""
            yield f"{tell(language, each.table)} {each.key}: {tell(language, each.kind)}"
        yield from _change(each, language)
    if found.notes:
        yield ""
        yield tell(language, "notes")
    for note in found.notes:
        yield from paragraph(tell(language, f"note-{note.code}", **dict(note.values)), "  - ")


def _change(each: ProposedChange, language: str) -> Iterator[str]:
    if each.column:
        yield f"  {each.column}"
    if each.before is not None:
        yield from _value("before", each.before, language)
    if each.after is not None:
        yield from _value("after", each.after, language)
    if each.basis != "mark":
        yield from paragraph(tell(language, f"basis-{each.basis}"), "    ")
    if each.since:
        yield from paragraph(tell(language, "since"), "    ")


def _value(word: str, text: str, language: str) -> list[str]:
    said = " / ".join(text.split("\n\n")) or tell(language, "nothing")
    return paragraph(said, f"    {tell(language, word)}: ")
