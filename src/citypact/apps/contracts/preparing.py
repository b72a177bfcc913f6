"""From a contract and its city's book to every page of it, in both languages.

This is where the rooms below are asked; it is done once, when a contract is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.template.loader import render_to_string
from django.utils import translation

from citypact.apps.contracts.changes_page import changes_page
from citypact.apps.contracts.compared_page import ASKED, compared_page
from citypact.apps.contracts.prepared import PartyPage, PreparedContract, PreparedPage, TextPage
from citypact.apps.contracts.promises_page import promises_page
from citypact.apps.contracts.text_page import party_page, text_page
from citypact.apps.contracts.updates import Edited
from citypact.book import Book
from citypact.contract.adequacy import DRAWS, Adequacy, adequacy
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.contract.what_if import WhatIfs, what_ifs
from citypact.figures.words import LANGUAGES

__all__ = ["Progress", "prepare_contract"]

#: Called with the versions done and to do.
Progress = Callable[[int, int], None]


def prepare_contract(  # noqa: PLR0913  how it is run, each of it optional
    contract: Contract,
    content_hash: str,
    book: Book,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    edited: Edited | None = None,
    progress: Progress | None = None,
) -> PreparedContract:
    """Make every page of a contract.

    Args:
        contract: in which the checks found no problem.
        content_hash: of it.
        book: of its city.
        draws: that adequacy rests on.
        seed: of them.
        edited: the most important updates that a person has edited, in place of the draft.
        progress: called for each version.

    Raises:
        ContractError: the contract refers to what the book does not have.
        InputError: the book is of another city, or a target cannot be followed.
    """
    shown = contract.in_force or list(contract.versions.values())[-1]
    pages: list[PreparedPage] = []
    found: dict[str, Adequacy] = {}
    for done, version in enumerate(contract.versions.values(), start=1):
        found[version.id] = now = adequacy(contract, version, book, draws=draws, seed=seed)
        pages += _pages(contract, version, book, now, edited or {})
        open_ = list(now.uncommitted.measures)[:ASKED]
        asked = what_ifs(contract, version, book, open_, draws=draws, seed=seed)
        pages += _compared(contract, version, book, found, asked)
        if progress is not None:
            progress(done, len(contract.versions))
    return PreparedContract(
        contract_id=contract.id,
        city_id=contract.city,
        kind=contract.kind,
        title_sv=contract.title_sv,
        title_en=contract.title_en,
        main=shown.id,
        versions=tuple(contract.versions),
        content_hash=content_hash,
        book_hash=book.hash,
        pages=tuple(pages),
    )


def _pages(
    contract: Contract, version: Version, book: Book, found: Adequacy, edited: Edited
) -> Iterator[PreparedPage]:
    city = book.city(version.background)
    promising = sorted(
        {name for each in version.commitments for name in (each.party, *contract.alone(each.party))}
    )
    for language in LANGUAGES:
        with translation.override(language):
            text = text_page(contract, version, city, language)
            yield _drawn(contract, version, "text", language, text)
            promised = promises_page(contract, version, city, found, language)
            yield PreparedPage(version.id, "promises", language, promised)
            changes = changes_page(contract, version, edited, language)
            if changes is not None:
                yield PreparedPage(version.id, "changes", language, changes)
            for party in promising:
                page = party_page(contract, version, city, party, edited, language)
                yield _drawn(contract, version, f"party/{party}", language, page)


def _compared(
    contract: Contract,
    version: Version,
    book: Book,
    found: Mapping[str, Adequacy],
    asked: WhatIfs,
) -> Iterator[PreparedPage]:
    city = book.city(version.background)
    for language in LANGUAGES:
        with translation.override(language):
            page = compared_page(contract, version, city, found, asked, language)
            yield PreparedPage(version.id, "compared", language, page)


def _drawn(
    contract: Contract, version: Version, name: str, language: str, page: TextPage | PartyPage
) -> PreparedPage:
    """A page whose clauses are drawn now, and only set in when somebody reads it."""
    template = "contracts/_text.html" if name == "text" else "contracts/_clauses.html"
    given = {"page": page, "frame": page.frame, "clauses": page.clauses, "city": contract.city}
    return PreparedPage(version.id, name, language, page, render_to_string(template, given))
