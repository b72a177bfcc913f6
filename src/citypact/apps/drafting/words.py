"""What columns and cells of a contract are called on the pages where it is written."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from citypact.apps.contracts.vocabulary import AUTHORITIES, FORMS, STATUSES, STRENGTHS
from citypact.apps.drafting.light import Cells
from citypact.apps.drafting.outline import Outline

__all__ = [
    "COLUMNS",
    "EVENTS",
    "QUALITIES",
    "TABLES",
    "cell_word",
    "column_word",
    "said",
    "shown_cell",
]

TABLES: Final = {
    "clauses": _("Clause"),
    "commitments": _("Commitment"),
    "commitment_measures": _("Measure"),
    "commitment_indicators": _("Indicator"),
    "commitment_funding": _("Funding"),
    "commitment_actions": _("Quantity"),
}
COLUMNS: Final = {
    "number": _("Number"),
    "parent": _("Stands under"),
    "order": _("Place"),
    "title_sv": _("Heading in Swedish"),
    "title_en": _("Heading in English"),
    "party": _("Party"),
    "text_sv": _("Text in Swedish"),
    "text_en": _("Text in English"),
    "source_detail": _("Place in the source"),
    "clause": _("Clause"),
    "strength": _("Strength"),
    "form": _("Form"),
    "due": _("Due"),
    "yearly": _("Every year"),
    "measurable": _("Measurable"),
    "authority": _("Who can decide on it"),
    "status": _("Status"),
    "evidence_sv": _("Evidence in Swedish"),
    "evidence_en": _("Evidence in English"),
    "note_sv": _("Note in Swedish"),
    "note_en": _("Note in English"),
    "commitment": _("Commitment"),
    "measure": _("Measure"),
    "level": _("How far it takes the measure"),
    "certainty": _("How sure it is"),
    "quality": _("Rests on"),
    "indicator": _("Indicator"),
    "funding": _("Source of funds"),
    "kind": _("Kind"),
    "quantity": _("Quantity"),
    "object": _("Object"),
    "signs": _("Signs it"),
    "address": _("Address"),
}
QUALITIES: Final = {
    "reported": _("The contract names it"),
    "derived": _("It follows from another document"),
    "assumption": _("Our reading"),
}
YES_NO: Final = {"yes": _("Yes"), "no": _("No")}
#: What happened, by the code of the event.
EVENTS: Final = {
    "drafting.contract.taken_in": _("The contract was taken in"),
    "drafting.rows.changed": _("Changed"),
    "drafting.clauses.accepted": _("Accepted as it stood"),
    "drafting.acceptance.withdrawn": _("No longer accepted"),
    "drafting.proposal.made": _("A change was proposed"),
    "drafting.proposal.accepted": _("Changed as was proposed"),
    "drafting.proposal.declined": _("A proposal was declined"),
    "drafting.proposal.withdrawn": _("A proposal was withdrawn"),
    "drafting.comment.made": _("A comment was made"),
    "drafting.comment.resolved": _("A comment was settled"),
    "drafting.comment.removed": _("A comment was taken away"),
}
_WORDED: Final = {
    "strength": STRENGTHS,
    "form": FORMS,
    "authority": AUTHORITIES,
    "status": STATUSES,
    "quality": QUALITIES,
    "yearly": YES_NO,
    "measurable": YES_NO,
    "signs": YES_NO,
}


def column_word(column: str) -> str:
    """What a column is called in the reader's language."""
    return gettext(COLUMNS[column]) if column in COLUMNS else column


def cell_word(column: str, text: str) -> str:
    """A cell of one of a few words in the reader's language; any other as it is written."""
    words = _WORDED.get(column, {})
    return gettext(words[text]) if text in words else text


def said(cells: Cells, name: str, language: str) -> str:
    """A text that stands in two languages, in the reader's where it does, else in the other."""
    return next(
        (text for code in (language, "sv", "en") if (text := cells.get(f"{name}_{code}", ""))), ""
    )


def shown_cell(outline: Outline, column: str, text: str, language: str) -> str:
    """A cell as people read it: a word, a party's name, a clause's heading, or as it is written."""
    if not text:
        return ""
    if column == "party" and text in outline.parties:
        return said(outline.parties[text], "title", language)
    if column in {"clause", "parent"} and text in outline.clause:
        line = outline.clause[text]
        return f"{line.number} {line.titles[language]}".strip()
    return cell_word(column, text)
