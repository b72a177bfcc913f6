"""What was found of one signature."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Judgement", "Subject", "party_of"]


@dataclass(frozen=True)
class Subject:
    """Whom a certificate names, as its issuer wrote it; empty where it says nothing.

    Attributes:
        name: common name (2.5.4.3).
        organisation: its name (2.5.4.10).
        organisation_identifier: its registration (2.5.4.97), such as ``NTRSE-2120001124``.
        serial_number: of a person, or of an organisation in older certificates (2.5.4.5).
    """

    name: str = ""
    organisation: str = ""
    organisation_identifier: str = ""
    serial_number: str = ""


def party_of(place: str) -> str:
    """For whom is signed in a field: ``party`` for ``party`` and for ``party~2``."""
    return place.partition("~")[0]


@dataclass(frozen=True)
class Judgement:
    """What was found of one signature.

    Attributes:
        place: name of its field.
        signer: subject of the certificate, as it stands there.
        issuer: likewise.
        subject: the parts of it that tell whom it names.
        begins: from when the certificate holds; None where it cannot be read.
        ends: until when.
        statement: what the signer gave as the reason of signing; empty where nothing.
        stated: when the signer says to have signed; None where nothing is said.
        stamped: when an authority says that the signature existed; None without such a stamp that
            holds.
        holder: what the certificate shows of the party that it signs for, one of
            :data:`citypact.documents.holder.HOLDERS`; empty where nobody has looked.
        has_stamp: whether it has a time stamp of its own, one that holds or not.
        intact: the signed bytes are as they were, and the key of the certificate signed them.
        trusted: the certificate leads to one that the verifier trusts.
        bottom_line: pyHanko's own judgement.
        indication: of EN 319 102-1, such as ``PASSED`` or ``INDETERMINATE: EXPIRED``.
        passed: whether the indication is that all is well.
        revocation_checked: whether it is shown that the certificate was not revoked.
        changed: what was done to the document after signing: ``nothing``, ``validation data``,
            ``signatures``, ``more``.
        whole: whether the signature covers all of the document as it was then.
        format: ``B-B``, ``B-T``, ``B-LT`` or ``B-LTA``, as far as it holds.
        reason: why it is not valid, in the words of the library; empty where it is.
    """

    place: str
    signer: str = ""
    issuer: str = ""
    subject: Subject = field(default_factory=Subject)
    begins: datetime | None = None
    ends: datetime | None = None
    statement: str = ""
    stated: datetime | None = None
    stamped: datetime | None = None
    has_stamp: bool = False
    holder: str = ""
    intact: bool = False
    trusted: bool = False
    bottom_line: bool = False
    indication: str = "FAILED: FORMAT_FAILURE"
    passed: bool = False
    revocation_checked: bool = False
    changed: str = "more"
    whole: bool = False
    format: str = "B-B"
    reason: str = ""

    @property
    def unharmed(self) -> bool:
        """Whether what was signed is there, whole, and nothing but what may follow was added."""
        return self.intact and self.whole and self.changed != "more"

    @property
    def party(self) -> str:
        """For whom it was signed; one who signs again has a place of its own, ``party~2``."""
        return party_of(self.place)

    @property
    def valid(self) -> bool:
        """Whether both judgements say so."""
        return self.bottom_line and self.passed
