"""The pages of a large contract, measured; contract_site.py sets the site up before this."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from http import HTTPStatus

from django.db import connection
from django.test import Client
from large_contract import large_contract
from tests.apps.drafting.writing import OWNER, account_in
from tests.apps.workspace.test_kept_books import shown_template

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.contracts.actions import PublishContract
from citypact.apps.contracts.preparing import prepare_contract
from citypact.apps.drafting.actions import TakeInContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.taking_over import take_over
from citypact.book import open_book
from citypact.contract.contract import Contract
from citypact.contract.difference import difference

__all__ = ["measured"]

#: How Django runs a query.
Run = Callable[..., object]
#: Where the invented contract and its city's book are published.
CITY = "template"
DRAWS = 200


def measured(clauses: int, commitments: int, samples: int) -> dict[str, dict[str, float]]:
    """Every figure, by what was measured."""
    contract = large_contract(clauses=clauses, commitments=commitments)
    *_, before, after = contract.versions.values()
    found = {"difference": timed(lambda: difference(before, after), samples)}
    client = workspace(contract)
    at = f"/{CITY}/contracts/{contract.id}/{after.id}/"
    clause = after.clauses[len(after.clauses) // 2].id
    party = after.commitments[0].party
    pages = {
        "the contract as it is read": at,
        "what it adds up to": f"{at}promises/",
        "what has changed": f"{at}changes/",
        "a party's own page": f"{at}parties/{party}/",
        "the draft as a whole": f"{at}write/",
        "one clause of the draft": f"{at}write/clauses/{clause}/",
    }
    return found | {name: page(client, address, samples) for name, address in pages.items()}


def workspace(contract: Contract) -> Client:
    """Take the contract in and publish it; a browser with its coordinator signed in."""
    shown_template()
    take_over(contract.parties.values())
    kept = TakeInContract(contract, OWNER, OPERATOR).perform()
    content_hash = rows_of(kept).examined().content_hash(kept.pk)
    prepared = prepare_contract(contract, content_hash, open_book(CITY), draws=DRAWS)
    PublishContract(prepared, OPERATOR).perform()
    client = Client()
    client.force_login(account_in(OWNER, Role.COORDINATOR))
    return client


def page(client: Client, address: str, samples: int) -> dict[str, float]:
    """One page: how long it takes, how many queries, how large it is."""
    queries = 0

    def counted(run: Run, *asked: object) -> object:
        nonlocal queries
        queries += 1
        return run(*asked)

    with connection.execute_wrapper(counted):
        answer = client.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return {
        **timed(lambda: client.get(address), samples),
        "queries": queries,
        "kilobytes": round(len(answer.content) / 1000),
    }


def timed(work: Callable[[], object], samples: int) -> dict[str, float]:
    """Median and greatest of ``samples`` runs, in milliseconds, after one that is not counted."""
    work()
    taken = []
    for _ in range(samples):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return {"median_ms": round(statistics.median(taken), 1), "greatest_ms": round(max(taken), 1)}
