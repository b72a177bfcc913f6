"""What is wrong with what a company says, in the reader's language, by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.contract.contract import Contract
from citypact.contract.local.sign_up import SignUp
from citypact.contract.local.yardstick import Yardstick
from citypact.errors import Problem
from citypact.figures.numbers import write_quantity

__all__ = ["told", "unwritable", "wrong_number"]


def told(
    problems: Iterable[Problem],
    said: SignUp,
    contract: Contract,
    known: Mapping[str, Yardstick],
) -> list[tuple[str, str]]:
    """Each problem as the field that it is about and a sentence; no field where it is of several.

    Args:
        problems: as :func:`citypact.contract.local.sign_up.sign_up_problems` gives them.
        said: what they were found in.
        contract: the local contract.
        known: the yardstick of every kind.
    """
    return [_told(each, said, contract, known) for each in problems]


def wrong_number(found: str) -> str:
    """What is said of what is no organisation number."""
    return _(
        "“%(found)s” is no organisation number of a company: it has ten digits, such as "
        "212000-1124, the third is 2 or more, and the last checks the others. A sole trader’s "
        "number is the person’s own, which is not kept here."
    ) % {"found": found}


def unwritable() -> str:
    """What is said of a text that no table holds."""
    return _("Begin the text with a letter or a digit, and write letters, digits and signs alone.")


def _told(
    problem: Problem, said: SignUp, contract: Contract, known: Mapping[str, Yardstick]
) -> tuple[str, str]:
    action = said.actions[problem.row - 1] if problem.row else None
    kind = action.kind if action is not None else ""
    language = get_language() or "sv"
    found = {"found": problem.found}
    if problem.check == "city" and action is not None:
        yardstick, unit = known[kind], contract.kinds[kind].unit
        message = _(
            "%(found)s is more than all of the city had in %(year)s: %(city)s. Count only what is "
            "the company’s own and in the city, and look at the unit."
        )
        return f"quantity-{kind}", message % {
            "found": write_quantity(action.quantity, unit, language),
            "city": write_quantity(yardstick.city, unit, language),
            "year": yardstick.city_year,
        }
    sentences = {
        "title": ("title", _("Give the company’s name as it stands in the register.")),
        "number": ("number", wrong_number(problem.found)),
        "taken": (
            "number",
            _(
                "A company with the number %(found)s has signed up already. Whoever has an account "
                "there signs in and changes what it has promised."
            )
            % found,
        ),
        "nothing": (
            "",
            _("Nothing is promised yet: state a quantity of one kind of action, or the roadmap."),
        ),
        "past": (
            f"due-{kind}",
            _("The year %(found)s is past: state the year by whose end it is to be done.") % found,
        ),
        "quantity": (f"quantity-{kind}", _("A quantity is a number above 0.")),
        "text": (problem.column, unwritable()),
        "twice": (f"quantity-{kind}", _("This kind stands twice: add the quantities up.")),
    }
    plain = (problem.column, _("“%(found)s” is not among what can be chosen here.") % found)
    return sentences.get(problem.check, plain)
