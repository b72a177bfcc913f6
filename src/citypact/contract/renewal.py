"""Renewal: next year's version, drawn up from this year's.

Everything is carried over as it stands, identities included, but for what is over: a commitment
that was due by the end of the old year is left out, unless it is to be done every year, and status
and evidence begin anew. What is left out shows in the difference, so that nothing goes unseen.
"""

from __future__ import annotations

from dataclasses import replace

from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.errors import InputError
from citypact.said import Said

__all__ = ["renewed"]


def renewed(contract: Contract, version: Version, *, year: int = 0, name: str = "") -> Version:
    """Return the draft of a later year's version.

    Args:
        contract: that the version belongs to.
        version: to draw it up from.
        year: that the draft is for; the year after where 0.
        name: its id; the year where empty.

    Raises:
        InputError: the year is not later, the id is taken, or another draft was drawn up from this
            version already.
    """
    year = year or version.year + 1
    name = name or str(year)
    if year <= version.year:
        message = Said(
            "the version %(id)s holds for %(year)s: %(other_year)s is not later",
            id=version.id,
            year=version.year,
            other_year=year,
        )
        raise InputError(message)
    if name in contract.versions:
        message = Said(
            "the contract %(id)s has a version %(name)r already: go on with that one",
            id=contract.id,
            name=name,
        )
        raise InputError(message)
    drafts = [each.id for each in contract.versions.values() if each.previous == version.id]
    if drafts:
        message = Said(
            "the version %(names)s was drawn up from %(id)s already: go on with that one",
            names=", ".join(drafts),
            id=version.id,
        )
        raise InputError(message)
    return replace(
        version,
        id=name,
        year=year,
        state="draft",
        previous=version.id,
        signed="",
        accepted_findings=(),
        commitments=tuple(_anew(each) for each in version.commitments if not _over(each, year)),
        note_sv="",
        note_en="",
    )


def _over(commitment: Commitment, year: int) -> bool:
    return commitment.due is not None and commitment.due < year and not commitment.yearly


def _anew(commitment: Commitment) -> Commitment:
    return replace(commitment, status="", evidence_sv="", evidence_en="")
