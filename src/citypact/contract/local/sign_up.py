"""Signing up: what a company says, checked whole, and the contract with the company in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from citypact.book.suggestion import did_you_mean, listed
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.local.action import Action
from citypact.contract.local.texts import text_fault
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.organisation_number import organisation_number
from citypact.contract.party import Party
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version
from citypact.errors import ContractError, InputError, Problem
from citypact.said import NOTHING, Said

__all__ = [
    "SIZES",
    "PlannedAction",
    "SignUp",
    "commitments_of",
    "party_of",
    "promise_problems",
    "sign_up_problems",
    "signed_up",
]

#: Sizes of companies by how many work there: up to 9, up to 49, up to 249, and above.
SIZES: Final = ("micro", "small", "medium", "large")
#: The name that problems of a sign-up are told under, in the place of a file.
_FORM: Final = "sign-up"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A quantity of a kind that a company promises by the end of the year ``due``.

    ``object`` names what it is done to where another company promises the same; empty otherwise.
    """

    kind: str
    quantity: float
    due: int
    strength: str = "undertakes"
    object: str = ""


@dataclass(frozen=True, slots=True)
class SignUp:
    """What a company says when it signs up.

    Attributes:
        title: its name.
        number: its organisation number.
        area: transition area that it works in.
        size: one of :data:`SIZES`.
        actions: the quantities that it promises.
        roadmap: where its own roadmap is, or what it says, in a sentence; may stand alone.
    """

    title: str
    number: str
    area: str
    size: str
    actions: tuple[PlannedAction, ...] = ()
    roadmap: str = ""


def sign_up_problems(
    said: SignUp,
    contract: Contract,
    version: Version,
    known: Mapping[str, Yardstick],
    *,
    today: int = 0,
) -> tuple[Problem, ...]:
    """Everything that is wrong with a sign-up, in the order of the form.

    Args:
        said: what the company says.
        contract: the local contract that it would enter.
        version: of it.
        known: the yardstick of every kind of the contract.
        today: the year that it is; nothing can be due before it, or before the version's year.
    """
    return (
        *_who(said, contract, version),
        *promise_problems(said, contract, version, known, today=today),
    )


def promise_problems(
    said: SignUp,
    contract: Contract,
    version: Version,
    known: Mapping[str, Yardstick],
    *,
    today: int = 0,
) -> tuple[Problem, ...]:
    """Everything that is wrong with what a company promises, whoever it is.

    Args:
        said: what the company says.
        contract: the local contract.
        version: of it.
        known: the yardstick of every kind of the contract.
        today: the year that it is; nothing can be due before it, or before the version's year.
    """
    first = max(version.year, today)
    return (
        *_what(said),
        *(
            problem
            for place, action in enumerate(said.actions, start=1)
            for problem in _action(place, action, contract, first, known)
        ),
        *_twice(said),
    )


def signed_up(
    said: SignUp, contract: Contract, version: Version, known: Mapping[str, Yardstick]
) -> tuple[Contract, Version]:
    """The contract and the version with the company and what it promises.

    Args:
        said: what the company says.
        contract: the local contract.
        version: of it, that the company enters.
        known: the yardstick of every kind of the contract.

    Raises:
        ContractError: something is wrong with what is said; it carries all of it.
    """
    problems = sign_up_problems(said, contract, version, known)
    if problems:
        raise ContractError(contract.id, problems)
    party, commitments = party_of(said, contract)
    entered = replace(version, commitments=(*version.commitments, *commitments))
    return (
        replace(
            contract,
            parties={**contract.parties, party.id: party},
            versions={**contract.versions, version.id: entered},
        ),
        entered,
    )


def party_of(said: SignUp, contract: Contract) -> tuple[Party, tuple[Commitment, ...]]:
    """The party that a sign-up without problems makes, and its commitments."""
    number = organisation_number(said.number)
    name = f"company-{number.replace('-', '')}"
    party = Party(
        id=name,
        title_sv=said.title.strip(),
        title_en=said.title.strip(),
        kind="company",
        number=number,
        authority="business",
        area=said.area,
        size=said.size,
    )
    return party, commitments_of(said, name, contract)


def commitments_of(said: SignUp, name: str, contract: Contract) -> tuple[Commitment, ...]:
    """The commitments of the party ``name`` that says so, without problems."""
    made = [_commitment(name, said.area, action, contract) for action in said.actions]
    if said.roadmap.strip():
        text = said.roadmap.strip()
        made.append(
            Commitment(
                id=f"{name}.roadmap",
                clause=said.area,
                party=name,
                strength="undertakes",
                form="plan",
                text_sv=text,
                text_en=text,
            )
        )
    return tuple(made)


