"""What is odd about the times of a signature; what a signer states shows nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from citypact.documents.pades.judgement import Judgement

__all__ = ["clock_notes"]

#: How far two clocks may differ.
TOLERANCE = timedelta(minutes=5)
#: How long a signing service may take, from the time that is stated to that which is stamped.
SERVICE = timedelta(days=1)


def clock_notes(one: Judgement, moment: datetime) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What is odd about the times of a signature, as code and values.

    Args:
        one: the signature.
        moment: when it is judged.
    """
    stated, stamped = one.stated, one.stamped
    if stated is not None:
        told = {"time": _time(stated)}
        if stated > moment + TOLERANCE:
            yield "stated-in-the-future", told
        if one.begins is not None and stated < one.begins - TOLERANCE:
            yield "stated-before-the-certificate", {**told, "begins": _time(one.begins)}
        if one.ends is not None and stated > one.ends:
            yield "stated-after-the-certificate", {**told, "ends": _time(one.ends)}
    if stated is not None and stamped is not None:
        late, early = stamped - stated > SERVICE, stated - stamped > TOLERANCE
        if late or early:
            yield (
                "stated-otherwise-than-stamped",
                {
                    "time": _time(stated),
                    "stamped": _time(stamped),
                },
            )
    if stamped is not None and stamped > moment + TOLERANCE:
        yield "stamped-in-the-future", {"time": _time(stamped)}


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %Z}"
