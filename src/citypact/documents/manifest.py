"""What a contract's document says of itself: which data, which program, which run.

The manifest is attached to the document as ``manifest.json``. It names every other attachment
with its hash, and whose signatures the version needs, so that what is missing shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields

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
_NO_ADDRESS = ("verify_at", "")


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
        verify_at: address of the page where the document says that it can be verified; empty where
            it says none.
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
    verify_at: str = ""

    @property
    def content_hash(self) -> str:
        """SHA-256 of the manifest, 64 hexadecimal digits: the content hash of the version."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """As JSON, the same bytes for the same manifest; an address only where there is one."""
        said = {name: value for name, value in asdict(self).items() if (name, value) != _NO_ADDRESS}
        text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Read a manifest strictly: every field, of its type, and no other.

        Fields that came later than the first manifests may be missing.

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
    needed = [one.name for one in fields(Manifest) if one.default is MISSING]
    found = [f"{name} is missing" for name in needed if name not in said]
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
