"""A document that somebody brings, verified in a process of its own, within a time and a memory.

Whatever is brought, it brings down no more than that process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from citypact.apps.signing.trust import trusted
from citypact.errors import InputError

if TYPE_CHECKING:
    from citypact.documents.bounded_verification import Told

__all__ = ["LARGEST", "verified"]

#: The most that is read, bytes: known before what verifies is loaded, so that too large a file is
#: refused at once.
LARGEST = 50_000_000
#: The longest that a document is looked at, seconds.
SECONDS = 60
_OVER = {
    "time": gettext_lazy(
        "Verifying took longer than %(seconds)s seconds and was stopped. A contract’s document "
        "takes a few: verify this one on your own machine, with citypact contract verify."
    ),
    "memory": gettext_lazy(
        "Verifying took more than %(most)s MB of memory and was stopped. A contract’s document "
        "takes a part of that: verify this one on your own machine, with citypact contract verify."
    ),
}


def verified(pdf: bytes) -> Told:
    """What a document is, by the authorities that this site trusts.

    Raises:
        InputError: it cannot be read, or not within bounds.
        EnvironmentFault: it cannot be verified here.
    """
    # What verifies is heavy: it is loaded in the process that does.
    from citypact.documents.bounded_verification import (  # noqa: PLC0415  as said
        MEMORY,
        BoundError,
        verify_within,
    )

    try:
        return verify_within(
            pdf, trusted(), language=get_language() or "sv", seconds=SECONDS, ready=True
        )
    except BoundError as error:
        limits = {"seconds": SECONDS, "most": MEMORY // 1_000_000}
        raise InputError(_OVER[error.bound] % limits) from error
    except InputError as error:
        message = _("The document cannot be read. The program says: %(reason)s")
        raise InputError(message % {"reason": error}) from error
