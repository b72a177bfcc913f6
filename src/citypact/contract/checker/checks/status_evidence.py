"""A commitment said to be kept, and nothing that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "status-evidence",
    severity="warning",
    looks=Words(
        en="a commitment said to be kept, and nothing that shows it",
        sv="ett åtagande som sägs vara uppfyllt utan något som visar det",
    ),
    reference="a status has evidence",
    mend=Words(en="state what the status rests on", sv="ange vad bedömningen vilar på"),
    needs={"commitments_national": ("status",)},
)
def status_evidence(source: Source) -> Iterator[Found | Unchecked]:
    """Kept, or kept in part, with no evidence in either language."""
    for line in source.lines("commitments_national"):
        if line["status"].startswith("kept") and not line.first("evidence_sv", "evidence_en"):
            yield Found(
                (line.at("status"), line.at("evidence_sv")),
                (line["status"], "–"),
                Words(
                    en=f"{line.key} is {line['status']}, and no evidence is stated",
                    sv=f"{line.key} anges som {line['status']}, utan underlag",
                ),
            )
