"""Changing what a company has promised, and taking it back: the version afterwards.

What is promised of a kind keeps its identity, its wording and its reports when only its quantity or
its year changes. What is taken back stands in the version no longer, with what was reported of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.local.action import Action
from citypact.contract.local.sign_up import (
    PlannedAction,
    SignUp,
    commitments_of,
    promise_problems,
)
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.version import Version
from citypact.errors import ContractError, Problem

__all__ = ["change_problems", "changed", "promised", "withdrawn"]

#: What was right on the day when it was promised, and need not be any more.
_OF_ITS_DAY: Final = frozenset({"past", "city"})


def promised(contract: Contract, version: Version, party: str) -> SignUp:
    """What a company has promised, as it would say it when it signs up."""
    own = [each for each in version.commitments if each.party == party]
    who = contract.parties[party]
    actions = tuple(
        PlannedAction(
            each.action.kind,
            each.action.quantity,
            each.due if each.due is not None else version.year,
            each.strength,
            each.action.object,
        )
        for each in own
        if each.action is not None
    )
    roadmaps = [each.text_sv for each in own if each.action is None]
    return SignUp(
        who.title_sv, who.number, who.area, who.size, actions, roadmaps[0] if roadmaps else ""
    )


def change_problems(
    said: SignUp,
    party: str,
    contract: Contract,
    version: Version,
    known: Mapping[str, Yardstick],
    *,
    today: int = 0,
) -> tuple[Problem, ...]:
    """Everything that is wrong with a change; what stays as it stands is not judged again.

    Args:
        said: what the company promises from now on.
        party: id of the company.
        contract: the local contract.
        version: of it.
        known: the yardstick of every kind of the contract.
        today: the year that it is.
    """
    stands = set(promised(contract, version, party).actions)
    return tuple(
        each
        for each in promise_problems(said, contract, version, known, today=today)
        if each.check not in _OF_ITS_DAY or said.actions[each.row - 1] not in stands
    )


def changed(
    said: SignUp,
    party: str,
    contract: Contract,
    version: Version,
    known: Mapping[str, Yardstick],
    *,
    today: int = 0,
) -> tuple[Commitment, ...]:
    """The company's commitments from now on.

    Args:
        said: what the company promises from now on.
        party: id of the company.
        contract: the local contract.
        version: of it.
        known: the yardstick of every kind of the contract.
        today: the year that it is.

    Raises:
        ContractError: something is wrong with what is said; it carries all of it.
    """
    problems = change_problems(said, party, contract, version, known, today=today)
    if problems:
        raise ContractError(contract.id, problems)
    before = {_name(each): each for each in version.commitments if each.party == party}
    return tuple(
        _kept(before.get(_name(each)), each) for each in commitments_of(said, party, contract)
    )


def withdrawn(version: Version, party: str) -> Version:
    """The version without what a company has promised."""
    left = tuple(each for each in version.commitments if each.party != party)
    return replace(version, commitments=left)


def _name(commitment: Commitment) -> str:
    """By what a promise of a company is the same: its kind, or that it is the roadmap."""
    return commitment.action.kind if commitment.action is not None else ""


def _kept(before: Commitment | None, now: Commitment) -> Commitment:
    if before is None:
        return now
    if before.action is None or now.action is None:
        return before if before.text_sv == now.text_sv else replace(now, id=before.id)
    action = Action(
        before.action.kind, now.action.quantity, now.action.object, before.action.reports
    )
    return replace(before, due=now.due, strength=now.strength, action=action)
