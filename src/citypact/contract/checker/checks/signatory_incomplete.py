"""A signatory without position or legal form, named twice, or with two legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: Legal forms by the word that a name carries, with what a column may call them.
_FORMS: Final = (
    ("limited company", r"\bAB\b|\baktiebolag\b", r"company|bolag|private|limited|aktie|state"),
    ("limited partnership", r"\bKB\b|\bkommanditbolag\b", r"partnership|kommandit"),
    ("trading partnership", r"\bHB\b|\bhandelsbolag\b", r"partnership|handels"),
    (
        "economic association",
        r"\bekonomisk förening\b|\bek\.? ?för\b",
        r"association|förening|cooperative",
    ),
    ("foundation", r"\bstiftelsen?\b|\bfoundation\b", r"foundation|stiftelse"),
)


@check(
    "signatory-incomplete",
    severity="warning",
    looks=Words(
        en="a signatory without position or legal form, named twice, or with two legal forms",
        sv="en undertecknare utan befattning eller juridisk form, två gånger, eller med två former",
    ),
    reference="NetZeroCities, Climate City Contract: Commitments, section 6",
    mend=Words(
        en="complete the row from the register of companies",
        sv="komplettera raden ur bolagsregistret",
    ),
    needs={"signatories": ("organisation",)},
)
def signatory_incomplete(source: Source) -> Iterator[Found | Unchecked]:
    """Cells of the signature page."""
    columns = source.sheets["signatories"].columns
    first: dict[str, Line] = {}
    for line in source.lines("signatories"):
        name = line["organisation"]
        for column in ("organisation", "signatory_position", "legal_form"):
            if column in columns and not line[column]:
                yield Found(
                    (line.at(column),),
                    ("–",),
                    Words(
                        en=f"{name or line.key} has no {column}",
                        sv=f"{name or line.key} saknar {column}",
                    ),
                )
        known = first.setdefault(name.lower(), line)
        if name and known is not line:
            yield Found(
                (line.at("organisation"), known.at("organisation")),
                (name,),
                Words(en=f"{name} stands twice", sv=f"{name} står två gånger"),
            )
        yield from _forms(line)


def _forms(line: Line) -> Iterator[Found]:
    name, stated = line["organisation"], line["legal_form"]
    found = [
        (form, allowed) for form, word, allowed in _FORMS if re.search(word, name, re.IGNORECASE)
    ]
    if len(found) > 1:
        forms = tuple(form for form, _ in found)
        yield Found(
            (line.at("organisation"),),
            forms,
            Words(
                en=f"{name!r} names two legal forms: {' and '.join(forms)}",
                sv=f"{name!r} anger två juridiska former",
            ),
        )
    elif found and stated and not re.search(found[0][1], stated, re.IGNORECASE):
        yield Found(
            (line.at("legal_form"), line.at("organisation")),
            (stated, found[0][0]),
            Words(
                en=f"{name!r} is said to be {stated}, its name says {found[0][0]}",
                sv=f"{name!r} anges som {stated}, namnet säger {found[0][0]}",
            ),
        )
