"""A version with one thing changed, to ask what that would change of what the promises add up to.

The changed version is a plain version: nothing is kept of it until somebody drafts it. Its
commitments meet the same fortune as before, draw by draw, so that a difference in adequacy is
what the change does and not chance.
"""

from __future__ import annotations

from dataclasses import replace

from citypact.contract.commitment import Commitment
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version
from citypact.errors import InputError
from citypact.said import Said

__all__ = ["restated", "with_commitment", "without_commitment"]


def restated(version: Version, commitment: str, strength: str) -> Version:
    """The version with one commitment in another wording, such as ``undertakes``.

    Raises:
        InputError: there is no such commitment or strength.
    """
    if strength not in STRENGTHS:
        message = Said(
            "there is no strength %(strength)r; there are %(names)s",
            strength=strength,
            names=", ".join(STRENGTHS),
        )
        raise InputError(message)
    old = _known(version, commitment)
    return _replaced(version, old, (replace(old, strength=strength),))


def with_commitment(version: Version, commitment: Commitment) -> Version:
    """The version with one commitment more.

    Raises:
        InputError: it has one of that id, or no such clause.
    """
    if commitment.id in version.commitment:
        message = Said(
            "the version %(id)s has a commitment %(other_id)r already",
            id=version.id,
            other_id=commitment.id,
        )
        raise InputError(message)
    if commitment.clause not in version.clause:
        message = Said(
            "the version %(id)s has no clause %(clause)r", id=version.id, clause=commitment.clause
        )
        raise InputError(message)
    return replace(version, commitments=(*version.commitments, commitment))


def without_commitment(version: Version, commitment: str) -> Version:
    """The version with one commitment less.

    Raises:
        InputError: there is no such commitment.
    """
    return _replaced(version, _known(version, commitment), ())


def _known(version: Version, name: str) -> Commitment:
    found = version.commitment.get(name)
    if found is None:
        message = Said("the version %(id)s has no commitment %(name)r", id=version.id, name=name)
        raise InputError(message)
    return found


def _replaced(version: Version, old: Commitment, new: tuple[Commitment, ...]) -> Version:
    place = version.commitments.index(old)
    before, after = version.commitments[:place], version.commitments[place + 1 :]
    return replace(version, commitments=(*before, *new, *after))
