"""Every change of a document and its signatures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.kinds import Kind
from citypact.apps.contracts.vocabulary import STATES, word
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.rows import lock, rows_of
from citypact.apps.signing import events
from citypact.apps.signing.checking import open_findings
from citypact.apps.signing.examining import SignedDocument
from citypact.apps.signing.making import make_document
from citypact.apps.signing.models import REASON_LENGTH, ContractDocument, PartySignature
from citypact.apps.signing.policy import DOCUMENTS
from citypact.contract.states import signatories
from citypact.errors import InputError

__all__ = [
    "AbandonDocument",
    "DeclineSignature",
    "GiveSignature",
    "WantDocument",
    "WithdrawSignature",
]


class _WithReason:
    """What is done with a reason, which the other parties read."""

    reason: str

    def check(self) -> None:
        """See that there is a reason, and not too much of it.

        Raises:
            FieldsError: there is none, or it is too long.
        """
        problem = ""
        if not self.reason.strip():
            problem = _("Say why: the other parties read it.")
        elif len(self.reason) > REASON_LENGTH:
            told = {"length": len(self.reason), "most": REASON_LENGTH}
            problem = _("The reason has %(length)s characters; %(most)s at most.") % told
        if problem:
            raise FieldsError(_("It cannot be kept so:"), {"reason": problem})


class _OfParty:
    """What a party's own signatory does, and nobody else for it."""

    party: str

    def within(self) -> str | None:
        """The party."""
        return self.party


@dataclass(frozen=True)
class WantDocument(OfTheOwner, Action[ContractDocument]):
    """Have the document of a version made, in the language in which it is signed."""

    policy = DOCUMENTS
    verb = "make"

    contract: str
    version: str
    language: str
    actor: Actor

    def change(self) -> Done[ContractDocument]:
        """Ask for it; it is made after this."""
        kept = lock(self.contract)
        rows = rows_of(kept)
        version = rows.made().version(self.version)
        if version.state != "signing":
            message = _("The version is %(state)s: its document is made when it is being signed.")
            raise InputError(message % {"state": word(STATES, version.state).lower()})
        if count := open_findings(rows, self.version):
            message = _("%(count)s findings of the checker are neither mended nor let stand.")
            raise InputError(message % {"count": count})
        own = ContractDocument.objects.select_for_update().filter(
            contract=kept, version=self.version
        )
        if own.exclude(state__in=("abandoned", "failed")).exists():
            raise InputError(_("The version has its document already."))
        own.filter(state="failed").update(state="abandoned")
        document = ContractDocument.objects.create(
            contract=kept,
            version=self.version,
            language=self.language,
            content_hash=rows.examined().content_hash(self.contract),
        )
        make_document.enqueue(document.pk)
        return Done(document, (_happened(events.DOCUMENT_WANTED, document),))


@dataclass(frozen=True)
class AbandonDocument(OfTheOwner, _WithReason, Action[None]):
    """Give the signing up: signatures that were given stand no more, and the parties begin again.

    The document with them is kept, and says so.
    """

    policy = DOCUMENTS
    verb = "abandon"

    contract: str
    version: str
    reason: str
    actor: Actor

    def change(self) -> Done[None]:
        """Give it up."""
        document = _locked(self.contract, self.version)
        state = rows_of(document.contract).made().version(self.version).state
        if state in {"in force", "superseded"}:
            message = _("The version is %(state)s: what was signed stands.")
            raise InputError(message % {"state": word(STATES, state).lower()})
        document.state = "abandoned"
        document.save(update_fields=["state"])
        reason = self.reason.strip()
        return Done(None, (_happened(events.DOCUMENT_ABANDONED, document, reason=reason),))


@dataclass(frozen=True)
class GiveSignature(Action[PartySignature]):
    """Keep a party's signature, which has been examined; see :mod:`.examining`."""

    policy = DOCUMENTS
    verb = "sign"

    contract: str
    version: str
    signed: SignedDocument
    actor: Actor

    def within(self) -> str | None:
        """The party: nobody else signs for it."""
        return self.signed.party

    def change(self) -> Done[PartySignature]:
        """Keep it, where the document is still what was signed."""
        document = _locked(self.contract, self.version)
        again = self.signed.again
        _require_signatory(document, self.signed.party, again=bool(again))
        # Of two who sign at once the second is told; the bytes that were examined are these.
        if document.current != self.signed.base or not self.signed.pdf.startswith(
            bytes(document.pdf)
        ):
            message = _(
                "Somebody else signed while you did. Nothing was lost: fetch the document as it is "
                "now, and sign that."
            )
            raise InputError(message)
        document.pdf, document.current = self.signed.pdf, self.signed.sha256
        document.save(update_fields=["pdf", "current"])
        document.handovers.filter(party=self.signed.party).delete()
        signature, _created = PartySignature.objects.update_or_create(
            document=document,
            party=self.signed.party,
            defaults={"state": "signed", "level": self.signed.level, "reason": again},
        )
        happened = _happened(
            events.SIGNATURE_REPLACED if again else events.SIGNATURE_GIVEN,
            document,
            organisation=self.signed.party,
            party=self.signed.party,
            sha256=document.current,
            level=self.signed.level,
            reason=again,
        )
        return Done(signature, (happened,))


