"""Loading a city from its book and results: what the command line calls.

Everything heavy is imported here and not by the pages.
"""

from __future__ import annotations

from collections.abc import Mapping

from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.workspace import policy
from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.models import BookVersion
from citypact.apps.workspace.preparing import Progress, prepare_city
from citypact.book import Book
from citypact.choice.decision_basis import DecisionBasis
from citypact.model import Result

__all__ = ["load_city"]


def load_city(
    book: Book,
    results: Mapping[str, Result],
    *,
    basis: DecisionBasis | None = None,
    actor: Actor = OPERATOR,
    progress: Progress | None = None,
) -> BookVersion:
    """Draw ``book`` and its ``results`` and show them; :func:`citypact.site.setup` comes first.

    Args:
        book: a checked city book.
        results: by scenario id; the reference and the contract scenario among them, with
            draws, for the pages to have bands and probabilities. Scenarios on other
            backgrounds are welcome: they are listed beside the target.
        basis: what a decision rests on; without it the pages and figures on money and choice
            say that it was not computed.
        actor: who does it.
        progress: called with (figures drawn, figures in all, what was drawn).

    Raises:
        PermissionDenied: the actor is not an operator.
        InputError: the book has a name that no address can have, or no results are given.
    """
    policy.BOOK_VERSIONS.require(actor, "load")
    prepared = prepare_city(book, results, basis=basis, progress=progress)
    return LoadCity(prepared, actor).perform()
