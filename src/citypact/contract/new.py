"""Starting a contract of a city's own: the city as its first party, and a draft without clauses."""

from __future__ import annotations

from citypact.book import Book
from citypact.contract.contract import Contract, Source
from citypact.contract.folder import examine_cells, open_contract
from citypact.contract.party import Party
from citypact.contract.version import Version
from citypact.contract.writing import contract_rows, contract_settings

__all__ = ["new_contract"]

#: The packaged contract whose readings of the words are taken over, each marked as an estimate.
_WORDINGS_OF = "malmo-national"


def new_contract(book: Book, name: str, *, year: int, kind: str = "national") -> Contract:
    """Return a contract of the book's city, with one draft and the city as its only party.

    How sure a promise is by its wording is taken from a packaged contract with its source and its
    reasons: they are estimates, and follow-up gives better ones.

    Args:
        book: of the city; its target is the one that promises are held against.
        name: id of the contract.
        year: of the first version.
        kind: ``national``, ``local`` or ``eu``.

    Raises:
        ContractError: the name is no id, or the year no year that a contract can have.
    """
    settings = book.settings
    titles = {side: settings.text(f"title_{side}") for side in ("sv", "en")}
    readings = open_contract(_WORDINGS_OF)
    used = {each.source for each in readings.wordings.values()}
    city = Party(
        id=settings.text("id"),
        title_sv=titles["sv"],
        title_en=titles["en"],
        kind="municipality",
        authority="board",
    )
    itself = Source(
        id=name,
        title_sv=f"Klimatkontrakt {titles['sv']}",
        title_en=f"Climate contract of {titles['en']}",
        publisher_sv=titles["sv"],
        publisher_en=titles["en"],
        year=year,
    )
    draft = Version(id=str(year), year=year, state="draft", source=name)
    started = Contract(
        id=name,
        kind=kind,
        city=city.id,
        title_sv=itself.title_sv,
        title_en=itself.title_en,
        licence=settings.text("licence"),
        sources={name: itself} | {each: readings.sources[each] for each in used},
        parties={city.id: city},
        wordings=readings.wordings,
        versions={draft.id: draft},
    )
    return examine_cells(contract_settings(started), contract_rows(started)).contract(name)
