"""``citypact contract import``: a supplied text as clauses, and the promises it seems to make."""

from __future__ import annotations

import json
from pathlib import Path

import click

from citypact.cli.contract_text import told
from citypact.cli.options import form_option
from citypact.cli.workspace_option import workspace_option
from citypact.contract.text import (
    ContractText,
    Kind,
    Line,
    Party,
    Proposal,
    Reading,
    propose,
    read_contract_text,
)
from citypact.errors import InputError
from citypact.figures.files import write_whole
from citypact.site import setup

__all__ = ["import_"]


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what was found; keep nothing.")
@click.option(
    "--into", metavar="CONTRACT", default="", help="Take it into a contract of the workspace."
)
@click.option("--version", metavar="V", default="", help="Id of the draft there; the year.")
@click.option("--year", type=int, default=0, help="Of the draft, where the text names none.")
@workspace_option
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep what was found in this file, as JSON; it is written whole or not at all.",
)
@form_option("json", "table")
def import_(  # noqa: PLR0913  one argument an option
    file: Path,
    output: Path | None,
    *,
    dry_run: bool,
    into: str,
    version: str,
    year: int,
    workspace: Path,
    form: str,
) -> None:
    """Read the text FILE of a contract into clauses, and propose its commitments.

    FILE is plain text in UTF-8. Every line is accounted for: as heading, text, footnote, cover,
    table of contents, header, page number or signature. What is proposed is for a person to
    accept: nothing is accepted by itself. The exit code is 2 for a text that cannot be read.

    With --into the clauses become a draft of a version of that contract, and what is proposed
    waits there to be accepted, one by one.
    """
    if dry_run and into:
        raise click.UsageError("--dry-run keeps nothing, and --into keeps it: choose one")
    if output is not None:
        _check_output(output, file, dry_run=dry_run)
    text = read_contract_text(file)
    reading = propose(text)
    said = json.dumps(_json(text, reading), ensure_ascii=False, indent=1 if output else None)
    if output is not None:
        write_whole(output, f"{said}\n".encode())
    if form == "json":
        click.echo(said)
    else:
        click.echo(told(text, reading))
    if into:
        click.echo(_taken_in(workspace, into, text, version, year), err=True)
    elif not dry_run:
        click.echo(_kept(output), err=True)


def _taken_in(workspace: Path, into: str, text: ContractText, version: str, year: int) -> str:
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.cycle.taking_in import TakeInText  # noqa: PLC0415  the same

    with translation.override("en"):
        draft = TakeInText(into, text, OPERATOR, year, version).perform()
    return (
        f"{into} has a draft of it with {len(draft.clauses)} clauses, {draft.recognised} of them "
        f"known by number and heading, and {len(draft.proposals)} proposed commitments; none is "
        "accepted."
    )


def _check_output(output: Path, file: Path, *, dry_run: bool) -> None:
    if dry_run:
        raise click.UsageError("--dry-run keeps nothing, and --output keeps it: choose one")
    if output.is_dir() or not output.parent.is_dir():
        lacking = f"it is a folder; give {output / (file.stem + '.json')}"
        if not output.is_dir():
            lacking = f"there is no folder {output.parent}; make it, or name another"
        raise InputError(f"{output} cannot be written: {lacking}")
    if output.exists() and file.exists() and output.samefile(file):
        raise InputError(f"{output} is the text itself and would be replaced: name another file")


def _kept(output: Path | None) -> str:
    if output is None:
        return "Nothing was kept: name a file with --output to keep it as JSON."
    return f"{output} keeps it. Every commitment in it is a proposal; none is accepted."


def _json(text: ContractText, reading: Reading) -> dict[str, object]:
    return {
        "file": text.name,
        "language": reading.language,
        "year": reading.year,
        "clauses": [
            {
                "number": one.number,
                "title": one.title,
                "parent": one.parent or None,
                "line": one.line,
            }
            for one in text.clauses
        ],
        "proposals": [_proposal(one) for one in reading.proposals],
        "parties": [_party(one) for one in reading.parties],
        "signatures": [{"party": one.party, "line": one.line} for one in reading.signatures],
        "annexes": [one.number for one in text.annexes],
        "footnotes": [
            {
                "number": one.number,
                "text": one.text,
                "line": one.line,
                "clause": one.clause or None,
                "marker_line": one.marker or None,
            }
            for one in text.footnotes
        ],
        "lost": [{"line": one.line, "kind": one.kind, "found": one.found} for one in text.lost],
        "set_aside": [
            {"line": one.number, "kind": one.kind.value, "text": _without_names(one)}
            for one in text.set_aside
        ],
        "notes": [
            {"line": one.row or None, "check": one.check, "message": one.message, "mend": one.mend}
            for one in text.notes
        ],
    }


def _without_names(line: Line) -> str | None:
    """The text of a line; None for a line of the signatures, which names a person."""
    return None if line.kind is Kind.SIGNATURE else line.bare


def _party(party: Party) -> dict[str, object]:
    return {"name": party.name, "members": list(party.members), "line": party.line}


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "clause": one.clause,
        "sentence": one.sentence,
        "party": one.party,
        "parties": list(one.parties),
        "party_basis": one.basis.value,
        "strength": one.strength.value,
        "obliges": one.strength.obliges,
        "line": one.line,
        "last_line": one.last_line,
        "cue": one.cue,
        "lead": one.lead or None,
    }
