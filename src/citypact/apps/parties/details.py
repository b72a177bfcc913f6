"""What is known of an organisation, and whether it can be kept so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from citypact.apps.conduct.fields import FieldsError
from citypact.apps.parties.models import Organisation
from citypact.apps.parties.words import AUTHORITIES, KINDS
from citypact.contract.organisation_number import organisation_number
from citypact.errors import InputError

__all__ = ["Details", "DetailsError"]


class DetailsError(FieldsError):
    """What cannot be kept of an organisation."""

    def __init__(self, organisation: str, problems: Mapping[str, str]) -> None:
        """Collect the problems of ``organisation`` into one exception."""
        super().__init__(
            _("The organisation %(id)s cannot be kept so:") % {"id": organisation}, problems
        )


@dataclass(frozen=True)
class Details:
    """What is known of an organisation; see :class:`~citypact.apps.parties.models.Organisation`."""

    title_sv: str
    title_en: str
    kind: str
    number: str = ""
    authority: str = ""
    actor: str = ""
    parent: str = ""
    mandate_sv: str = ""
    mandate_en: str = ""

    @classmethod
    def of(cls, organisation: Organisation) -> Details:
        """What is kept of ``organisation`` now."""
        own = {
            name: getattr(organisation, name) for name in cls.__annotations__ if name != "parent"
        }
        return cls(**own, parent=organisation.parent_id or "")

    def checked(self, own_id: str) -> Details:
        """The same in its usual form, for the organisation ``own_id``.

        Raises:
            DetailsError: something cannot be; all of it is said at once.
        """
        problems: dict[str, str] = {}
        for name in ("title_sv", "title_en"):
            if not getattr(self, name).strip():
                problems[name] = _("Give the name in both languages.")
        for name, allowed in (("kind", KINDS), ("authority", {"": "", **AUTHORITIES})):
            given = getattr(self, name)
            if given not in allowed:
                message = _("“%(given)s” is not among them: choose one of %(allowed)s.")
                told = {"given": given, "allowed": ", ".join(filter(None, allowed))}
                problems[name] = message % told
        number, problem = _number(self.number.strip(), own_id)
        if problem:
            problems["number"] = problem
        if self.parent and (problem := _parent_problem(own_id, self.parent)):
            problems["parent"] = problem
        if problems:
            raise DetailsError(own_id, problems)
        return replace(self, number=number)


def _number(written: str, own_id: str) -> tuple[str, str]:
    """The organisation number in its usual form, and what is wrong with it."""
    if not written:
        return "", ""
    try:
        number = organisation_number(written)
    except InputError:
        message = _(
            "“%(number)s” is no organisation number: it has ten digits, such as 212000-1124, the "
            "third is 2 or more, and the last checks the others. Look for a digit that is wrong."
        )
        return "", message % {"number": written}
    taken = Organisation.objects.filter(number=number).exclude(id=own_id).first()
    if taken is not None:
        message = _("%(number)s is the number of %(other)s: one of the two is wrong.")
        return "", message % {"number": number, "other": taken.id}
    return number, ""


def _parent_problem(own_id: str, parent: str) -> str:
    parents = dict(Organisation.objects.values_list("id", "parent_id"))
    if parent not in parents:
        return _("There is no organisation %(parent)s: add it first.") % {"parent": parent}
    above: str | None = parent
    while above is not None:
        if above == own_id:
            message = _("%(parent)s is a part of %(id)s itself: choose another.")
            return message % {"parent": parent, "id": own_id}
        above = parents[above]
    return ""
