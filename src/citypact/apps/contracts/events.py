"""The kinds of events of contracts."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = ["CONTRACT_PUBLISHED"]

CONTRACT_PUBLISHED = Kind(
    "contracts.contract.published",
    "{contract} visas i versionerna {versions} med innehållet {content_hash}.",
    "{contract} is shown in the versions {versions} with the content {content_hash}.",
)

register(CONTRACT_PUBLISHED)
