"""A party's signed statement that it declines to sign, or withdraws what it has signed.

Neither can stand in the document. Whatever is added to a signed PDF as a signature reads, in every
other program, as one more consent; and a signature once given cannot be taken out without breaking
those of the others. So it is a file beside the document, signed by the same means, that names the
document by its manifest. The signatures stay what they are: valid, of a party that has since
withdrawn. What follows from that is for the parties and the law, not for a program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime

from citypact.contract.party import Party
from citypact.documents.holder import holder_of
from citypact.documents.manifest import MANIFEST, Manifest
from citypact.documents.pades.sealed import seal, sealed
from citypact.documents.pades.signer import DigestSigner
from citypact.errors import InputError

__all__ = ["KINDS", "JudgedStatement", "Statement", "judged_statement", "state"]

#: What can be stated.
KINDS = ("declines", "withdraws")
_FORM = "citypact statement 1"
_LONGEST = 2_000


@dataclass(frozen=True)
class Statement:
    """What a party states.

    Attributes:
        party: id of the party.
        kind: one of :data:`KINDS`.
        reason: why, in the party's words.
        contract: id of the contract.
        version: id of the version.
        manifest: SHA-256 of the document's ``manifest.json``, hexadecimal: which document.
        at: when it was stated, as the party says; ISO 8601.
        form: of this file.
    """

    party: str
    kind: str
    reason: str
    contract: str
    version: str
    manifest: str
    at: str
    form: str = _FORM

    def to_bytes(self) -> bytes:
        """As JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Statement:
        """Read a statement strictly.

        Raises:
            InputError: it is none that this version of Citypact can read.
        """
        try:
            said = json.loads(content.decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            raise InputError(f"the statement is no JSON in UTF-8: {error}") from error
        names = {one.name for one in fields(cls)}
        if not isinstance(said, dict) or said.keys() != names:
            raise InputError(f"the statement does not state just these: {', '.join(sorted(names))}")
        if not all(isinstance(value, str) for value in said.values()):
            raise InputError("the statement holds something else than texts")
        if said["form"] != _FORM or said["kind"] not in KINDS:
            raise InputError(
                f"the statement is of the form {said['form']!r}, kind {said['kind']!r}; this "
                f"Citypact reads {_FORM!r}, {' and '.join(KINDS)}"
            )
        return cls(**said)


@dataclass(frozen=True)
class JudgedStatement:
    """A statement, and what was found of it.

    Attributes:
        statement: what it says.
        signer: subject of the certificate that signed it.
        holder: what that shows of the party, one of :data:`citypact.documents.holder.HOLDERS`.
        trusted: the text is unharmed, and the certificate leads to one that the verifier trusts.
        about: whether it is about this document.
    """

    statement: Statement
    signer: str
    holder: str
    trusted: bool
    about: bool

    @property
    def holds(self) -> bool:
        """Whether it counts: about this document, trusted, and not by another than the party."""
        return self.trusted and self.about and self.holder != "another"

    def to_json(self) -> dict[str, object]:
        """As plain values."""
        return {**asdict(self), "holds": self.holds}


def state(
    files: Mapping[str, bytes], signer: DigestSigner, party: str, kind: str, reason: str
) -> bytes:
    """Make a signed statement about a document.

    Args:
        files: what the document carries, by name.
        signer: who signs for the party.
        party: id of the party.
        kind: one of :data:`KINDS`.
        reason: why; not empty.

    Returns:
        Statement and signature in one file, CMS in DER.

    Raises:
        InputError: the reason is empty or longer than a statement; the document has no manifest.
    """
    if not reason.strip() or len(reason) > _LONGEST:
        raise InputError(f"a reason has 1 to {_LONGEST} characters; this has {len(reason.strip())}")
    own = files.get(MANIFEST)
    if own is None:
        raise InputError("the document carries no manifest: it is none of a contract")
    manifest = Manifest.from_bytes(own)
    said = Statement(
        party=party,
        kind=kind,
        reason=reason.strip(),
        contract=manifest.contract,
        version=manifest.version,
        manifest=hashlib.sha256(own).hexdigest(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return seal(said.to_bytes(), signer)


def judged_statement(
    packed: bytes,
    manifest: bytes,
    parties: Mapping[str, Party],
    trust: Sequence[bytes],
    moment: datetime,
) -> JudgedStatement:
    """Open a statement, and judge it against a document.

    Args:
        packed: statement and signature.
        manifest: the document's own, as it is attached.
        parties: to the contract, by id.
        trust: certificates of the authorities that the verifier trusts, DER.
        moment: when it is judged.

    Raises:
        InputError: it is none, or was changed after it was signed.
    """
    found = sealed(packed, trust, moment)
    if not found.intact:
        raise InputError("the statement was changed after it was signed")
    said = Statement.from_bytes(found.content)
    return JudgedStatement(
        statement=said,
        signer=found.signer,
        holder=holder_of(found.subject, parties.get(said.party)),
        trusted=found.valid,
        about=said.manifest == hashlib.sha256(manifest).hexdigest(),
    )
