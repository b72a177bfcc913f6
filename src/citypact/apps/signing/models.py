"""What is kept of a version that is signed: its document, and how it stands with each party."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from citypact.apps.drafting.models import KeptContract

__all__ = ["ContractDocument", "Handover", "PartySignature"]

HASH_LENGTH = 64
NAME_LENGTH = 200
LANGUAGE_LENGTH = 8
REASON_LENGTH = 2_000


class ContractDocument(models.Model):
    """The document of a version: made once, and longer by each signature.

    ``state`` is ``wanted`` until it is made, then ``open`` for signatures, or ``failed`` with the
    ``problem``; ``abandoned`` where the parties begin again. ``sha256`` is of the document as it
    was made, before any signature, ``current`` of ``pdf``, and ``manifest_hash`` of its manifest:
    what its code in print leads to.
    """

    contract = models.ForeignKey(KeptContract, models.PROTECT, related_name="documents")
    version = models.CharField(max_length=NAME_LENGTH)
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    content_hash = models.CharField(max_length=HASH_LENGTH)
    state = models.CharField(max_length=NAME_LENGTH, default="wanted")
    problem = models.TextField(blank=True)
    sha256 = models.CharField(max_length=HASH_LENGTH, blank=True, db_index=True)
    current = models.CharField(max_length=HASH_LENGTH, blank=True)
    manifest_hash = models.CharField(max_length=HASH_LENGTH, blank=True, db_index=True)
    pdf = models.BinaryField(default=bytes)
    made_at = models.DateTimeField(null=True)

    class Meta:
        """The newest last; one that is not abandoned for each version."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "version"],
                condition=~models.Q(state="abandoned"),
                name="one_document_a_version",
            ),
        ]

    def __str__(self) -> str:
        """``malmo-national 2025 (open)``."""
        return f"{self.contract_id} {self.version} ({self.state})"


class PartySignature(models.Model):
    """How it stands with a party: ``signed``, ``declined`` or ``withdrawn``, with the reason.

    Who signed stands in the document, and there alone; ``level`` is what the signature was shown
    to be when it came.
    """

    document = models.ForeignKey(ContractDocument, models.CASCADE, related_name="signatures")
    party = models.CharField(max_length=NAME_LENGTH)
    state = models.CharField(max_length=NAME_LENGTH)
    level = models.CharField(max_length=NAME_LENGTH, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """By party; one a party."""

        ordering: ClassVar = ["document", "party"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "party"], name="one_signature_a_party"),
        ]

    def __str__(self) -> str:
        """``municipality signed``."""
        return f"{self.party} {self.state}"


class Handover(models.Model):
    """A signature whose digest was handed to a signing service, until the signature comes back.

    ``prepared`` is what :class:`citypact.documents.pades.handover.Prepared` keeps; nothing secret.
    """

    document = models.ForeignKey(ContractDocument, models.CASCADE, related_name="handovers")
    party = models.CharField(max_length=NAME_LENGTH)
    prepared = models.JSONField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """One a party; a later one takes the place of the earlier."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "party"], name="one_handover_a_party"),
        ]

    def __str__(self) -> str:
        """Whose."""
        return f"of {self.party}"
