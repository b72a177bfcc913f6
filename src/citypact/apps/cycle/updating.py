"""The most important updates of a party: drafted from what has changed, edited by a person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.cycle.events import UPDATE_WRITTEN
from citypact.apps.cycle.models import Update
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.opening import require_open
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import lock, rows_of
from citypact.contract.contract import Contract
from citypact.contract.updates import drafted_updates
from citypact.errors import InputError

__all__ = ["LONGEST", "Draft", "WriteUpdate", "draft_of"]

#: So many characters the updates of a party have at most, in each language.
LONGEST = 5_000


@dataclass(frozen=True)
class Draft:
    """What the difference and the year's follow-up say of a party, a line a sentence."""

    text_sv: str
    text_en: str

    @property
    def hash(self) -> str:
        """By which it is known whether the draft is still the one that a person saw."""
        return hashlib.sha256(f"{self.text_sv}\0{self.text_en}".encode()).hexdigest()


def draft_of(contract: Contract, version: str, party: str) -> Draft:
    """The draft of a party's updates in a version.

    Raises:
        InputError: there is no such version or party, the party is a group, or the version was
            drawn up from none.
    """
    found = contract.version(version)
    earlier = contract.versions.get(found.previous)
    if earlier is None:
        message = _("Version %(version)s was drawn up from no other: there is nothing to compare.")
        raise InputError(message % {"version": version})
    if party not in contract.parties or contract.parties[party].members:
        raise InputError(_("%(party)s is no party of its own.") % {"party": party})
    said = {
        language: "\n".join(drafted_updates(contract, earlier, found, party, language))
        for language in ("sv", "en")
    }
    return Draft(said["sv"], said["en"])


@dataclass(frozen=True)
class WriteUpdate(Action[Update]):
    """Keep a party's updates as a person has written them.

    ``draft`` is the hash of the draft that the person saw, ``seen`` the revision of the text, 0
    where there was none.
    """

    policy = KEPT_CONTRACTS
    verb = "write"

    contract: str
    version: str
    party: str
    text_sv: str
    text_en: str
    draft: str
    seen: int
    actor: Actor

    def permit(self) -> None:
        """Return when the actor may write for the owner, or for this party.

        Raises:
            PermissionDenied: the actor may not.
        """
        kept = KeptContract.objects.filter(pk=self.contract).first()
        if kept is None:
            super().permit()
            return
        rights.require(self.actor, self.verb, kept, [self.party])

    def change(self) -> Done[Update]:
        """Keep it beside the draft that was seen.

        Raises:
            FieldsError: a text is missing or too long.
            InputError: somebody else has edited it, or what has changed is not what was seen.
        """
        kept = lock(self.contract)
        rows = rows_of(kept)
        require_open(rows, self.version)
        draft = draft_of(rows.made(), self.version, self.party)
        found = Update.objects.filter(
            contract=kept, version=self.version, party=self.party
        ).first() or Update(contract=kept, version=self.version, party=self.party, revision=0)
        if found.revision != self.seen:
            message = _(
                "Somebody else has edited these updates since you opened them. Nothing of yours "
                "was written: compare both texts, and keep what is to stand."
            )
            raise InputError(message)
        if draft.hash != self.draft:
            message = _(
                "The contract has changed since you opened this page, and with it the draft. "
                "Nothing was kept, and your text is here still: look at the draft, then keep it."
            )
            raise InputError(message)
        self._require_texts()
        before = {"text_sv": found.text_sv, "text_en": found.text_en}
        after = {"text_sv": self.text_sv.strip(), "text_en": self.text_en.strip()}
        if before == after and found.drafted_sv == draft.text_sv:
            return Done(found, ())
        found.text_sv, found.text_en = after["text_sv"], after["text_en"]
        found.drafted_sv, found.drafted_en = draft.text_sv, draft.text_en
        found.drafted_from, found.by = kept.revision, self.actor.id
        found.revision += 1
        found.save()
        happened = Happened(
            UPDATE_WRITTEN,
            subject=f"contract:{kept.pk}",
            organisation=self.party,
            values={
                "contract": kept.pk,
                "version": self.version,
                "party": self.party,
                "before": before,
                "after": after,
            },
        )
        return Done(found, (happened,))

    def _require_texts(self) -> None:
        problems = {}
        for name in ("text_sv", "text_en"):
            text = getattr(self, name).strip()
            if not text:
                problems[name] = _("Write at least one line.")
            elif len(text) > LONGEST:
                told = {"length": len(text), "most": LONGEST}
                problems[name] = _("It has %(length)s characters; %(most)s at most.") % told
        if problems:
            raise FieldsError(_("The updates cannot be kept so:"), problems)
