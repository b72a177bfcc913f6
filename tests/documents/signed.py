"""Documents of the invented contract, signed by authorities made on the spot; each made once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.documents.authorities import authority

from citypact.book import open_book
from citypact.contract.folder import open_contract
from citypact.documents.attachment import Attachment
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import FrozenVersion, freeze
from citypact.documents.manifest import MANIFEST
from citypact.documents.party_signature import add_signature

__all__ = ["PARTIES", "frozen", "signed", "swapped", "unsigned"]

#: Who signs the invented contract, in some order.
PARTIES = ("region", "municipality", "agency", "programme", "energy-company")


@cache
def frozen(language: str = "en", version: str = "2026") -> FrozenVersion:
    contract = open_contract("template")
    return freeze(
        contract, contract.version(version), open_book("template"), language, draws=64, seed=3
    )


@cache
def unsigned(language: str = "en") -> bytes:
    return contract_document(frozen(language))


def signed(*parties: str, stamped: bool = True) -> bytes:
    """The document signed by parties, one after the other."""
    return _signed(parties, stamped)


@cache
def _signed(parties: tuple[str, ...], stamped: bool) -> bytes:  # noqa: FBT001  (a key of the cache)
    if not parties:
        return unsigned()
    own = authority()
    return add_signature(
        _signed(parties[:-1], stamped),
        own.signer(parties[-1]),
        parties[-1],
        stamps=own.stamps() if stamped else None,
    )


def swapped(name: str, content: bytes) -> bytes:
    """The unsigned document with another file under a name; the manifest stays unless named."""
    own = frozen()
    files: list[Attachment] = [
        replace(each, content=content) if each.name == name else each for each in own.attachments
    ]
    assert any(each.name == name for each in files) or name == MANIFEST
    return contract_document(replace(own, attachments=tuple(files)))
