"""The signature page: who is missing from it, and who is named in two legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.finding import Found, Place, Unchecked, Words
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
    "signature-missing",
    severity="error",
    looks=Words(
        en="a party that promises and is missing from the signature page",
        sv="en part som lovar något men saknas på undertecknandesidan",
    ),
    reference="a promise binds the party that signs it",
    mend=Words(
        en="add the party to the signature page, or take its promises out",
        sv="lägg till parten på undertecknandesidan, eller ta bort dess åtaganden",
    ),
    needs={},
)
def signature_missing(source: Source) -> Iterator[Found | Unchecked]:
    """Contracts: parties that do not sign. Tables: the page of the same document, and the city."""
    if source.kind == "contract":
        yield from _of_contract(source)
        return
    signed = source.lines("signatories")
    if not signed:
        yield Unchecked(
            Words(en="there is no signature page", sv="det finns ingen undertecknandesida")
        )
        return
    if not any(_is_city(line) for line in signed):
        yield Found(
            (Place(signed[0].file, 0, "organisation"),),
            ("–",),
            Words(
                en="the municipality is not on the signature page",
                sv="kommunen saknas på undertecknandesidan",
            ),
        )
    documents = {_document(line) for line in signed}
    promises = source.lines("commitments_national")
    own = [line for line in promises if _document(line) in documents]
    if promises and not own:
        yield Unchecked(
            Words(
                en="the commitments are of another document than the signature page",
                sv="åtagandena hör till ett annat dokument än undertecknandesidan",
            )
        )
    known = _names(source, signed)
    missing: dict[str, Line] = {}
    for line in own:
        if line["party"] and not _on_page(line["party"], known):
            missing.setdefault(line["party"], line)
    for party, line in missing.items():
        yield Found(
            (line.at("party"), Place(signed[0].file, 0, "organisation")),
            (party,),
            Words(
                en=f"{party} promises and is not on the signature page",
                sv=f"{party} lovar något men saknas på undertecknandesidan",
            ),
        )


def _of_contract(source: Source) -> Iterator[Found]:
    parties = {line["id"]: line for line in source.lines("parties")}
    signs = {name for name, line in parties.items() if line["signs"] != "no"}
    told: set[str] = set()
    for line in source.lines("commitments_national"):
        party = parties.get(line["party"])
        if party is None or line["party"] in signs or line["party"] in told:
            continue
        if party["kind"] == "board" and any(parties[n]["kind"] == "municipality" for n in signs):
            continue  # a board is the municipality, which signs
        members = [name for name in re.split(r"\s*[|;]\s*", party["members"]) if name]
        if members and all(name in signs for name in members):
            continue
        told.add(line["party"])
        name = party.first("title_en", "title_sv")
        yield Found(
            (party.at("signs"), line.at("party")),
            (name,),
            Words(
                en=f"{name} promises and does not sign",
                sv=f"{party.first('title_sv', 'title_en')} lovar något men undertecknar inte",
            ),
        )


def _is_city(line: Line) -> bool:
    words = f"{line['phase']} {line['legal_form']} {line['legal_form_raw']} {line['organisation']}"
    return bool(re.search(r"\b(city of|municipality|kommun|stad)\b", words, re.IGNORECASE)) and (
        not re.search(r"company|bolag|owned|association", line["legal_form"], re.IGNORECASE)
    )


def _document(line: Line) -> str:
    """The document of a row: the code of its source, without the part of it."""
    return re.split(r"[-\s]", line["source"], maxsplit=1)[0]


def _names(source: Source, signed: tuple[Line, ...]) -> list[set[str]]:
    """What each signatory is known as, by the table of organisations."""
    also = {}
    for line in source.lines("organisations"):
        names = {line["name"], *re.split(r"[,;]\s*", line["name_alt"])} - {""}
        also.update(dict.fromkeys((name.lower() for name in names), names))
    return [
        {
            name.lower()
            for name in {line["organisation"], *also.get(line["organisation"].lower(), ())}
        }
        for line in signed
    ]


def _on_page(party: str, known: list[set[str]]) -> bool:
    """Whether a party, or one of several that it names, is there; all parties together are."""
    if re.match(r"(all|alla|samtliga)\b", party, re.IGNORECASE):
        return True
    names = re.split(r"\s+(?:och|and|&)\s+|,\s*", party.lower())
    return all(any(name in each for each in known) for name in names) or any(
        party.lower() in each for each in known
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
    there = sum(not _is_city(line) for line in source.lines("signatories"))
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
