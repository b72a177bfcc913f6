"""A contract's text as a person reads it in a terminal: clauses, losses, proposed commitments."""

from __future__ import annotations

from collections import Counter

from citypact.cli.grid import grid
from citypact.cli.paragraph import paragraph
from citypact.contract.text import ContractText, Proposal, Reading, Strength

__all__ = ["told"]

#: So many losses of a kind are named before they are only counted.
_NAMED = 5


def told(text: ContractText, reading: Reading) -> str:
    """What a contract's text holds, what its copy lost, and what it seems to promise."""
    parts = [
        _summary(text, reading),
        _clauses(text, reading),
        *([_lost(text)] if text.lost else []),
        *([_notes(text)] if text.notes else []),
        *(_listed(clause, found) for clause, found in _by_clause(text, reading)),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


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
