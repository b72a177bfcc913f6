"""The states of a version, and what must hold before it goes on to the next.

draft → in review → agreed → signing → in force → superseded; back to draft from review, and back to
review until the first signature. Who may is decided elsewhere; here is what must hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from citypact.contract.contract import Contract
from citypact.contract.version import Version

__all__ = ["NEXT", "signatories", "unmet"]

#: From a state to those that may follow it.
NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("in review",),
    "in review": ("draft", "agreed"),
    "agreed": ("in review", "signing"),
    "signing": ("in review", "in force"),
    "in force": ("superseded",),
    "superseded": (),
}


def signatories(contract: Contract) -> tuple[str, ...]:
    """Ids of the parties whose signature a version needs.

    A group's members each sign for it. A party that promises nothing signs too: it is party to
    the contract.
    """
    return tuple(party.id for party in contract.parties.values() if party.signs)


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

    Args:
        contract: that the version belongs to.
        version: as it stands.
        to: the state that is wished for.
        accepted: ids of the parties that have accepted the text as it stands.
        signed: ids of the parties that have signed.
        findings: how many findings of the checker are neither mended nor accepted.
    """
    if to not in NEXT[version.state]:
        allowed = ", ".join(NEXT[version.state]) or "nothing"
        return (f"a version that is {version.state} goes on to {allowed}, not to {to}",)
    needed = signatories(contract)
    reasons: list[str] = []
    if to == "in review":
        reasons += _incomplete(version)
    if to in {"agreed", "signing"}:
        missing = [name for name in needed if name not in accepted]
        reasons += [f"not accepted yet by: {', '.join(missing)}"] if missing else []
    if to == "signing" and findings:
        reasons.append(f"{findings} findings are neither mended nor accepted with a reason")
    if to == "in review" and version.state in {"agreed", "signing"} and signed:
        reasons.append(f"signed already by: {', '.join(sorted(signed))}")
    if to == "in force":
        missing = [name for name in needed if name not in signed]
        reasons += [f"not signed yet by: {', '.join(missing)}"] if missing else []
        other = contract.in_force
        if other is not None and other.year >= version.year:
            reasons.append(f"the version {other.id} of {other.year} is in force")
    return tuple(reasons)


def _incomplete(version: Version) -> list[str]:
    reasons = []
    if not version.commitments:
        reasons.append("it holds no commitment")
    untitled = [clause.id for clause in version.clauses if not clause.title_sv.strip()]
    if untitled:
        reasons.append(f"clauses without heading: {', '.join(untitled)}")
    return reasons
