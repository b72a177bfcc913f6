"""What is read of documents and signatures; each function asks a known number of queries."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.words import said
from citypact.apps.signing.models import ContractDocument

__all__ = ["document_of", "document_with", "signed_parties", "titles_of_parties"]


def document_of(contract: str, version: str) -> ContractDocument | None:
    """The document of a version with its signatures; None where there is none. Two queries."""
    return (
        ContractDocument.objects.filter(contract=contract, version=version)
        .exclude(state="abandoned")
        .select_related("contract")
        .prefetch_related("signatures")
        .first()
    )


def document_with(sha256: str) -> ContractDocument | None:
    """The document with this hash: of its manifest, or of the file now or unsigned. Two queries."""
    known = Q(manifest_hash=sha256) | Q(sha256=sha256) | Q(current=sha256)
    return (
        ContractDocument.objects.filter(known)
        .defer("pdf")
        .select_related("contract")
        .prefetch_related("signatures")
        .last()
    )


def signed_parties(contract: str, version: str) -> dict[str, date]:
    """When each party whose signature stands signed, by its id. Two queries."""
    found = document_of(contract, version)
    if found is None:
        return {}
    return {
        each.party: timezone.localdate(each.at)
        for each in found.signatures.all()
        if each.state == "signed"
    }


def titles_of_parties(contract: KeptContract, language: str) -> dict[str, str]:
    """What the parties of a contract are called, by id, where they have a name. One query."""
    rows = contract.rows.filter(table="parties")
    return {row.key: title for row in rows if (title := said(row.cells, "title", language))}