def _commitment(party: str, clause: str, action: PlannedAction, contract: Contract) -> Commitment:
    kind = contract.kinds[action.kind]
    return Commitment(
        id=f"{party}.{kind.id}",
        clause=clause,
        party=party,
        strength=action.strength,
        form="carry out",
        text_sv=kind.title_sv,
        text_en=kind.title_en,
        due=action.due,
        measurable=True,
        # What is its own it decides on itself, whoever can decide on the rest of the measure.
        authority="business",
        action=Action(kind.id, action.quantity, action.object),
    )


def _who(said: SignUp, contract: Contract, version: Version) -> Iterator[Problem]:
    if not said.title.strip():
        yield _problem(
            "title",
            "title",
            Said("the company has no name"),
            mend=Said("give the name in the register"),
        )
    yield from _text("title", "parties", "title_sv", said.title)
    try:
        number = organisation_number(said.number)
    except InputError as error:
        yield _problem(
            "number",
            "number",
            error.said,
            said.number,
            mend=Said("look it up in the register"),
        )
    else:
        taken = [one.title_sv for one in contract.parties.values() if one.number == number]
        if taken:
            yield _problem(
                "taken",
                "number",
                Said("%(taken)s has signed up with this number", taken=taken[0]),
                number,
                mend=Said("change what that company has promised instead"),
            )
    areas = [clause.id for clause in version.clauses]
    yield from _one_of(
        "area",
        said.area,
        areas,
        Said("there is no area of the contract %(found)r", found=said.area),
    )
    yield from _one_of(
        "size", said.size, SIZES, Said("there is no size of a company %(found)r", found=said.size)
    )


def _text(field: str, table: str, column: str, text: str, place: int = 0) -> Iterator[Problem]:
    fault = text_fault(table, column, text)
    if fault is not None:
        yield _problem("text", field, fault.message, text, fault.allowed, fault.mend, place)


def _what(said: SignUp) -> Iterator[Problem]:
    yield from _text("roadmap", "commitments", "text_sv", said.roadmap)
    if not said.actions and not said.roadmap.strip():
        yield _problem(
            "nothing",
            "actions",
            Said("nothing is promised"),
            allowed=Said("a roadmap, one action, or both"),
            mend=Said("state a quantity of one kind of action, or tell of the roadmap"),
        )


def _action(
    place: int,
    action: PlannedAction,
    contract: Contract,
    first: int,
    known: Mapping[str, Yardstick],
) -> Iterator[Problem]:
    yield from _one_of(
        "kind",
        action.kind,
        tuple(contract.kinds),
        Said("there is no kind of action %(found)r", found=action.kind),
        place,
    )
    yield from _one_of(
        "strength",
        action.strength,
        STRENGTHS,
        Said("there is no strength %(found)r", found=action.strength),
        place,
    )
    if action.due < first:
        yield _problem(
            "past",
            "due",
            Said("the year is past"),
            str(action.due),
            Said("%(first)s or later", first=first),
            Said("state the year by whose end it is to be done"),
            place,
        )
    # Also what is not a number is not above nothing.
    if not 0.0 < action.quantity < float("inf"):
        yield _problem(
            "quantity",
            "quantity",
            Said("a quantity is a number above 0"),
            f"{action.quantity:g}",
            Said("above 0"),
            Said("state how much, or leave the action out"),
            place,
        )
    yardstick = known.get(action.kind)
    if yardstick is not None and yardstick.city < action.quantity < float("inf"):
        unit = contract.kinds[action.kind].unit
        yield _problem(
            "city",
            "quantity",
            Said(
                "it is more than the whole city had in %(city_year)s: %(city).0f %(unit)s",
                city_year=yardstick.city_year,
                city=yardstick.city,
                unit=unit,
            ),
            f"{action.quantity:.15g} {unit}",
            Said("at most %(city).0f %(unit)s", city=yardstick.city, unit=unit),
            Said("count only what is the company's own and in the city, and look at the unit"),
            place,
        )


def _twice(said: SignUp) -> Iterator[Problem]:
    count = Counter(action.kind for action in said.actions)
    for place, action in enumerate(said.actions, start=1):
        if count[action.kind] > 1:
            yield _problem(
                "twice",
                "kind",
                Said("the same kind of action stands %(count)s times", count=count[action.kind]),
                action.kind,
                Said("each kind once"),
                Said("add the quantities up in one action"),
                place,
            )


def _one_of(
    column: str, found: str, allowed: Collection[str], message: Said, place: int = 0
) -> Iterator[Problem]:
    if found not in allowed:
        yield _problem(
            "choice",
            column,
            message,
            found,
            listed(tuple(allowed)),
            did_you_mean(found, allowed) or Said("choose one of them"),
            place,
        )


def _problem(  # noqa: PLR0913, PLR0917  what a problem says
    check: str,
    column: str,
    message: Said,
    found: str = "",
    allowed: Said = NOTHING,
    mend: Said = NOTHING,
    place: int = 0,
) -> Problem:
    return Problem(_FORM, place, column, check, message, found, allowed, mend)
