"""A number of those who signed that the signature page does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.signatures import is_city
from citypact.contract.checker.finding import Found, Place, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "signatories-counted",
    severity="warning",
    looks=Words(
        en="a number of those who signed that the signature page does not hold",
        sv="ett antal undertecknare som undertecknandesidan inte har",
    ),
    reference="one quantity has one value",
    mend=Words(
        en="count again, or say who else is meant", sv="räkna om, eller ange vilka fler som avses"
    ),
    needs={"signatories": ("organisation",)},
)
def signatories_counted(source: Source) -> Iterator[Found | Unchecked]:
    """Numbers of companies or signatories of the contract in other tables' words."""
    there = sum(not is_city(line) for line in source.lines("signatories"))
    contract = re.compile(r"climate contract|klimatkontrakt|signator|undertecknare", re.IGNORECASE)
    number = re.compile(
        r"\b(\d+)\s+(?:local\s+|lokala\s+)?(companies|organisations|signatories|connected|signed|"
        r"företag|organisationer|undertecknare|anslutna)\b",
        re.IGNORECASE,
    )
    for table in ("systems_named", "stakeholders", "social_innovation", "governance_interventions"):
        for line in source.lines(table):
            own = {
                name: text for name, text in line.cells.items() if name not in {"note", "source"}
            }
            if not contract.search(" ".join(own.values())):
                continue
            for column, text in own.items():
                match = number.search(text)
                if match and int(match.group(1)) != there:
                    page = Place(source.sheets["signatories"].file, 0, "organisation")
                    yield Found(
                        (line.at(column), page),
                        (match.group(), str(there)),
                        Words(
                            en=f"{match.group()!r}, but {there} stand on the signature page",
                            sv=f"{match.group()!r}, men {there} står på undertecknandesidan",
                        ),
                    )
