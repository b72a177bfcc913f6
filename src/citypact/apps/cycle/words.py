"""Steps, conditions and milestones in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from citypact.apps.contracts.frame import text_in
from citypact.apps.contracts.vocabulary import STATES, word
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.schedule import schedule
from citypact.contract.contract import Contract
from citypact.contract.states import Condition

__all__ = ["STEPS", "condition_words", "milestone_title", "names_of", "state_word"]

#: What somebody asks for, by the states before and after.
STEPS = {
    ("draft", "in review"): _("Send to review"),
    ("in review", "draft"): _("Take back to draft"),
    ("in review", "agreed"): _("Say that it is agreed"),
    ("agreed", "in review"): _("Take back to review"),
    ("agreed", "signing"): _("Begin the signing"),
    ("signing", "in review"): _("Take back to review"),
    ("signing", "in force"): _("Put it in force"),
}
_CONDITIONS = {
    "has commitments": _("It holds at least one commitment"),
    "has headings": _("Every clause has a heading"),
    "accepted": _("Every party that signs has accepted the text as it stands"),
    "no findings": _("Every finding of the checker is mended, or accepted with a reason"),
    "not signed": _("Nobody has signed yet"),
    "signed": _("Every party that signs has signed"),
    "latest": _("No version of the same year or a later one is in force"),
}
_LACKING = {
    "has headings": _("without: %(names)s"),
    "accepted": _("not yet: %(names)s"),
    "not signed": _("signed already: %(names)s"),
    "signed": _("not yet: %(names)s"),
    "latest": _("in force: %(names)s"),
}


def state_word(state: str) -> str:
    """A state as people read it."""
    return word(STATES, state)


def condition_words(contract: Contract, condition: Condition, language: str) -> tuple[str, str]:
    """What must hold, and what stands in its way; that is empty where it holds."""
    what = gettext(_CONDITIONS[condition.name])
    if condition.met:
        return what, ""
    if condition.name == "no findings":
        left = ngettext("%(count)s finding is left", "%(count)s findings are left", condition.count)
        return what, left % {"count": condition.count}
    if condition.name not in _LACKING:
        return what, ""
    names = ", ".join(names_of(contract, condition.names, language))
    return what, gettext(_LACKING[condition.name]) % {"names": names}


def milestone_title(milestone: Milestone, language: str) -> str:
    """What is due, in ``language``."""
    if milestone.kind:
        return schedule()[milestone.kind].title(language)
    return milestone.title_sv if language == "sv" else milestone.title_en


def names_of(contract: Contract, ids: tuple[str, ...], language: str) -> list[str]:
    """Parties by their names; what is no party by its id."""
    return [
        text_in(contract.parties[name], "title", language)[0] if name in contract.parties else name
        for name in ids
    ]
