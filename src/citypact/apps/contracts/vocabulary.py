"""The words of contracts in the reader's language: strengths, forms, states, kinds of change."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

__all__ = ["AUTHORITIES", "CHANGES", "FORMS", "STATES", "STATUSES", "STRENGTHS", "word"]

STRENGTHS = {
    "undertakes": _("Undertakes"),
    "will": _("Will"),
    "ongoing": _("Under way already"),
    "intends": _("Intends"),
    "goal": _("Goal"),
}
FORMS = {
    "carry out": _("To carry out"),
    "finance": _("To finance"),
    "plan": _("To plan"),
    "analyse": _("To analyse"),
    "coordinate": _("To co-ordinate"),
    "learn": _("To learn"),
    "innovate": _("To develop anew"),
    "report": _("To report"),
    "inform": _("To inform"),
    "involve": _("To involve"),
    "regulate": _("To change rules"),
    "adapt": _("To adapt to the climate"),
}
STATES = {
    "draft": _("Draft"),
    "in review": _("In review"),
    "agreed": _("Agreed"),
    "signing": _("Being signed"),
    "in force": _("In force"),
    "superseded": _("Superseded"),
}
STATUSES = {
    "not begun": _("Not begun"),
    "under way": _("Under way"),
    "kept": _("Kept"),
    "kept in part": _("Kept in part"),
    "not kept": _("Not kept"),
}
AUTHORITIES = {
    "board": _("The city's boards"),
    "municipal company": _("The city's companies"),
    "region": _("The region"),
    "state": _("The state"),
    "eu": _("The EU"),
    "business": _("Businesses"),
    "household": _("Households"),
}

#: How a clause or a commitment differs from the version before.
CHANGES = {
    "new": _("New"),
    "dropped": _("Dropped"),
    "strengthened": _("Firmer"),
    "weakened": _("Weaker"),
    "reworded": _("Reworded"),
    "retitled": _("New heading"),
    "renumbered": _("New number"),
    "moved": _("Moved"),
    "other party": _("Other party"),
    "other date": _("Other date"),
    "carries more": _("Goes further"),
    "carries less": _("Goes less far"),
    "carries otherwise": _("Carried by other measures"),
}


def word(words: dict[str, str], key: str) -> str:
    """The word for ``key`` in the reader's language."""
    return gettext(words[key])
