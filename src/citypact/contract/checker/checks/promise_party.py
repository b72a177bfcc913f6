"""A commitment that no party makes."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.promises import lacks
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "promise-party",
    severity="error",
    looks=Words(en="a commitment that no party makes", sv="ett åtagande som ingen part gör"),
    reference="a commitment has a party",
    mend=Words(en="name who promises", sv="ange vem som lovar"),
    needs={"commitments_national": ("party",)},
)
def promise_party(source: Source) -> Iterator[Found | Unchecked]:
    """Commitments whose party is empty."""
    for line in source.lines("commitments_national"):
        if not line["party"]:
            yield Found((line.at("party"),), ("–",), lacks(line, "party", "part"))