@dataclass(frozen=True)
class DeclineSignature(_OfParty, _WithReason, Action[PartySignature]):
    """Say that a party does not sign, and why. It may sign later all the same."""

    policy = DOCUMENTS
    verb = "decline"

    contract: str
    version: str
    party: str
    reason: str
    actor: Actor

    def change(self) -> Done[PartySignature]:
        """Keep that it declined."""
        document = _locked(self.contract, self.version)
        if document.signatures.filter(party=self.party, state="signed").exists():
            message = _("The party has signed: it can withdraw its signature, not decline it.")
            raise InputError(message)
        _require_signatory(document, self.party)
        return _said(document, self.party, "declined", self.reason, events.SIGNATURE_DECLINED)


@dataclass(frozen=True)
class WithdrawSignature(_OfParty, _WithReason, Action[PartySignature]):
    """Say that a party's signature is to stand no more, and why, before the version is in force.

    What is signed cannot be unsigned: the signature stays in the document, the withdrawal stands
    beside it, and the version cannot come into force with it.
    """

    policy = DOCUMENTS
    verb = "withdraw"

    contract: str
    version: str
    party: str
    reason: str
    actor: Actor

    def change(self) -> Done[PartySignature]:
        """Keep that it withdrew."""
        document = _locked(self.contract, self.version)
        state = rows_of(document.contract).made().version(self.version).state
        if state != "signing":
            message = _("The version is %(state)s: a signature can no longer be withdrawn.")
            raise InputError(message % {"state": word(STATES, state).lower()})
        if not document.signatures.filter(party=self.party, state="signed").exists():
            raise InputError(_("The party has no signature that stands."))
        return _said(document, self.party, "withdrawn", self.reason, events.SIGNATURE_WITHDRAWN)


def _said(
    document: ContractDocument, party: str, state: str, reason: str, kind: Kind
) -> Done[PartySignature]:
    signature, _created = PartySignature.objects.update_or_create(
        document=document, party=party, defaults={"state": state, "reason": reason.strip()}
    )
    happened = _happened(kind, document, organisation=party, party=party, reason=reason.strip())
    return Done(signature, (happened,))


def _locked(contract: str, version: str) -> ContractDocument:
    """The document that is signed now, kept from others until the transaction ends.

    Raises:
        InputError: there is none.
    """
    lock(contract)
    found = (
        ContractDocument.objects.select_for_update(of=("self",))
        .select_related("contract")
        .filter(contract=contract, version=version)
        .exclude(state="abandoned")
        .first()
    )
    if found is None:
        raise InputError(_("This version has no document to sign."))
    return found


def _require_signatory(document: ContractDocument, party: str, *, again: bool = False) -> None:
    """Refuse where nobody signs for the party now; ``again`` where another takes the place."""
    if document.state != "open":
        raise InputError(_("The document is not ready to be signed."))
    contract = rows_of(document.contract).made()
    if contract.version(document.version).state != "signing":
        raise InputError(_("The version is not being signed."))
    if party not in signatories(contract):
        message = _("%(party)s does not sign this contract.") % {"party": party}
        raise InputError(message)
    states = set(document.signatures.filter(party=party).values_list("state", flat=True))
    if "withdrawn" in states:
        message = _("%(party)s has withdrawn its signature: it signs this document no more.")
        raise InputError(message % {"party": party})
    if "signed" in states and not again:
        message = _("%(party)s has signed this document already.") % {"party": party}
        raise InputError(message)


def _happened(
    kind: Kind, document: ContractDocument, *, organisation: str = "", **values: object
) -> Happened:
    return Happened(
        kind,
        subject=f"contract:{document.contract_id}",
        organisation=organisation or document.contract.owner_id,
        values={"contract": document.contract_id, "version": document.version, **values},
    )
