"""A version frozen with all that its figures rest on: book, tables, results, manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass

from citypact import __version__
from citypact.book import Book
from citypact.book.writing import render_book
from citypact.contract.adequacy import DRAWS, Adequacy, adequacy
from citypact.contract.checker.report import Report, check_version
from citypact.contract.contract import Contract
from citypact.contract.folder import examine_cells
from citypact.contract.outlook import contract_outlook
from citypact.contract.states import signatories
from citypact.contract.version import Version
from citypact.contract.writing import contract_rows, contract_settings, render_contract
from citypact.documents.attachment import Attachment, archive
from citypact.documents.contract_words import say
from citypact.documents.manifest import BOOK, CONTRACT, MANIFEST, RESULTS, Manifest
from citypact.documents.verification_address import require_address

__all__ = ["FrozenVersion", "freeze", "results_text"]


@dataclass(frozen=True)
class FrozenVersion:
    """A version of a contract, and what anybody needs to compute its figures again.

    Attributes:
        contract: the contract.
        version: which version of it.
        book: the city book.
        adequacy: what the promises add up to.
        report: what the checker finds in the version.
        manifest: hashes, seed and draws.
        attachments: the manifest last.
    """

    contract: Contract
    version: Version
    book: Book
    adequacy: Adequacy
    report: Report
    manifest: Manifest
    attachments: tuple[Attachment, ...]

    @property
    def verify_at(self) -> str:
        """Address of the page that verifies this version: ends with its content hash, or empty."""
        own = self.manifest
        return f"{own.verify_at}/{own.content_hash}" if own.verify_at else ""


def freeze(  # noqa: PLR0913  what is frozen, and how it is computed
    contract: Contract,
    version: Version,
    book: Book,
    language: str,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    verify_at: str = "",
) -> FrozenVersion:
    """Compute a version's adequacy, check it, and put everything beside it that it rests on.

    Args:
        contract: that the version belongs to.
        version: of it.
        book: of its city.
        language: of the descriptions, ``sv`` or ``en``.
        draws: at least 1.
        seed: a whole number that is not negative.
        verify_at: address of the page where documents are verified; empty where there is none.

    Raises:
        InputError: as for :func:`citypact.contract.adequacy.adequacy`, or the address is none.
    """
    found = adequacy(contract, version, book, draws=draws, seed=seed)
    files = {
        BOOK: (archive(render_book(book)), "application/zip"),
        CONTRACT: (archive(render_contract(contract)), "application/zip"),
        RESULTS: (results_text(found), "application/json"),
    }
    attachments = [
        Attachment(name, content, say(language, f"file-{name}"), mime)
        for name, (content, mime) in files.items()
    ]
    manifest = Manifest(
        contract=contract.id,
        version=version.id,
        city=book.id,
        language=language,
        program_version=__version__,
        program_hash=contract_outlook(book, version, seed).program_hash,
        book_hash=book.hash,
        contract_hash=_hash_of(contract),
        seed=seed,
        draws=draws,
        signatories=signatories(contract),
        files={each.name: each.sha256 for each in attachments},
        verify_at=require_address(verify_at) if verify_at else "",
    )
    own = Attachment(
        MANIFEST, manifest.to_bytes(), say(language, f"file-{MANIFEST}"), "application/json"
    )
    report = check_version(contract, version.id, book)
    return FrozenVersion(contract, version, book, found, report, manifest, (*attachments, own))


def results_text(found: Adequacy) -> bytes:
    """The adequacy as JSON, every figure to its last digit."""
    text = json.dumps(found.to_json(), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def _hash_of(contract: Contract) -> str:
    """Content hash of a contract that need not lie in a folder."""
    return examine_cells(contract_settings(contract), contract_rows(contract)).content_hash(
        contract.id
    )
