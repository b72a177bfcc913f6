"""An annex or source whose address is empty or no web address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "empty-link",
    severity="warning",
    looks=Words(
        en="an annex or source whose address is empty or no web address",
        sv="en bilaga eller källa vars adress är tom eller inte är en webbadress",
    ),
    reference="an annex is found by its address or held by its hash",
    mend=Words(
        en="attach the document, or give its address", sv="bifoga dokumentet, eller ange adressen"
    ),
    needs={"annexes": ("address",)},
)
def empty_link(source: Source) -> Iterator[Found | Unchecked]:
    """Annexes without address and hash, and addresses that no browser opens."""
    for line in source.lines("annexes"):
        if not line["address"] and not line["sha256"]:
            yield Found(
                (line.at("address"),),
                ("–",),
                Words(
                    en=f"the annex {line.key} has neither address nor hash",
                    sv=f"bilagan {line.key} har varken adress eller hash",
                ),
            )
    for table in ("annexes", "sources"):
        for line in source.lines(table):
            address = line["address"]
            if address and not re.match(r"https?://[^\s/]+\.[^\s/]+", address):
                yield Found(
                    (line.at("address"),),
                    (address,),
                    Words(
                        en=f"{address!r} is no web address", sv=f"{address!r} är ingen webbadress"
                    ),
                )
    yield Unchecked(
        Words(
            en="whether addresses still answer: nothing is fetched while checking",
            sv="om adresserna fortfarande svarar: inget hämtas under kontrollen",
        )
    )
