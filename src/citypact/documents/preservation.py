"""A signed document kept verifiable for longer than the certificates in it hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from citypact.documents.pades.archiving import Evidence, keep
from citypact.documents.pades.reading import opened
from citypact.documents.pades.stamps import archive_stamps
from citypact.documents.pades.validating import judge
from citypact.errors import InputError

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

__all__ = ["Preserved", "preserve"]


@dataclass(frozen=True)
class Preserved:
    """A document that was preserved.

    Attributes:
        content: the document.
        left: places of signatures without a time stamp of their own. Archive time stamps do not
            help these: they are valid as long as their certificates, and no longer.
    """

    content: bytes
    left: tuple[str, ...]


def preserve(
    pdf: bytes, stamps: TimeStamper, evidence: Evidence, *, moment: datetime | None = None
) -> Preserved:
    """Add what later verifiers need, and a new archive time stamp over all.

    Validation data are added for signatures that have a time stamp of their own and are not B-LTA
    yet, and for the newest archive time stamp, which the new one renews.

    Args:
        pdf: a signed document.
        stamps: the authority that stamps the time.
        evidence: what shows that certificates are good, of the signers and of the authorities.
        moment: when it is judged; now where nothing is said.

    Raises:
        InputError: it is not signed, or without time stamps; a signature is broken; the newest
            archive time stamp does not hold any more; or a certificate is not shown to be good.
        EnvironmentFault: an authority does not answer.
    """
    document = opened(pdf)
    signatures = judge(document, evidence.roots, moment=moment)
    if not signatures:
        raise InputError("the document has no signature: there is nothing to preserve")
    broken = [one.place for one in signatures if not one.intact or one.changed == "more"]
    if broken:
        raise InputError(f"the signatures of {', '.join(broken)} are broken: nothing was added")
    newest = archive_stamps(document, evidence.roots, moment=moment)[-1:]
    late = [one for one in newest if not one.holds]
    if late:
        raise InputError(
            f"the newest archive time stamp, of {late[0].stamped:%Y-%m-%d}, does not hold any more "
            f"({late[0].reason}): a new one shows nothing of the time before it. Mend: give the "
            "certificate of its authority with --trust; where it has expired, take another copy"
        )
    left = tuple(one.place for one in signatures if not one.has_stamp)
    if len(left) == len(signatures):
        raise InputError(
            f"{', '.join(left)} signed without a time stamp: that cannot be made up for, such "
            "signatures are valid as long as their certificates. Mend: sign with --time-stamps"
        )
    wanted = [one.place for one in signatures if one.has_stamp and one.format != "B-LTA"]
    places = [*wanted, *(one.place for one in newest)]
    return Preserved(keep(pdf, stamps, evidence, places), left)
