"""``citypact contract import``: a supplied text as clauses, and the promises it seems to make."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from citypact.cli.grid import grid
from citypact.cli.options import form_option
from citypact.cli.paragraph import paragraph
from citypact.contract.text import (
    ContractText,
    Party,
    Proposal,
    Reading,
    Strength,
    propose,
    read_contract_text,
)
from citypact.errors import InputError
from citypact.figures.files import write_whole

__all__ = ["import_"]

#: So many losses of a kind are named before they are only counted.
_NAMED = 5


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what was found; keep nothing.")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep what was found in this file, as JSON; it is written whole or not at all.",
)
@form_option("json", "table")
def import_(file: Path, output: Path | None, *, dry_run: bool, form: str) -> None:
    """Read the text FILE of a contract into clauses, and propose its commitments.

    FILE is plain text in UTF-8. Every line is accounted for: as heading, text, footnote, cover,
    table of contents, header, page number or signature. What is proposed is for a person to
    accept: nothing is accepted by itself. The exit code is 2 for a text that cannot be read.
    """
    if dry_run and output is not None:
        raise click.UsageError("--dry-run keeps nothing, and --output keeps it: choose one")
    if output is not None and not output.parent.is_dir():
        message = f"{output} cannot be written: there is no folder {output.parent}"
        raise InputError(message)
    text = read_contract_text(file)
    reading = propose(text)
    said = json.dumps(_json(text, reading), ensure_ascii=False, indent=1 if output else None)
    if output is not None:
        write_whole(output, f"{said}\n".encode())
    if form == "json":
        click.echo(said)
    else:
        click.echo("\n\n".join("\n".join(part) for part in _parts(text, reading)))
    if not dry_run:
        click.echo(_kept(output), err=True)


def _kept(output: Path | None) -> str:
    if output is None:
        return "Nothing was kept. --output FILE keeps it as JSON; --dry-run says so beforehand."
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
            {"line": one.number, "kind": one.kind.value, "text": one.bare} for one in text.set_aside
        ],
        "notes": [
            {"line": one.row or None, "check": one.check, "message": one.message, "mend": one.mend}
            for one in text.notes
        ],
    }


def _party(party: Party) -> dict[str, object]:
    return {"name": party.name, "members": list(party.members), "line": party.line}


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "clause": one.clause,
        "sentence": one.sentence,
        "party": one.party,
        "parties": list(one.parties),
        "strength": one.strength.value,
        "obliges": one.strength.obliges,
        "line": one.line,
        "last_line": one.last_line,
        "cue": one.cue,
        "lead": one.lead or None,
    }


def _parts(text: ContractText, reading: Reading) -> list[list[str]]:
    parts = [
        _summary(text, reading),
        _clauses(text, reading),
        *([_lost(text)] if text.lost else []),
        *([_notes(text)] if text.notes else []),
        *(_listed(clause, found) for clause, found in _by_clause(text, reading)),
    ]
    return [part for part in parts if part]


def _summary(text: ContractText, reading: Reading) -> list[str]:
    aside = Counter(line.kind.value for line in text.set_aside)
    counts = (
        f"{len(text.clauses)} clauses",
        f"{len(reading.proposals)} proposed commitments",
        f"{len(text.footnotes)} footnotes",
    )
    lines = [
        f"{text.name}: {', '.join(counts)}",
        f"In force {reading.year or 'in a year that the text does not say'}",
    ]
    if aside:
        told = ", ".join(f"{number} {kind}" for kind, number in sorted(aside.items()))
        lines.append(f"Lines set aside: {told}")
    for party in reading.parties:
        members = f": {', '.join(party.members)}" if party.members else ""
        lines += paragraph(f"{party.name}{members}", "Party: ")
    if not reading.parties:
        lines.append("The text names no parties; the proposals are nobody's.")
    return lines


def _clauses(text: ContractText, reading: Reading) -> list[str]:
    count = Counter((one.clause, one.strength) for one in reading.proposals)
    rows = [("Clause", "line", *(one.value for one in Strength))]
    for clause in text.clauses:
        depth = clause.number.count(".")
        rows.append(
            (
                f"{'  ' * depth}{clause.number} {clause.title}"[:70],
                str(clause.line),
                *(str(count[clause.number, one] or "") for one in Strength),
            )
        )
    return grid(rows)


def _lost(text: ContractText) -> list[str]:
    lines = ["Lost in this copy"]
    for kind in sorted({one.kind for one in text.lost}):
        found = [one for one in text.lost if one.kind == kind]
        named = ", ".join(f"line {one.line} {one.found}" for one in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        lines += paragraph(f"{kind}: {named}{more}", "  - ")
    return lines


def _notes(text: ContractText) -> list[str]:
    lines = ["To look at"]
    for note in text.notes:
        lines += paragraph(str(note), "  - ")
    return lines


def _by_clause(text: ContractText, reading: Reading) -> list[tuple[str, list[Proposal]]]:
    titles = {one.number: f"{one.number} {one.title}".strip() for one in text.clauses}
    found: dict[str, list[Proposal]] = {}
    for one in reading.proposals:
        found.setdefault(one.clause, []).append(one)
    return [(titles[number], mine) for number, mine in found.items()]


def _listed(clause: str, found: list[Proposal]) -> list[str]:
    lines = [clause]
    for one in found:
        who = one.party or "nobody named"
        lines += paragraph(f"{who}: {one.sentence}", f"  {one.line:>4} {one.strength.value:<10} ")
    return lines
