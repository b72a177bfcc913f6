"""Whether a certificate names the party that it signs for.

A chain that leads to a trusted authority shows that somebody holds the certificate, not that this
is the party. Authorities write an organisation's registration into certificates of organisations
(ETSI EN 319 412-1, 5.1.4: ``NTRSE-2120001124`` by the trade register, ``VATSE-212000112401`` by
VAT); certificates of persons say for whom they work, if at all, by name.
"""

from __future__ import annotations

import re

from citypact.contract.party import Party
from citypact.documents.pades.judgement import Subject

__all__ = ["HOLDERS", "holder_of"]

#: What a certificate shows of the party: its number or its name; that it is another's; nothing.
HOLDERS = ("number", "name", "another", "not shown")

_REGISTRATION = re.compile(r"(NTR|VAT)SE-(.+)")
_DIGITS = 10


def holder_of(subject: Subject, party: Party | None) -> str:
    """What the certificate's subject shows of a party: one of :data:`HOLDERS`.

    ``another`` only where a registration in Sweden is stated that is not the party's: a name can be
    written in many ways, and a number of another kind may be anybody's.
    """
    if party is None:
        return "not shown"
    number = "".join(re.findall(r"\d", party.number))
    stated = _number(subject)
    if number and stated:
        return "number" if stated == number else "another"
    names = {_plain(name) for name in (party.title_sv, party.title_en)}
    return "name" if _plain(subject.organisation) in names - {""} else "not shown"


def _number(subject: Subject) -> str:
    """The organisation number that the subject states; empty where it states none in Sweden."""
    found = _REGISTRATION.fullmatch(subject.organisation_identifier.strip())
    if found is None:
        return ""
    return "".join(re.findall(r"\d", found[2]))[:_DIGITS]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
