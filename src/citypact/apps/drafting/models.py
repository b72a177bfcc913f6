"""What is kept of a contract that is written here: which it is, and the rows of its tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from citypact.apps.parties.models import Organisation

__all__ = ["KeptContract", "KeptRow"]

NAME_LENGTH = 200
KEY_LENGTH = 500


class KeptContract(models.Model):
    """A contract in this workspace.

    ``settings`` are the entries of ``contract.toml`` as texts; ``owner`` is the organisation whose
    coordinator leads the work; ``revision`` counts the changes, the first rows being of revision 1.
    """

    id = models.CharField(primary_key=True, max_length=NAME_LENGTH)
    city_id = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=NAME_LENGTH)
    title_sv = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH)
    settings = models.JSONField()
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="kept_contracts")
    revision = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """A city's contracts in a fixed order."""

        ordering: ClassVar = ["city_id", "id"]

    def __str__(self) -> str:
        """``malmo-national, revision 7``."""
        return f"{self.pk}, revision {self.revision}"

    def title(self, language: str) -> str:
        """The contract's name in ``language``."""
        return self.title_sv if language == "sv" else self.title_en


class KeptRow(models.Model):
    """A row of one of a contract's tables; ``cells`` holds what is written, by column.

    ``version`` is the version that the row belongs to, empty for what all versions share;
    ``revision`` is the contract's at the row's last change: whoever has seen it has seen the row
    as it stands.
    """

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=NAME_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    version = models.CharField(max_length=NAME_LENGTH, blank=True)
    cells = models.JSONField()
    revision = models.PositiveBigIntegerField()

    class Meta:
        """By table and key; no key twice."""

        ordering: ClassVar = ["table", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "table", "key"], name="one_row_of_a_contract_a_key"
            ),
        ]

    def __str__(self) -> str:
        """``clauses/2026:purpose``."""
        return f"{self.table}/{self.key}"
