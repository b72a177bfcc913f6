"""Publishing a contract as it is written here: asked for on a page, made in the background.

The pages take seconds: every version is run by the model. Whoever may publish asks, and the queue
makes them of the contract as it stands then. What is published everybody can read, a draft too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.queue import task
from citypact.apps.conduct.wording import in_words
from citypact.apps.contracts.actions import PublishContract
from citypact.apps.contracts.models import PublishedContract
from citypact.apps.contracts.prepared import PreparedContract
from citypact.apps.cycle import selectors
from citypact.apps.cycle.events import CONTRACT_ASKED
from citypact.apps.cycle.models import Publication
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import lock, rows_of
from citypact.apps.parties.models import Account
from citypact.apps.parties.selectors import actor_for
from citypact.apps.workspace.kept_books import book_of
from citypact.contract.link import require_linked
from citypact.errors import CitypactError, InputError

__all__ = ["AskToPublish", "PublishKept", "publish_now"]

#: After so long without an answer the worker was stopped in the middle: it may be asked again.
GIVEN_UP = timedelta(minutes=15)


@dataclass(frozen=True)
class AskToPublish(OfTheOwner, Action[Publication]):
    """Ask that everybody may read the contract as it stands, drafts among it."""

    policy = KEPT_CONTRACTS
    verb = "publish"

    contract: str
    actor: Actor

    def change(self) -> Done[Publication]:
        """Put it into the queue; what cannot be published is told at once.

        Raises:
            InputError: it is being made already, or the workspace shows no such city.
            ContractError: it refers to what the city book does not have.
        """
        kept = lock(self.contract)
        found = Publication.objects.filter(contract=kept).first()
        if found is not None and _being_made(found, kept.revision):
            raise InputError(_("The pages are being made already: wait a moment."))
        contract, book = rows_of(kept).made(), book_of(kept.city_id)
        for version in contract.versions.values():
            require_linked(contract, version, book)
        asked = {
            "state": Publication.WAITING,
            "asked": kept.revision,
            "asked_at": timezone.now(),
            "problem": "",
        }
        found, _is_new = Publication.objects.update_or_create(contract=kept, defaults=asked)
        make.enqueue(self.contract, self.actor.id)
        happened = Happened(
            CONTRACT_ASKED,
            subject=f"contract:{self.contract}",
            organisation=kept.owner_id,
            values={"contract": self.contract, "revision": kept.revision},
        )
        return Done(found, (happened,))


def _being_made(found: Publication, revision: int) -> bool:
    asked = found.state == Publication.WAITING and found.asked == revision
    return asked and timezone.now() - found.asked_at < GIVEN_UP


@dataclass(frozen=True)
class PublishKept(OfTheOwner, Action[PublishedContract]):
    """Show the pages that were made of a contract at one of its revisions."""

    policy = KEPT_CONTRACTS
    verb = "publish"

    contract: str
    revision: int
    read_at: datetime
    prepared: PreparedContract
    actor: Actor

    def change(self) -> Done[PublishedContract]:
        """Replace the pages, and write down which revision they show."""
        kept = lock(self.contract)
        # Whoever may publish this contract shows it; the table of published contracts itself is
        # the operator's, and is not asked a second time.
        done = PublishContract(self.prepared, self.actor).change()
        shown = {
            "state": Publication.DONE,
            "revision": self.revision,
            "read_at": self.read_at,
            "problem": "",
        }
        Publication.objects.update_or_create(
            contract=kept,
            defaults=shown,
            create_defaults={**shown, "asked": self.revision, "asked_at": self.read_at},
        )
        return done


def publish_now(contract: str, actor: Actor) -> PublishedContract:
    """Make the pages of a contract as it stands, and show them; takes seconds.

    Raises:
        PermissionDenied: the actor may not publish it.
        InputError: the workspace shows no such city, or a target cannot be followed.
        ContractError: the contract refers to what the city book does not have.
    """
    from citypact.apps.contracts.preparing import prepare_contract  # noqa: PLC0415  brings the model

    with transaction.atomic():
        # Nobody writes between the one query and the other.
        kept = lock(contract)
        rows, edited, now = rows_of(kept), selectors.updates_of(contract), timezone.now()
    KEPT_CONTRACTS.require(actor, "publish", kept.owner_id)
    examined = rows.examined()
    prepared = prepare_contract(
        examined.contract(kept.pk),
        examined.content_hash(kept.pk),
        book_of(kept.city_id),
        edited={key: update.lines() for key, update in edited.items()},
    )
    return PublishKept(contract, kept.revision, now, prepared, actor).perform()


@task()
def make(contract: str, actor: str) -> bool:
    """Publish a contract for whoever asked; what stands in the way is kept for the page."""
    try:
        publish_now(contract, _actor(actor))
    except (CitypactError, PermissionDenied) as error:
        problem = in_words(error.said) if isinstance(error, CitypactError) else str(error)
        Publication.objects.filter(contract=contract).update(
            state=Publication.FAILED, problem=problem
        )
        return False
    return True


def _actor(name: str) -> Actor:
    """Who asked, with the roles of now.

    Raises:
        PermissionDenied: the account is gone.
    """
    if name == OPERATOR.id:
        return OPERATOR
    account = Account.objects.filter(pk=UUID(name.removeprefix("account:")), is_active=True).first()
    if account is None:
        raise PermissionDenied(_("Whoever asked has no account any more."))
    return actor_for(account)
