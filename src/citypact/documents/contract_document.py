"""A version of a contract as a document to sign: PDF/UA-1 and PDF/A-3a at once.

Clauses, what each party promises, what the promises add up to, what the checker finds and why it
stands, what has changed since last year, and a page for the signatures. Attached: the city book,
the contract's tables, the results and a manifest of hashes, so that the figures can be computed
again by anybody. The same version gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment
from citypact.documents.adequacy_page import adequacy_page
from citypact.documents.contract_words import say
from citypact.documents.difference_page import difference_page
from citypact.documents.findings_page import findings_page
from citypact.documents.frozen import FrozenVersion
from citypact.documents.manifest import BOOK, MANIFEST
from citypact.documents.told import Cell, Data, head, heading, told
from citypact.documents.typesetting import typeset
from citypact.documents.verification_address import code_of
from citypact.figures.palette import TOKENS, colour
from citypact.figures.typeface import FAMILY
from citypact.figures.words import title_of

__all__ = ["contract_document"]

#: Standards that the document keeps at once: readable by everybody, and to be kept for long.
_STANDARDS: Final = ("ua-1", "a-3a")
#: Headings of clauses begin below the heading of the part, and PDF knows six levels.
_FIRST_LEVEL, _LAST_LEVEL = 3, 6


def contract_document(frozen: FrozenVersion) -> bytes:
    """Return a frozen version as PDF; the same version gives the same bytes.

    The document's date is the day of signing that the version states, else the first day of the
    year that it holds for: the day of making would change the bytes.

    Raises:
        EnvironmentFault: typst is not installed.
    """
    return typeset(
        "contract.typ", _content(frozen), attachments=frozen.attachments, standards=_STANDARDS
    )


def _content(frozen: FrozenVersion) -> Data:
    """Gather everything that the template reads."""
    contract, version, language = frozen.contract, frozen.version, frozen.manifest.language
    title = title_of(contract, language)
    named = {"title": title, "version": version.id}
    made = date.fromisoformat(version.signed or f"{version.year}-01-01")
    return {
        "language": language,
        "typeface": FAMILY,
        "colours": {token: colour(token, "light") for token in TOKENS},
        "title": title,
        "subtitle": say(
            language,
            "subtitle",
            version=version.id,
            year=version.year,
            state=say(language, f"state-{version.state}"),
        ),
        "author": [
            title_of(contract.parties[name], language) for name in frozen.manifest.signatories
        ],
        "description": say(language, "description", **named),
        "keywords": say(language, "keywords", city=title_of(frozen.book.city(), language)).split(
            ", "
        ),
        "footer": say(
            language,
            "footer",
            **named,
            book=frozen.manifest.book_hash[:12],
            program=frozen.manifest.program_version,
        ),
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "headings": _headings(frozen),
        "texts": {
            name: say(language, key)
            for name, key in {
                "unchanged": "unchanged",
                "annexes": "annexes-text",
                "attached": "attached-text",
                "signatures": "signatures-text",
                "signed-by": "signed-by",
                "role": "role",
                "day": "day",
                "room": "room",
            }.items()
        },
        "parties": _parties(frozen),
        "clauses": [_clause(frozen, clause) for clause in version.clauses],
        "promised": list(_promised(frozen)),
        "adequacy": adequacy_page(frozen),
        "findings": findings_page(frozen),
        "difference": difference_page(frozen),
        "annexes": _annexes(frozen),
        "attachments": [
            {
                "name": each.name,
                "description": each.description,
                "mime": each.mime,
                "relationship": "source" if each.name == BOOK else "data",
            }
            for each in frozen.attachments
        ],
        "attached": _attached(frozen),
        "signatures": _signatures(frozen),
        "verify": _verify(frozen),
        "untranslated": _untranslated(frozen),
    }


def _headings(frozen: FrozenVersion) -> Data:
    language = frozen.manifest.language
    names = (
        "parties", "clauses", "by-party", "adequacy", "findings", "annexes", "attached",
        "signatures", "verify",
    )  # fmt: skip
    before = frozen.version.previous
    return {
        **{name: say(language, name) for name in names},
        "difference": say(language, "difference", before=before),
    }


def _untranslated(frozen: FrozenVersion) -> str:
    """A line on texts that are shown in Swedish because they are not translated; empty for none."""
    language, version = frozen.manifest.language, frozen.version
    if language == "sv":
        return ""
    missing = sum(not each.title_en or bool(each.text_sv and not each.text_en)
                  for each in version.clauses)  # fmt: skip
    missing += sum(not each.text_en for each in version.commitments)
    count = len(version.clauses) + len(version.commitments)
    return say(language, "untranslated", missing=missing, all=count) if missing else ""


def _parties(frozen: FrozenVersion) -> Data:
    language = frozen.manifest.language
    return {
        "head": head(frozen, "party", "number", "signs"),
        "rows": [
            [
                told(party, "title", language),
                party.number or "–",
                say(language, "yes" if party.signs else "no"),
            ]
            for party in frozen.contract.parties.values()
        ],
    }


def _clause(frozen: FrozenVersion, clause: Clause) -> Data:
    language, version = frozen.manifest.language, frozen.version
    depth = sum(1 for _ in version.above(clause))
    title, text = heading(clause, language), told(clause, "text", language)
    paragraphs = [part.strip() for part in str(text["text"]).split("\n\n") if part.strip()]
    return {
        "level": min(_FIRST_LEVEL + depth, _LAST_LEVEL),
        "title": title,
        "paragraphs": [{"text": part, "language": text["language"]} for part in paragraphs],
        "commitments": [
            told(each, "text", language) for each in version.commitments_of.get(clause.id, ())
        ],
    }


def _promised(frozen: FrozenVersion) -> Iterable[Data]:
    """What each party promises; parties that promise nothing are on the list of parties."""
    language = frozen.manifest.language
    for party in frozen.contract.parties.values():
        own = [each for each in frozen.version.commitments if each.party == party.id]
        if own:
            yield {
                "title": title_of(party, language),
                "table": {
                    "head": head(frozen, "commitment", "strength", "due", "measures", "identifier"),
                    "rows": [_commitment(frozen, each) for each in own],
                },
            }


def _commitment(frozen: FrozenVersion, commitment: Commitment) -> list[object]:
    language = frozen.manifest.language
    city = frozen.book.city(frozen.version.background)
    due = str(commitment.due) if commitment.due else "–"
    carried = [title_of(city.measures[each.measure], language) for each in commitment.measures]
    return [
        told(commitment, "text", language),
        say(language, f"strength-{commitment.strength}"),
        say(language, "yearly") if commitment.yearly else due,
        "; ".join(carried) or "–",
        commitment.id,
    ]


def _annexes(frozen: FrozenVersion) -> Data:
    """The documents that belong to the version; they are not attached."""
    language = frozen.manifest.language
    rows: list[list[Cell]] = [
        [told(each, "title", language), each.address or "–", each.sha256 or "–"]
        for each in frozen.version.annexes
    ]
    return {"head": head(frozen, "annex", "address", "hash"), "rows": rows}


def _attached(frozen: FrozenVersion) -> Data:
    """The attachments; the manifest holds the hashes of the others, and none of itself."""
    rows = [
        [each.name, each.description, "–" if each.name == MANIFEST else each.sha256]
        for each in frozen.attachments
    ]
    return {"head": head(frozen, "file", "content", "hash"), "rows": rows}


def _signatures(frozen: FrozenVersion) -> list[Data]:
    """Who signs, each with room for a name, a role, a day and a signature that shows."""
    language = frozen.manifest.language
    parties = (frozen.contract.parties[name] for name in frozen.manifest.signatories)
    return [
        {
            "title": told(party, "title", language),
            "number": say(language, "number-of", number=party.number) if party.number else "",
            "field": say(language, "field", name=party.id),
        }
        for party in parties
    ]


def _verify(frozen: FrozenVersion) -> Data | None:
    """The code that leads to the page of this version; None where the document names no page."""
    if not frozen.verify_at:
        return None
    language = frozen.manifest.language
    return {
        "address": frozen.verify_at,
        "code": code_of(frozen.verify_at),
        "alternative": say(language, "verify-code", address=frozen.verify_at),
        "text": say(language, "verify-text"),
    }
