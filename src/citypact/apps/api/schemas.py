"""What goes in and out of the interface, as JSON. Cells are texts, as they stand in the tables."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

__all__ = [
    "AcceptanceIn",
    "ContractOut",
    "EditIn",
    "EditsIn",
    "FindingsOut",
    "ProblemsOut",
    "RowOut",
    "RowsOut",
    "SignatureOut",
    "SignaturesOut",
    "StepIn",
    "VersionOut",
    "WrittenOut",
]

#: The most rows that one request changes.
MOST_EDITS = 1_000


class _In(Schema):
    """What comes in has the fields that are named, and no others."""

    model_config = ConfigDict(extra="forbid")


class VersionOut(Schema):
    """A version: its id, the year that it holds for, its state."""

    id: str
    year: int
    state: str


class ContractOut(Schema):
    """A contract that is written here. ``revision`` counts its changes."""

    id: str
    city: str
    kind: str
    title_sv: str
    title_en: str
    owner: str
    revision: int
    content_hash: str
    versions: list[VersionOut]


class RowOut(Schema):
    """A row as it stands; ``revision`` is what a writer has to say to have seen."""

    table: str
    key: str
    cells: dict[str, str]
    revision: int


class RowsOut(Schema):
    """Rows of a contract at one revision of it."""

    contract: str
    revision: int
    rows: list[RowOut]


class EditIn(_In):
    """What is to become of a row: ``cells`` is all of it, or null to take it away.

    ``seen`` is the revision of the row that was read; 0 for a row that is not there.
    """

    table: str
    key: str
    cells: dict[str, str] | None
    seen: int = Field(ge=0)


class EditsIn(_In):
    """Edits that are made together or not at all."""

    edits: list[EditIn] = Field(min_length=1, max_length=MOST_EDITS)


class WrittenOut(Schema):
    """What a change made: the new revision and hash, and the rows that are not as they were."""

    revision: int
    content_hash: str
    rows: list[str]


class AcceptanceIn(_In):
    """That a party accepts clauses: by the id of each, the hash of what was read."""

    party: str
    clauses: dict[str, str] = Field(min_length=1)


class StepIn(_In):
    """The state that a version is to go on to."""

    to: str


class FindingsOut(Schema):
    """What ``citypact contract check --json`` prints."""

    findings: list[dict[str, Any]]
    accepted: list[dict[str, Any]]
    not_checked: list[dict[str, Any]]


class SignatureOut(Schema):
    """How it stands with a party: waited for, signed, declined or withdrawn."""

    party: str
    state: str
    level: str
    at: str | None


class SignaturesOut(Schema):
    """How far the signing of a version has come; ``current`` is the document's hash."""

    state: str
    sha256: str
    current: str
    signatures: list[SignatureOut]


class ProblemsOut(Schema):
    """Why something was not done. ``problems`` says each by its place; nothing was changed."""

    message: str
    problems: list[dict[str, Any]] = Field(default_factory=list)
