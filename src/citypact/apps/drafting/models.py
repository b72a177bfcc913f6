"""What is kept of a contract that is written here: its rows, and what people say of them.

Whoever says something stands by an id that says nothing of the person, as in the events, and by the
organisation and role in which it was said. When an account is erased that id leads to nobody.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from citypact.apps.parties.models import Organisation

__all__ = ["Acceptance", "Comment", "KeptContract", "KeptRow", "Proposal"]

HASH_LENGTH = 64
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


class Said(models.Model):
    """What somebody says of a clause: where, who by an id that says nothing, and when."""

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="%(class)ss")
    version = models.CharField(max_length=NAME_LENGTH)
    clause = models.CharField(max_length=NAME_LENGTH, blank=True)
    party = models.CharField(max_length=NAME_LENGTH)
    by = models.CharField(max_length=NAME_LENGTH)
    role = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Not a table of its own."""

        abstract = True


class Acceptance(Said):
    """That ``party`` agrees with a clause whose content had the hash ``content_hash``.

    It holds as long as the clause has that content: see :mod:`citypact.apps.drafting.content`.
    """

    content_hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        """A party accepts a clause once."""

        ordering: ClassVar = ["version", "clause", "party"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "version", "clause", "party"],
                name="one_acceptance_of_a_clause_a_party",
            ),
        ]

    def __str__(self) -> str:
        """``malmo accepts 2026:purpose``."""
        return f"{self.party} accepts {self.version}:{self.clause}"


class Proposal(Said):
    """What is proposed to become of one row, by the people of ``party``.

    ``clause`` is the clause that the row belongs to; for a new clause the one above it, or empty.
    ``cells`` is what is to stand in the row, None where it is to be taken away; ``before`` what
    stood in it when it was proposed, None where it was not there; ``seen`` the revision of the row
    that was seen. ``answer`` is what whoever decided said of it.
    """

    OPEN, ACCEPTED, DECLINED, WITHDRAWN = "open", "accepted", "declined", "withdrawn"

    table = models.CharField(max_length=NAME_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    seen = models.PositiveBigIntegerField()
    before = models.JSONField(null=True)
    cells = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=NAME_LENGTH, default=OPEN)
    answer = models.TextField(blank=True)
    decided_by = models.CharField(max_length=NAME_LENGTH, blank=True)
    decided_for = models.CharField(max_length=NAME_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["contract", "version", "state"], name="proposals_of_a_version"),
        ]

    def __str__(self) -> str:
        """``malmo proposes clauses/2026:purpose (open)``."""
        return f"{self.party} proposes {self.table}/{self.key} ({self.state})"


class Comment(Said):
    """What somebody of ``party`` thinks of a clause; an empty text was taken back."""

    text = models.TextField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=NAME_LENGTH, blank=True)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["contract", "version"], name="comments_on_a_version"),
        ]

    def __str__(self) -> str:
        """``malmo on 2026:purpose``."""
        return f"{self.party} on {self.version}:{self.clause}"
