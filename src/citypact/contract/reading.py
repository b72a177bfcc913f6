"""From the tables of a contract's folder to a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.contract.accepted import AcceptedFinding
from citypact.contract.clause import Clause
from citypact.contract.commitment import Carried, Commitment
from citypact.contract.contract import Contract, Source, Wording
from citypact.contract.local.action import Action, Report
from citypact.contract.local.kind import Kind
from citypact.contract.party import Party
from citypact.contract.version import Annex, Version

__all__ = ["in_reading_order", "make_contract"]

_Grouped = Mapping[str, Sequence[Row]]


def make_contract(contents: Contents) -> Contract:
    """Make a contract of tables in which the checks found no problem."""
    settings = contents.settings
    versions = [_version(contents, row) for row in contents.rows("versions")]
    return Contract(
        **_texts(settings, ("id", "kind", "city", "licence")),
        **_pairs(settings, "title", "note"),
        sources={row.key: _source(row) for row in contents.rows("sources")},
        parties={row.key: _party(row) for row in contents.rows("parties")},
        wordings={row.key: _wording(row) for row in contents.rows("strengths")},
        kinds={row.key: _kind(row) for row in contents.rows("kinds")},
        versions={each.id: each for each in sorted(versions, key=lambda one: (one.year, one.id))},
    )


def _texts(row: Row, names: Sequence[str]) -> dict[str, str]:
    return {name: row.text(name) for name in names}


def _pairs(row: Row, *names: str) -> dict[str, str]:
    return _texts(row, [f"{name}_{code}" for name in names for code in ("sv", "en")])


def _source(row: Row) -> Source:
    return Source(
        **_texts(row, ("id", "address", "licence")),
        **_pairs(row, "title", "publisher", "note"),
        year=row.year("year"),
    )


def _party(row: Row) -> Party:
    return Party(
        **_texts(row, ("id", "kind", "number", "authority", "actor", "area", "size")),
        **_pairs(row, "title", "note"),
        members=row.items("members"),
        signs=row.yes("signs"),
    )


def _kind(row: Row) -> Kind:
    plain = ("id", "unit", "effect", "carrier", "worth_unit", "source", "quality")
    return Kind(
        **_texts(row, plain), **_pairs(row, "title", "asked", "note"), worth=row.number("worth")
    )


def _wording(row: Row) -> Wording:
    return Wording(
        **_texts(row, ("strength", "source", "quality")),
        **_pairs(row, "note"),
        certainty=row.number("certainty") or 0.0,
    )


def _version(contents: Contents, row: Row) -> Version:
    def own(table: str) -> Sequence[Row]:
        return contents.grouped(table, "version").get(row.key, ())

    clauses = in_reading_order([_clause(each) for each in own("clauses")])
    place = {clause.id: position for position, clause in enumerate(clauses)}
    linked = {
        table: _by_commitment(own(table))
        for table in (
            "commitment_measures",
            "commitment_indicators",
            "commitment_funding",
            "commitment_actions",
            "action_reports",
        )
    }
    commitments = [_commitment(each, linked) for each in own("commitments")]
    return Version(
        **_texts(row, ("id", "state", "previous", "signed", "target", "background", "source")),
        **_pairs(row, "note"),
        year=row.year("year") or 0,
        clauses=clauses,
        commitments=tuple(sorted(commitments, key=lambda one: (place[one.clause], one.id))),
        annexes=tuple(_annex(each) for each in own("annexes")),
        accepted_findings=tuple(_accepted(each) for each in own("accepted_findings")),
    )


def in_reading_order(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses as they are read: each before those under it, siblings by their order."""
    under: dict[str, list[Clause]] = {}
    for clause in clauses:
        under.setdefault(clause.parent, []).append(clause)
    found: list[Clause] = []
    waiting = sorted(under.get("", ()), key=_place, reverse=True)
    while waiting:
        clause = waiting.pop()
        found.append(clause)
        waiting += sorted(under.get(clause.id, ()), key=_place, reverse=True)
    return tuple(found)


def _place(clause: Clause) -> tuple[float, str]:
    return clause.order, clause.id


def _clause(row: Row) -> Clause:
    return Clause(
        **_texts(row, ("id", "number", "parent", "party", "source_detail")),
        **_pairs(row, "title", "text"),
        order=row.number("order") or 0.0,
    )


def _by_commitment(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.text("commitment"), []).append(row)
    return found


def _commitment(row: Row, linked: Mapping[str, _Grouped]) -> Commitment:
    name = row.text("id")
    measures = linked["commitment_measures"].get(name, ())
    plain = ("id", "clause", "party", "strength", "form", "authority", "status", "source_detail")
    return Commitment(
        **_texts(row, plain),
        **_pairs(row, "text", "evidence", "note"),
        due=row.year("due"),
        yearly=row.yes("yearly"),
        measurable=row.yes("measurable"),
        measures=tuple(_carried(each) for each in measures),
        indicators=_named(linked["commitment_indicators"].get(name, ()), "indicator"),
        funding=_named(linked["commitment_funding"].get(name, ()), "funding"),
        action=_action(
            linked["commitment_actions"].get(name, ()), linked["action_reports"].get(name, ())
        ),
    )


def _action(rows: Sequence[Row], reports: Sequence[Row]) -> Action | None:
    """The action of a commitment: at most one, by the key of its table."""
    for row in rows:
        made = [
            Report(each.year("year") or 0, each.number("done") or 0.0, **_pairs(each, "evidence"))
            for each in reports
        ]
        return Action(
            **_texts(row, ("kind", "object")),
            quantity=row.number("quantity") or 0.0,
            reports=tuple(sorted(made, key=lambda one: one.year)),
        )
    return None


def _carried(row: Row) -> Carried:
    return Carried(
        measure=row.text("measure"),
        level=row.number("level") or 0.0,
        certainty=row.number("certainty"),
        quality=row.text("quality"),
        note_sv=row.text("note_sv"),
        note_en=row.text("note_en"),
    )


def _named(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    return tuple(row.text(column) for row in rows)


def _annex(row: Row) -> Annex:
    return Annex(**_texts(row, ("id", "address", "sha256")), **_pairs(row, "title"))


def _accepted(row: Row) -> AcceptedFinding:
    return AcceptedFinding(**_texts(row, ("check", "place")), **_pairs(row, "reason"))
