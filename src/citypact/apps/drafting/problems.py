"""What is wrong with a row, told at its field in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from citypact.apps.conduct.action import Action
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.wording import in_words
from citypact.apps.drafting.rows import ConflictError
from citypact.errors import ContractError, InputError, Problem

__all__ = ["kept", "told"]

#: By the check that found it. What is not here is told as the check says it.
_TOLD: Final = {
    "number-twice": _("Another clause of this version has this number: choose another."),
    "clause-circle": _("A clause cannot stand under itself: choose another place."),
    "same-version": _("Something still stands in it or under it: move that or take it away first."),
    "reference": _("There is no such thing any more: choose another."),
    "key-twice": _("It is there already."),
    "note-missing": _("Say why it is read so, in both languages."),
    "formula": _("A text cannot begin with =, +, - or @: begin it with a letter."),
    "control-character": _("There is a sign in it that cannot be kept: write the text anew."),
    "text-length": _("The text is too long: at most 10,000 characters are kept."),
    "id-form": _("This is no identifier: small letters a to z, digits, hyphens and points."),
    "required": _("This cannot be left empty."),
}


def told(problem: Problem) -> str:
    """A problem as a person who fills in a form reads it."""
    return gettext(_TOLD[problem.check]) if problem.check in _TOLD else in_words(problem.said)


def kept(action: Action[Any], form: forms.Form) -> bool:
    """Whether it could be done; what stood in the way is said on the form, at its field.

    Raises:
        ConflictError: somebody else has changed what was to be changed.
    """
    try:
        action.perform()
    except ConflictError:
        raise
    except FieldsError as error:
        for field, problem in error.problems.items():
            form.add_error(field if field in form.fields else None, problem)
    except ContractError as error:
        for column, text in dict.fromkeys((each.column, told(each)) for each in error.problems):
            form.add_error(column if column in form.fields else None, text)
    except PermissionDenied:
        message = gettext("You may not write this as it would stand then: propose it instead.")
        form.add_error(None, message)
    except InputError as error:
        form.add_error(None, in_words(error.said))
    else:
        return True
    return False
