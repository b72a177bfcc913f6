"""The draft as a whole: each clause with whose it is, what it waits for, and how it has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from citypact.apps.contracts.vocabulary import CHANGES, word
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import Proposal
from citypact.apps.drafting.outline import ClauseLine, Outline
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.selectors import Draft, holding, open_comments, proposals_on
from citypact.apps.drafting.words import said

__all__ = [
    "DraftPage",
    "LineShown",
    "accepting_parties",
    "draft_page",
    "due_words",
    "party_names",
    "waiting_parties",
]

#: So many parties are named that a clause waits for; more are counted.
_NAMED = 3


@dataclass(frozen=True)
class LineShown:
    """A clause in the list: everything about it in words."""

    id: str
    number: str
    title: str
    depth: int
    parties: str
    due: str
    accepted: str
    waits_for: str
    proposals: int
    comments: int
    changes: tuple[str, ...]


@dataclass(frozen=True)
class DraftPage:
    """The list, and what can be done with the draft as a whole.

    Attributes:
        lines: the clauses that are chosen.
        all: how many there are.
        done: of how many parties that sign each has accepted every clause.
        parties: id and name of each party that a reader can choose.
        for_parties: id and name of each party that the reader may accept for.
        new_clauses: proposals for clauses that are not there yet.
        gone: headings of clauses of the version before that are not in this one.
    """

    lines: tuple[LineShown, ...]
    all: int
    done: str
    parties: tuple[tuple[str, str], ...]
    for_parties: tuple[tuple[str, str], ...]
    new_clauses: tuple[Proposal, ...]
    gone: tuple[str, ...]


def draft_page(draft: Draft, language: str, *, party: str = "", waits: bool = False) -> DraftPage:
    """The page; of one party's clauses, or of those that wait for the reader's own organisation.

    Four queries.
    """
    outline, accepted = draft.outline, holding(draft)
    proposals = proposals_on(draft, state=Proposal.OPEN)
    comments = open_comments(draft)
    counted = Counter(each.clause for each in proposals)
    chosen = [
        line
        for line in outline.clauses
        if (not party or party in _with_members(outline, line))
        and (not waits or _waits(draft, line, accepted[line.id], counted[line.id]))
    ]
    return DraftPage(
        lines=tuple(
            _shown(outline, line, accepted[line.id], counted[line.id], comments, language)
            for line in chosen
        ),
        all=len(outline.clauses),
        done=_done(outline, accepted),
        parties=tuple(_names(outline, language)),
        for_parties=party_names(draft, accepting_parties(draft), language),
        new_clauses=tuple(
            each for each in proposals if each.table == "clauses" and each.before is None
        ),
        gone=tuple(
            said(
                {"title_sv": one.before.title_sv, "title_en": one.before.title_en},
                "title",
                language,
            )
            for one in outline.changed_clauses.values()
            if one.before is not None and one.after is None
        ),
    )


def accepting_parties(draft: Draft) -> tuple[str, ...]:
    """Ids of the parties that sign and that the reader may accept for. At most one query."""
    if not draft.outline.is_open:
        return ()
    signing, owner = draft.outline.signing, draft.contract.owner_id
    own = {each for each in signing if KEPT_CONTRACTS.permits(draft.actor, "accept", each)}
    if KEPT_CONTRACTS.permits(draft.actor, "accept", owner):
        own |= rights.unattended([each for each in signing if each not in own])
    return tuple(each for each in signing if each in own)


def party_names(
    draft: Draft, parties: tuple[str, ...], language: str
) -> tuple[tuple[str, str], ...]:
    """Id and name of each."""
    cells = draft.outline.parties
    return tuple((each, said(cells[each], "title", language)) for each in parties)


def due_words(line: ClauseLine) -> str:
    """When what is promised in a clause is due."""
    years = "–".join(map(str, line.due))
    if line.yearly:
        every = gettext("every year")
        return f"{years}, {every}" if years else every
    return years


def _done(outline: Outline, accepted: Mapping[str, frozenset[str]]) -> str:
    everywhere = set(outline.signing) if outline.clauses else set()
    for line in outline.clauses:
        everywhere &= accepted[line.id]
    count = len(outline.signing)
    message = ngettext(
        "%(done)s of %(count)s party that signs has accepted every clause as it stands.",
        "%(done)s of %(count)s parties that sign have accepted every clause as it stands.",
        count,
    )
    return message % {"done": len(everywhere), "count": count}


def _with_members(outline: Outline, line: ClauseLine) -> Iterator[str]:
    """The parties of a clause; of a group also its members."""
    for name in line.parties:
        yield name
        yield from filter(None, outline.parties[name].get("members", "").split(" | "))


def _waits(draft: Draft, line: ClauseLine, accepted: frozenset[str], proposals: int) -> bool:
    """Whether the reader's organisation has yet to accept it, or to decide on a proposal."""
    held = draft.actor.memberships
    if any(each in held and each not in accepted for each in draft.outline.signing):
        return True
    return proposals > 0 and draft.may("write", line.parties)


def _names(outline: Outline, language: str) -> Iterator[tuple[str, str]]:
    """Id and name of each party whose a clause is, by name."""
    parties = {each for line in outline.clauses for each in line.parties}
    named = ((said(outline.parties[each], "title", language), each) for each in parties)
    for title, name in sorted(named):
        yield name, title


def _shown(
    outline: Outline,
    line: ClauseLine,
    accepted: frozenset[str],
    proposals: int,
    comments: Mapping[str, int],
    language: str,
) -> LineShown:
    titles = [said(outline.parties[each], "title", language) for each in line.parties]
    return LineShown(
        id=line.id,
        number=line.number,
        title=line.titles[language],
        depth=line.depth,
        parties=", ".join(titles),
        due=due_words(line),
        accepted=gettext("%(done)s of %(all)s")
        % {"done": len(accepted), "all": len(outline.signing)},
        waits_for=waiting_parties(
            outline, [each for each in outline.signing if each not in accepted], language
        ),
        proposals=proposals,
        comments=comments.get(line.id, 0),
        changes=_changes(line),
    )


def _changes(line: ClauseLine) -> tuple[str, ...]:
    """How the clause itself has changed, and apart from it how its promises have."""
    own = ", ".join(word(CHANGES, kind) for kind in line.changes)
    promises = ", ".join(
        word(CHANGES, kind) + (f" ({count})" if count > 1 else "")
        for kind, count in line.changed_commitments.items()
    )
    told = gettext("Promises: %(changes)s") % {"changes": promises} if promises else ""
    return tuple(filter(None, (own, told)))


def waiting_parties(outline: Outline, missing: Sequence[str], language: str) -> str:
    """The names of the parties that a clause waits for; of many how many they are."""
    if len(missing) > _NAMED:
        message = ngettext("%(count)s party", "%(count)s parties", len(missing))
        return message % {"count": len(missing)}
    return ", ".join(said(outline.parties[each], "title", language) for each in missing)
