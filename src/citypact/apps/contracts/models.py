"""What is kept of a published contract: which it is, and its pages as they are read.

Pages are made from a contract and its city's book when the contract is published, and are replaced
as a whole when it is published again; no arithmetic stands between them and the reader.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

__all__ = ["ContractPage", "PublishedContract"]

HASH_LENGTH = 64
NAME_LENGTH = 200
LANGUAGE_LENGTH = 8


class PublishedContract(models.Model):
    """A contract of a city; ``main`` is the version that its address alone leads to."""

    contract_id = models.CharField(max_length=NAME_LENGTH, unique=True)
    city_id = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=NAME_LENGTH)
    title_sv = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH)
    main = models.CharField(max_length=NAME_LENGTH)
    content_hash = models.CharField(max_length=HASH_LENGTH)
    book_hash = models.CharField(max_length=HASH_LENGTH)
    published_at = models.DateTimeField(auto_now=True)

    class Meta:
        """A city's contracts in a fixed order."""

        ordering: ClassVar = ["city_id", "contract_id"]

    def __str__(self) -> str:
        """``malmo-national 3f2a9c41``."""
        return f"{self.contract_id} {self.content_hash[:8]}"

    def title(self, language: str) -> str:
        """The contract's name in ``language``."""
        return self.title_sv if language == "sv" else self.title_en


class ContractPage(models.Model):
    """One page of one version in one language, ready to be shown.

    ``name`` is ``text``, ``promises``, ``changes``, or ``party/`` and the id of a party; ``body``
    holds the clauses of a page as HTML, drawn by this site's own template when it was published.
    """

    contract = models.ForeignKey(PublishedContract, models.CASCADE, related_name="pages")
    version = models.CharField(max_length=NAME_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH)
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    document = models.JSONField()
    body = models.TextField(blank=True)

    class Meta:
        """One a version, name and language."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "version", "name", "language"], name="one_page_of_a_contract"
            ),
        ]

    def __str__(self) -> str:
        """``malmo-national 3f2a9c41, 2024, promises (sv)``."""
        return f"{self.contract}, {self.version}, {self.name} ({self.language})"
