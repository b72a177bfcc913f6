"""What a contract's document says of itself: which data, which program, which run.

The manifest is attached to the document as ``manifest.json``. It names every other attachment
with its hash, and whose signatures the version needs, so that what is missing shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from citypact.errors import InputError

__all__ = ["BOOK", "CONTRACT", "FORMAT", "MANIFEST", "RESULTS", "Manifest"]

#: Names of the attachments.
MANIFEST = "manifest.json"
BOOK = "city-book.zip"
CONTRACT = "contract.zip"
RESULTS = "adequacy.json"

#: The form of the manifest; a later one that means something else has another number.
FORMAT = 1

_HASH_DIGITS = 64


@dataclass(frozen=True)
class Manifest:
    """What was frozen with a version.

    Attributes:
        contract: its id.
        version: its id.
        city: id of the city book.
        language: ``sv`` or ``en``, of the document.
        program_version: of Citypact.
        program_hash: content hash of the program that the model was run as.
        book_hash: content hash of the city book.
        contract_hash: content hash of the contract's tables.
        seed: of the draws.
        draws: how many.
        signatories: ids of the parties whose signatures the version needs.
        files: SHA-256 of every other attachment, by name.
        format: :data:`FORMAT`.
    """

    contract: str
    version: str
    city: str
    language: str
    program_version: str
    program_hash: str
    book_hash: str
    contract_hash: str
    seed: int
    draws: int
    signatories: tuple[str, ...]
    files: Mapping[str, str]
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """As JSON, the same bytes for the same manifest."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Read a manifest strictly: every field, of its type, and no other.

        Raises:
            InputError: it is no manifest that this version of Citypact can read; all that is
                wrong is told.
        """
        try:
            said = json.loads(content.decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            raise InputError(f"{MANIFEST} is no JSON in UTF-8: {error}") from error
        problems = _problems(said)
        if problems:
            raise InputError(f"{MANIFEST} cannot be used: {'; '.join(problems)}")
        return cls(**{**said, "signatories": tuple(said["signatories"])})


def _problems(said: object) -> list[str]:
    if not isinstance(said, dict):
        return [f"it holds {type(said).__name__}, not an object"]
    if said.get("format") != FORMAT:
        return [f"its format is {said.get('format')!r}; this Citypact reads {FORMAT}"]
    wanted = {one.name: str(one.type) for one in fields(Manifest)}
    found = [f"{name} is missing" for name in wanted if name not in said]
    found += [f"{name} is unknown" for name in said if name not in wanted]
    for name, kind in wanted.items():
        if name in said and not _is(said[name], kind):
            found.append(f"{name} is {said[name]!r}, not of the type {kind}")
    return found


def _is(value: object, kind: str) -> bool:
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if kind.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind.startswith("Mapping"):
        return isinstance(value, dict) and all(
            isinstance(one, str) and len(one) == _HASH_DIGITS for one in value.values()
        )
    return isinstance(value, str)
