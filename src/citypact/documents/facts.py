"""What the data that a document carries are, as against what its manifest says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from citypact.contract.party import Party
from citypact.documents.manifest import Manifest
from citypact.documents.rerun import unpacked

__all__ = ["Facts", "facts_of"]


@dataclass(frozen=True)
class Facts:
    """What was found in book and contract.

    Attributes:
        city: id of the city book.
        book_hash: content hash of it.
        contract: id of the contract.
        contract_hash: content hash of its tables.
        versions: ids of its versions.
        parties: by id.
    """

    city: str
    book_hash: str
    contract: str
    contract_hash: str
    versions: tuple[str, ...]
    parties: Mapping[str, Party]

    def against(self, manifest: Manifest) -> Iterator[tuple[str, str, str]]:
        """Where a manifest says something else: what of, what it states, and what is found."""
        for name in ("book_hash", "city", "contract_hash", "contract"):
            stated, found = getattr(manifest, name), getattr(self, name)
            if stated != found:
                yield name, str(stated), found
        if manifest.version not in self.versions:
            yield "version", manifest.version, ", ".join(self.versions)


@lru_cache(maxsize=1)
def facts_of(files: tuple[tuple[str, bytes], ...]) -> Facts:
    """Unpack and read what a document carries; the same files that were asked for last are known.

    Args:
        files: names and contents.

    Raises:
        InputError: they are missing, larger than any is, or not what they should be.
    """
    with unpacked(dict(files)) as data:
        return Facts(
            city=data.book.id,
            book_hash=data.book.hash,
            contract=data.contract.id,
            contract_hash=data.contract_hash,
            versions=tuple(data.contract.versions),
            parties=data.contract.parties,
        )
