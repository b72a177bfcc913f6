"""The states of a version, and what must hold before it goes on to the next.

draft → in review → agreed → signing → in force → superseded; back to draft from review, and back to
review until the first signature. Who may is decided elsewhere; here is what must hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from citypact.contract.contract import Contract
from citypact.contract.version import Version

__all__ = ["CONDITIONS", "NEXT", "Condition", "conditions", "signatories", "unmet"]

#: From a state to those that may follow it.
NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("in review",),
    "in review": ("draft", "agreed"),
    "agreed": ("in review", "signing"),
    "signing": ("in review", "in force"),
    "in force": ("superseded",),
    "superseded": (),
}

#: What may have to hold, and how it is told where it does not.
CONDITIONS: Final[Mapping[str, str]] = {
    "has commitments": "it holds no commitment",
    "has headings": "clauses without heading: {names}",
    "accepted": "not accepted yet by: {names}",
    "no findings": "{count} findings are neither mended nor accepted with a reason",
    "not signed": "signed already by: {names}",
    "signed": "not signed yet by: {names}",
    "latest": "the version {names} is in force, and is of the same year or a later one",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold before a version goes on.

    Attributes:
        name: one of :data:`CONDITIONS`.
        names: ids of the parties, clauses or versions that stand in its way.
        count: how many things stand in its way; 0 where it is met.
    """

    name: str
    names: tuple[str, ...] = ()
    count: int = 0

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.count == 0


def signatories(contract: Contract) -> tuple[str, ...]:
    """Ids of the parties whose signature a version needs.

    A group's members each sign for it. A party that promises nothing signs too: it is party to
    the contract.
    """
    return tuple(party.id for party in contract.parties.values() if party.signs)


def conditions(
    contract: Contract,
    version: Version,
    to: str,
    *,
    accepted: Collection[str] = (),
    signed: Collection[str] = (),
    findings: int = 0,
) -> tuple[Condition, ...]:
    """All that must hold for a version to go on to the state ``to``, met or not.

    Args:
        contract: that the version belongs to.
        version: as it stands.
        to: a state that may follow; see :data:`NEXT`.
        accepted: ids of the parties that have accepted the text as it stands.
        signed: ids of the parties that have signed.
        findings: how many findings of the checker are neither mended nor accepted.
    """
    needed = signatories(contract)
    found: list[Condition] = []
    if to == "in review":
        untitled = [clause.id for clause in version.clauses if not clause.title_sv.strip()]
        found.append(Condition("has commitments", count=int(not version.commitments)))
        found.append(_of_names("has headings", untitled))
    if to in {"agreed", "signing"}:
        found.append(_of_names("accepted", [name for name in needed if name not in accepted]))
    if to == "signing":
        found.append(Condition("no findings", count=findings))
    if to == "in review" and version.state in {"agreed", "signing"}:
        found.append(_of_names("not signed", sorted(signed)))
    if to == "in force":
        found.append(_of_names("signed", [name for name in needed if name not in signed]))
        found.append(_of_names("latest", _later(contract, version)))
    return tuple(found)


def unmet(
    contract: Contract,
    version: Version,
    to: str,
    *,
    accepted: Collection[str] = (),
    signed: Collection[str] = (),
    findings: int = 0,
) -> tuple[str, ...]:
    """What stands in the way of a version's going on to the state ``to``; empty where nothing does.

    Takes what :func:`conditions` takes; ``to`` may be any state.
    """
    if to not in NEXT[version.state]:
        allowed = ", ".join(NEXT[version.state]) or "nothing"
        return (f"a version that is {version.state} goes on to {allowed}, not to {to}",)
    asked = conditions(contract, version, to, accepted=accepted, signed=signed, findings=findings)
    return tuple(
        CONDITIONS[each.name].format(names=", ".join(each.names), count=each.count)
        for each in asked
        if not each.met
    )


def _of_names(name: str, names: Collection[str]) -> Condition:
    return Condition(name, tuple(names), len(names))


def _later(contract: Contract, version: Version) -> list[str]:
    other = contract.in_force
    return [] if other is None or other.year < version.year else [other.id]
