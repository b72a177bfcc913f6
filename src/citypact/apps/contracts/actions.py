"""Every change of what is published of contracts."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.contracts.events import CONTRACT_PUBLISHED
from citypact.apps.contracts.models import ContractPage, PublishedContract
from citypact.apps.contracts.policy import PUBLISHED_CONTRACTS
from citypact.apps.contracts.prepared import PreparedContract

__all__ = ["PublishContract"]


@dataclass(frozen=True)
class PublishContract(Action[PublishedContract]):
    """Show a contract: all of its pages, in place of those that were there of it."""

    policy = PUBLISHED_CONTRACTS
    verb = "publish"

    contract: PreparedContract
    actor: Actor = OPERATOR

    def change(self) -> Done[PublishedContract]:
        """Replace the pages as a whole."""
        given = self.contract
        published, _ = PublishedContract.objects.update_or_create(
            contract_id=given.contract_id,
            defaults={
                "city_id": given.city_id,
                "kind": given.kind,
                "title_sv": given.title_sv,
                "title_en": given.title_en,
                "main": given.main,
                "content_hash": given.content_hash,
                "book_hash": given.book_hash,
            },
        )
        ContractPage.objects.filter(contract=published).delete()
        ContractPage.objects.bulk_create(
            ContractPage(
                contract=published,
                version=each.version,
                name=each.name,
                language=each.language,
                document=each.document,
                body=each.body,
            )
            for each in given.pages
        )
        happened = Happened(
            CONTRACT_PUBLISHED,
            subject=f"contract:{given.contract_id}",
            values={
                "contract": given.contract_id,
                "versions": list(given.versions),
                "content_hash": given.content_hash,
            },
        )
        return Done(published, (happened,))
