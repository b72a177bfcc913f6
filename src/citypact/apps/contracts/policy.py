"""Who may do and see what of contracts.

What is published of a contract is public, as the contract itself is. Publishing is the operator's.
"""

from __future__ import annotations

from citypact.apps.conduct.policy import EVERYONE, OPERATORS, Policy

__all__ = ["PUBLISHED_CONTRACTS"]

#: A contract's versions with the pages that are made of them.
PUBLISHED_CONTRACTS = Policy("published contract", {"read": EVERYONE, "publish": OPERATORS})
