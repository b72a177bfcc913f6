"""Findings of the checker that stand with a reason, which the document then tells."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AcceptedFinding"]


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that is accepted in one version.

    Attributes:
        check: identifier of the check that found it.
        place: the rows and columns that it concerns, as the finding's key tells them, such as
            ``commitments/2024:heat:due``; it stays when lines move, and another place is another
            finding.
        reason_sv: why it may stand.
        reason_en: likewise.
    """

    check: str
    place: str
    reason_sv: str
    reason_en: str
