"""A party that promises and is missing from the signature page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.signatures import is_city
from citypact.contract.checker.finding import Found, Place, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


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
    if not any(is_city(line) for line in signed):
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
        yield Found(
            (party.at("signs"), line.at("party")),
            (party["signs"], line["party"]),
            Words(
                en=f"{party.first('title_en', 'title_sv')} promises and does not sign",
                sv=f"{party.first('title_sv', 'title_en')} lovar något men undertecknar inte",
            ),
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
