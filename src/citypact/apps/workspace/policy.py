"""Who may do and see what in the workspace.

The pages are public: what is loaded into a workspace is published. Loading is the operator's,
who has the command line of the machine.
"""

from __future__ import annotations

from citypact.apps.conduct.policy import EVERYONE, OPERATORS, Policy

__all__ = ["BOOK_VERSIONS"]

#: A city's book versions with what was computed from them: results, figures, pages.
BOOK_VERSIONS = Policy("book version", {"read": EVERYONE, "load": OPERATORS})
