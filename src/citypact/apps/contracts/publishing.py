"""Publishing the contracts that come with Citypact of a city: what the command line calls.

Everything heavy is imported here and not by the pages.
"""

from __future__ import annotations

from collections.abc import Collection

from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.contracts.actions import PublishContract
from citypact.apps.contracts.models import PublishedContract
from citypact.apps.contracts.policy import PUBLISHED_CONTRACTS
from citypact.apps.contracts.preparing import Progress, prepare_contract
from citypact.book import Book
from citypact.contract.folder import contracts_of, hash_contract

__all__ = ["publish_contracts"]


def publish_contracts(
    book: Book,
    *,
    actor: Actor = OPERATOR,
    leave: Collection[str] = (),
    progress: Progress | None = None,
) -> tuple[PublishedContract, ...]:
    """Show the packaged contracts of the book's city that are not local.

    :func:`citypact.site.setup` comes first.

    Args:
        book: of the city.
        actor: who does it.
        leave: ids of contracts that are not shown from here, since they are written on this site.
        progress: called for each contract.

    Raises:
        PermissionDenied: the actor is not an operator.
        ContractError: a contract refers to what the book does not have.
    """
    PUBLISHED_CONTRACTS.require(actor, "publish")
    # A local contract has hundreds of parties: pages made for eight do not serve them.
    shown = [
        contract
        for contract in contracts_of(book.id)
        if contract.kind != "local" and contract.id not in leave
    ]
    found = []
    for done, contract in enumerate(shown, start=1):
        prepared = prepare_contract(contract, hash_contract(contract.id), book)
        found.append(PublishContract(prepared, actor).perform())
        if progress is not None:
            progress(done, len(shown))
    return tuple(found)
