"""A version of a contract as a document to sign: PDF/UA-1 and PDF/A-3a at once.

Clauses, what each party promises, what the promises add up to, what has changed since last year,
and a page for the signatures. Attached: the city book, the contract's tables, the results and a
manifest of hashes, so that the figures can be computed again by anybody. The same version gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment
from citypact.contract.difference import difference
from citypact.documents.adequacy_page import adequacy_page
from citypact.documents.contract_words import say
from citypact.documents.frozen import FrozenVersion
from citypact.documents.manifest import BOOK, MANIFEST
from citypact.documents.typesetting import typeset
from citypact.figures.palette import TOKENS, colour
from citypact.figures.typeface import FAMILY
from citypact.figures.words import title_of

__all__ = ["contract_document"]

#: Standards that the document keeps at once: readable by everybody, and to be kept for long.
_STANDARDS: Final = ("ua-1", "a-3a")
#: Headings of clauses begin below the heading of the part, and PDF knows six levels.
_FIRST_LEVEL, _LAST_LEVEL = 3, 6

_Data = dict[str, object]


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


def _content(frozen: FrozenVersion) -> _Data:
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
        "author": [title_of(contract.parties[name], language) for name in _signing(frozen)],
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
                "attached": "attached-text",
                "signatures": "signatures-text",
            }.items()
        },
        "parties": _parties(frozen),
        "clauses": [_clause(frozen, clause) for clause in version.clauses],
        "promised": list(_promised(frozen)),
        "adequacy": adequacy_page(frozen),
        "difference": _difference(frozen),
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
    }


def _headings(frozen: FrozenVersion) -> _Data:
    language = frozen.manifest.language
    names = ("parties", "clauses", "by-party", "adequacy", "attached", "signatures")
    before = frozen.version.previous
    return {
        **{name: say(language, name) for name in names},
        "difference": say(language, "difference", before=before),
    }


def _head(language: str, *names: str) -> list[str]:
    return [say(language, name) for name in names]


def _signing(frozen: FrozenVersion) -> Iterable[str]:
    return frozen.manifest.signatories


def _told(thing: object, name: str, language: str) -> _Data:
    """A text of the contract in ``language``, or in Swedish where it is not translated."""
    own = str(getattr(thing, f"{name}_{language}"))
    if own:
        return {"text": own, "language": language}
    return {"text": str(getattr(thing, f"{name}_sv")), "language": "sv"}


def _parties(frozen: FrozenVersion) -> _Data:
    language = frozen.manifest.language
    return {
        "head": _head(language, "party", "number", "signs"),
        "rows": [
            [
                _told(party, "title", language),
                party.number or "–",
                say(language, "yes" if party.signs else "no"),
            ]
            for party in frozen.contract.parties.values()
        ],
    }


def _clause(frozen: FrozenVersion, clause: Clause) -> _Data:
    language, version = frozen.manifest.language, frozen.version
    depth = sum(1 for _ in version.above(clause))
    title, text = _told(clause, "title", language), _told(clause, "text", language)
    title["text"] = f"{clause.number} {title['text']}".strip()
    paragraphs = [part.strip() for part in str(text["text"]).split("\n\n") if part.strip()]
    return {
        "level": min(_FIRST_LEVEL + depth, _LAST_LEVEL),
        "title": title,
        "paragraphs": [{"text": part, "language": text["language"]} for part in paragraphs],
        "commitments": [
            _told(each, "text", language) for each in version.commitments_of.get(clause.id, ())
        ],
    }


def _promised(frozen: FrozenVersion) -> Iterable[_Data]:
    """What each party promises; parties that promise nothing are on the list of parties."""
    language = frozen.manifest.language
    for party in frozen.contract.parties.values():
        own = [each for each in frozen.version.commitments if each.party == party.id]
        if own:
            yield {
                "title": title_of(party, language),
                "table": {
                    "head": _head(
                        language, "commitment", "strength", "due", "measures", "identifier"
                    ),
                    "rows": [_commitment(frozen, each) for each in own],
                },
            }


def _commitment(frozen: FrozenVersion, commitment: Commitment) -> list[object]:
    language = frozen.manifest.language
    city = frozen.book.city(frozen.version.background)
    due = str(commitment.due) if commitment.due else "–"
    carried = [title_of(city.measures[each.measure], language) for each in commitment.measures]
    return [
        _told(commitment, "text", language),
        say(language, f"strength-{commitment.strength}"),
        say(language, "yearly") if commitment.yearly else due,
        "; ".join(carried) or "–",
        commitment.id,
    ]


def _difference(frozen: FrozenVersion) -> _Data | None:
    """What has changed in the commitments; None for a first version."""
    language, before = frozen.manifest.language, frozen.version.previous
    if not before:
        return None
    changes = difference(frozen.contract.versions[before], frozen.version).commitments
    rows: list[list[object]] = []
    for change in changes:
        kinds = ", ".join(say(language, f"change-{kind}") for kind in change.kinds)
        party = title_of(frozen.contract.parties[change.party], language)
        rows.append([kinds, party, _told(change.after or change.before, "text", language)])
    return {"head": _head(language, "change", "party", "commitment"), "rows": rows}


def _attached(frozen: FrozenVersion) -> _Data:
    """The attachments; the manifest holds the hashes of the others, and none of itself."""
    rows = [
        [each.name, each.description, "–" if each.name == MANIFEST else each.sha256]
        for each in frozen.attachments
    ]
    return {"head": _head(frozen.manifest.language, "file", "content", "hash"), "rows": rows}


def _signatures(frozen: FrozenVersion) -> _Data:
    language = frozen.manifest.language
    return {
        "head": _head(language, "party", "number", "place"),
        "rows": [
            [_told(party, "title", language), party.number or "–", party.id]
            for party in (frozen.contract.parties[name] for name in _signing(frozen))
        ],
    }
