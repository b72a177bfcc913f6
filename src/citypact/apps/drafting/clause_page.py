"""One clause: what it says and promises, what people say of it, and what the reader may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from citypact.apps.conduct.actor import Actor
from citypact.apps.contracts.vocabulary import AUTHORITIES, CHANGES, FORMS, STRENGTHS, word
from citypact.apps.drafting import rights
from citypact.apps.drafting.apart import ColumnApart, columns_apart
from citypact.apps.drafting.book_words import CHOSEN_FROM, BookWords
from citypact.apps.drafting.draft_page import accepting_parties
from citypact.apps.drafting.history import Entry, events_of, history, names_for, who
from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.models import Acceptance, Comment, KeptRow, Proposal
from citypact.apps.drafting.outline import ClauseLine
from citypact.apps.drafting.rows import Edit, Rows
from citypact.apps.drafting.selectors import (
    Draft,
    acceptances_of,
    comments_on,
    proposals_on,
    rows_of_clause,
)
from citypact.apps.drafting.telling import parties_of_clause
from citypact.apps.drafting.words import QUALITIES, TABLES, said, shown_cell
from citypact.figures.numbers import write_share

__all__ = [
    "AcceptanceShown",
    "CarriedShown",
    "ClausePage",
    "CommentShown",
    "CommitmentShown",
    "ProposalShown",
    "clause_page",
    "may_write",
    "proposal_shown",
]

#: So many of the last events of a clause are shown; the history page has all.
NEWEST = 30


@dataclass(frozen=True)
class CarriedShown:
    """Something that a commitment carries; ``name`` is its part of the address."""

    table: str
    kind: str
    name: str
    title: str
    facts: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class CommitmentShown:
    """A commitment: what it carries, how it has changed, whether the reader may write it."""

    id: str
    text: str
    facts: tuple[str, ...]
    note: str
    changes: str
    since: tuple[ColumnApart, ...]
    carried: tuple[CarriedShown, ...]
    may_write: bool


@dataclass(frozen=True)
class AcceptanceShown:
    """Whether a party that signs accepts the clause, and what the reader may do about it.

    ``mine``: the reader may accept for the party. ``belongs``: as one of its own people, and not
    as one of the owner's who notes what the party has said elsewhere.
    """

    party: str
    title: str
    state: str
    at: object
    by: str
    mine: bool
    belongs: bool


@dataclass(frozen=True)
class ProposalShown:
    """A proposal: who, what it would change, and what has become of it."""

    proposal: Proposal
    who: str
    title: str
    columns: tuple[ColumnApart, ...]
    decided_by: str


@dataclass(frozen=True)
class CommentShown:
    """A comment: who, and whether the reader may settle it or take it away."""

    comment: Comment
    who: str
    may_settle: bool
    mine: bool


@dataclass(frozen=True)
class ClausePage:
    """Everything about one clause."""

    line: ClauseLine
    title: str
    parties: str
    paragraphs: tuple[str, ...]
    since: tuple[ColumnApart, ...]
    is_new: bool
    commitments: tuple[CommitmentShown, ...]
    dropped: tuple[str, ...]
    acceptances: tuple[AcceptanceShown, ...]
    proposals: tuple[ProposalShown, ...]
    decided: tuple[ProposalShown, ...]
    comments: tuple[CommentShown, ...]
    history: tuple[Entry, ...]
    may_write: bool
    may_propose: bool
    may_comment: bool


def clause_page(draft: Draft, clause: str, language: str) -> ClausePage:
    """The page of a clause that is there. A known number of queries."""
    outline, line = draft.outline, draft.outline.clause[clause]
    rows = rows_of_clause(draft, clause)
    cells = rows.tables["clauses"][f"{draft.version}:{clause}"].cells
    words, own = BookWords(draft.city), acceptances_of(draft.contract.pk, draft.version, clause)
    proposals, comments = proposals_on(draft, clause), comments_on(draft, clause)
    names = names_for(
        draft.actor, [(each.by, each.party) for each in (*proposals, *comments, *own)]
    )
    shown = [_proposal(draft, each, names, language) for each in proposals]
    earlier = outline.earlier.get(("clauses", clause))
    events = list(events_of(draft, clause)[:NEWEST])
    return ClausePage(
        line=line,
        title=line.titles[language],
        parties=", ".join(said(outline.parties[each], "title", language) for each in line.parties),
        paragraphs=tuple(filter(None, said(cells, "text", language).split("\n"))),
        since=columns_apart(outline, "clauses", earlier, cells, language) if earlier else (),
        is_new=earlier is None and bool(outline.version.previous),
        commitments=tuple(
            _commitment(draft, rows, name, words, language) for name in line.commitments
        ),
        dropped=tuple(
            said(outline.earlier["commitments", one.id], "text", language)
            for one in outline.changed_commitments.values()
            if one.after is None and one.before is not None and one.before.clause == clause
        ),
        acceptances=tuple(_acceptances(draft, line, own, names, language)),
        proposals=tuple(each for each in shown if each.proposal.state == Proposal.OPEN),
        decided=tuple(each for each in shown if each.proposal.state != Proposal.OPEN),
        comments=tuple(_comments(draft, rows, clause, comments, names, language)),
        history=history(draft, events, language, clause),
        may_write=outline.is_open and may_write(draft.actor, rows, "clauses", cells),
        may_propose=outline.is_open and draft.may("propose"),
        may_comment=outline.is_open and draft.may("comment"),
    )


def may_write(actor: Actor, rows: Rows, table: str, cells: Cells) -> bool:
    """Whether ``actor`` may write a row with these cells, as far as its party goes."""
    key = f"{cells.get('version')}:{cells.get('id', cells.get('commitment', ''))}"
    edit = Edit(table, key, cells, 0)
    try:
        rights.require_edits(actor, rows, [edit])
    except PermissionDenied:
        return False
    return True


def _commitment(
    draft: Draft, rows: Rows, name: str, words: BookWords, language: str
) -> CommitmentShown:
    outline = draft.outline
    cells = rows.tables["commitments"][f"{draft.version}:{name}"].cells
    changed = outline.changed_commitments.get(name)
    earlier = outline.earlier.get(("commitments", name))
    return CommitmentShown(
        id=name,
        text=said(cells, "text", language),
        facts=tuple(filter(None, _facts(draft, cells, language))),
        note=said(cells, "note", language),
        changes=", ".join(word(CHANGES, kind) for kind in (changed.kinds if changed else ())),
        since=columns_apart(outline, "commitments", earlier, cells, language) if earlier else (),
        carried=tuple(
            _carried(row, words, language)
            for table in CHOSEN_FROM
            for row in rows.tables.get(table, {}).values()
            if row.cells.get("commitment") == name
        ),
        may_write=outline.is_open and may_write(draft.actor, rows, "commitments", cells),
    )


def _facts(draft: Draft, cells: Cells, language: str) -> Iterator[str]:
    """Strength, party, form, date, whether it can be told if it was kept, who can decide on it."""
    yield word(STRENGTHS, cells["strength"])
    yield shown_cell(draft.outline, "party", cells["party"], language)
    yield word(FORMS, cells["form"])
    due = cells.get("due", "")
    yield gettext("due %(year)s") % {"year": due} if due else ""
    yield gettext("every year") if cells.get("yearly") == "yes" else ""
    measurable = cells.get("measurable") == "yes"
    yield gettext("measurable") if measurable else gettext("not measurable")
    authority = cells.get("authority", "")
    yield word(AUTHORITIES, authority) if authority else ""


def _carried(row: KeptRow, words: BookWords, language: str) -> CarriedShown:
    cells = row.cells
    name = cells[CHOSEN_FROM[row.table].removesuffix("s")]
    facts = []
    if row.table == "commitment_measures":
        facts.append(write_share(float(cells["level"]), language))
        certainty = cells.get("certainty", "")
        sure = write_share(float(certainty), language) if certainty else gettext("as it is worded")
        facts.append(gettext("sure: %(sure)s") % {"sure": sure})
        facts.append(word(QUALITIES, cells["quality"]))
    return CarriedShown(
        table=row.table,
        kind=gettext(TABLES[row.table]),
        name=row.key.partition(":")[2],
        title=words.title(row.table, name, language),
        facts=tuple(facts),
        note=said(cells, "note", language),
    )


def _acceptances(
    draft: Draft, line: ClauseLine, own: list[Acceptance], names: dict[str, str], language: str
) -> Iterator[AcceptanceShown]:
    found, mine = {each.party: each for each in own}, accepting_parties(draft)
    for party in draft.outline.signing:
        each = found.get(party)
        state = "waits"
        if each is not None:
            state = "accepted" if each.content_hash == line.content_hash else "changed"
        yield AcceptanceShown(
            party=party,
            title=shown_cell(draft.outline, "party", party, language),
            state=state,
            at=each.at if each else None,
            by=who(draft.outline, "", each.role, names.get(each.by, ""), language) if each else "",
            mine=party in mine,
            belongs=party in draft.actor.memberships,
        )


def proposal_shown(draft: Draft, proposal: Proposal, language: str) -> ProposalShown:
    """A proposal as its own page shows it. At most one query."""
    names = names_for(draft.actor, [(proposal.by, proposal.party)])
    return _proposal(draft, proposal, names, language)


def _proposal(
    draft: Draft, proposal: Proposal, names: dict[str, str], language: str
) -> ProposalShown:
    outline, cells = draft.outline, proposal.cells or proposal.before or {}
    title = said(cells, "title", language) or said(cells, "text", language)
    return ProposalShown(
        proposal=proposal,
        who=who(outline, proposal.party, proposal.role, names.get(proposal.by, ""), language),
        title=f"{gettext(TABLES[proposal.table])}: {title or proposal.key.rpartition(':')[2]}",
        columns=columns_apart(outline, proposal.table, proposal.before, proposal.cells, language),
        decided_by=shown_cell(outline, "party", proposal.decided_for, language),
    )


def _comments(
    draft: Draft,
    rows: Rows,
    clause: str,
    comments: list[Comment],
    names: dict[str, str],
    language: str,
) -> Iterator[CommentShown]:
    parties = parties_of_clause(rows, draft.version, clause)
    writes = draft.may("write", parties)
    for each in comments:
        mine = each.by == draft.actor.id
        yield CommentShown(
            comment=each,
            who=who(draft.outline, each.party, each.role, names.get(each.by, ""), language),
            may_settle=each.resolved_at is None and (writes or mine),
            mine=mine,
        )
