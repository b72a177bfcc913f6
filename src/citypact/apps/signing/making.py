"""The document of a version, made in the background: it takes seconds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.notices import Notice
from citypact.apps.conduct.queue import task
from citypact.apps.conduct.wording import in_words
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.models import Membership
from citypact.apps.signing import letters
from citypact.apps.signing.events import DOCUMENT_FAILED, DOCUMENT_MADE
from citypact.apps.signing.models import ContractDocument
from citypact.apps.signing.policy import DOCUMENTS
from citypact.apps.workspace.kept_books import book_of
from citypact.contract.states import signatories
from citypact.errors import CitypactError, InputError

__all__ = ["Typeset", "make_document", "typeset"]


@dataclass(frozen=True)
class Typeset:
    """A document, and the hash of its manifest: what its code in print leads to."""

    pdf: bytes
    manifest_hash: str


def typeset(document: ContractDocument) -> Typeset:
    """The document, from the rows as they stand.

    Raises:
        CitypactError: the rows have changed since it was asked for, or it cannot be made.
    """
    # Typesetting and computing are heavy, and only this asks for them.
    from citypact.documents.contract_document import contract_document  # noqa: PLC0415  as said
    from citypact.documents.frozen import freeze  # noqa: PLC0415  likewise

    rows = rows_of(document.contract)
    examined = rows.examined()
    contract = examined.contract(document.contract_id)
    if examined.content_hash(document.contract_id) != document.content_hash:
        message = translation.gettext(
            "The contract was changed since its document was asked for: ask for it again."
        )
        raise InputError(message)
    version = contract.version(document.version)
    with translation.override(document.language):
        verify_at = f"{settings.CITYPACT_ADDRESS}{reverse('signing:verify')}"
    frozen = freeze(
        contract, version, book_of(contract.city), document.language, verify_at=verify_at
    )
    return Typeset(contract_document(frozen), frozen.manifest.content_hash)


@task()
def make_document(pk: int) -> str:
    """Make the document ``pk`` and open it for signatures; its new state is returned."""
    document = ContractDocument.objects.select_related("contract").filter(pk=pk).first()
    if document is None or document.state != "wanted":
        return ""
    try:
        made, problem = typeset(document), ""
    except CitypactError as error:
        made, problem = Typeset(b"", ""), in_words(error.said)
    return _Keep(pk, made, problem).perform()


class _Keep(Action[str]):
    """Keep what was made, or why it could not be."""

    policy = DOCUMENTS
    verb = "make"

    def __init__(self, pk: int, made: Typeset, problem: str, actor: Actor = OPERATOR) -> None:
        self.pk, self.made, self.problem, self.actor = pk, made, problem, actor

    def change(self) -> Done[str]:
        """Keep it, and tell the signatories."""
        document = ContractDocument.objects.select_for_update().get(pk=self.pk)
        if document.state != "wanted":
            return Done(document.state, ())
        document.state, document.problem = ("failed" if self.problem else "open"), self.problem
        pdf = self.made.pdf
        document.pdf, document.made_at = pdf, timezone.now()
        document.manifest_hash = self.made.manifest_hash
        document.sha256 = document.current = hashlib.sha256(pdf).hexdigest() if pdf else ""
        document.save()
        happened = Happened(
            DOCUMENT_FAILED if self.problem else DOCUMENT_MADE,
            subject=f"contract:{document.contract_id}",
            organisation=document.contract.owner_id,
            values={
                "contract": document.contract_id,
                "version": document.version,
                "sha256": document.sha256,
                "problem": self.problem,
            },
        )
        told = () if self.problem else _signatories(document)
        return Done(document.state, (happened,), told)


def _signatories(document: ContractDocument) -> tuple[Notice, ...]:
    """A notice to everybody who may sign for a party. Two queries."""
    contract = rows_of(document.contract).made()
    held = Membership.objects.filter(
        organisation__in=signatories(contract), role="signatory"
    ).values_list("account", "organisation")
    return tuple(
        Notice(
            letters.ASKED,
            account,
            {
                "city": contract.city,
                "contract": contract.id,
                "version": document.version,
                "party": organisation,
            },
        )
        for account, organisation in held
    )
