"""What the step of a version to another state rests on, as things stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from citypact.apps.drafting.rows import Rows
from citypact.apps.drafting.selectors import accepted_parties
from citypact.apps.signing.checking import report_of_contract
from citypact.apps.signing.selectors import signed_parties
from citypact.contract.checker import Finding
from citypact.contract.contract import Contract
from citypact.contract.states import NEXT, Condition, conditions

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True)
class Standing:
    """What is known of a version when somebody asks to take it on.

    Attributes:
        contract: as its rows make it.
        version: its id.
        accepted: ids of the parties that have accepted the text as it stands.
        signed: when each party signed, by its id.
        findings: of the checker that are neither mended nor accepted.
    """

    contract: Contract
    version: str
    accepted: frozenset[str]
    signed: Mapping[str, date]
    findings: tuple[Finding, ...]

    @property
    def state(self) -> str:
        """The state that it is in."""
        return self.contract.version(self.version).state

    @property
    def steps(self) -> tuple[str, ...]:
        """The states that somebody may ask for: a version is superseded by the next one alone."""
        return tuple(to for to in NEXT[self.state] if to != "superseded")

    def conditions(self, to: str) -> tuple[Condition, ...]:
        """All that must hold before it goes on to the state ``to``, met or not."""
        return conditions(
            self.contract,
            self.contract.version(self.version),
            to,
            accepted=self.accepted,
            signed=self.signed,
            findings=len(self.findings),
        )


def standing_of(rows: Rows, version: str) -> Standing:
    """Ask everything, in at most five queries.

    Raises:
        ContractError: the rows make no contract.
        InputError: there is no such version.
    """
    contract = rows.made()
    contract.version(version)
    return Standing(
        contract=contract,
        version=version,
        accepted=accepted_parties(rows, version),
        signed=signed_parties(rows.contract.pk, version),
        findings=report_of_contract(contract, version).findings,
    )
