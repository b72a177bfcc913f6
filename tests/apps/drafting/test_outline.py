"""The outline of a version says what the contract itself says, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.drafting.people import DRAFT, client_of
from tests.apps.drafting.writing import OWNER, edit_of, somebody, taken_in
from tests.benchmarks.peers import script

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.drafting import outline
from citypact.apps.drafting.acceptance import AcceptClauses
from citypact.apps.drafting.actions import TakeInContract, WriteRows
from citypact.apps.drafting.comments import AddComment
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.light import light_version
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.outline import outline_of
from citypact.apps.drafting.proposals import Propose
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.taking_over import take_over
from citypact.contract.difference import difference
from citypact.contract.folder import open_contract, packaged_contracts
from citypact.contract.writing import contract_rows

pytestmark = pytest.mark.django_db

#: Pages of the larger contract, and how many queries each asks: session, account, roles (and the
#: organisations below, where somebody coordinates) are four of them, the
#: city's name is one.
PAGES = {
    "": 10,
    "?party=municipality&waits=us": 10,
    "history/": 9,
    "clauses/clause-1.1/": 14,
    "rows/clauses/clause-1.1/change/": 7,
    "rows/clauses/add/": 6,
    "clauses/clause-1.1/move/": 7,
}


@pytest.fixture(autouse=True)
def _nothing_in_memory() -> Iterator[None]:
    outline._kept.clear()
    yield
    outline._kept.clear()


@pytest.mark.parametrize("name", [each for each in packaged_contracts() if "local" not in each])
def test_a_light_version_is_the_version_but_for_what_no_page_shows(name: str) -> None:
    contract = open_contract(name)
    rows = contract_rows(contract)
    for head in rows["versions"]:
        made, light = contract.versions[head["id"]], light_version(head, rows)
        assert light.clauses == made.clauses
        assert light.commitments == made.commitments
        assert (light.year, light.state, light.previous) == (made.year, made.state, made.previous)


def test_the_outline_tells_the_difference_that_the_contract_has() -> None:
    kept = taken_in()
    found, contract = outline_of(kept, "2026"), open_contract("template")
    assert found is not None
    expected = difference(contract.versions["2025"], contract.versions["2026"])
    assert tuple(found.changed_clauses.values()) == expected.clauses
    assert tuple(found.changed_commitments.values()) == expected.commitments
    assert {line.id: line.content_hash for line in found.clauses} == clause_hashes(
        rows_of(kept), "2026"
    )
    own = Counter(kind for line in found.clauses for kind in line.changes)
    assert own == Counter(kind for one in expected.clauses for kind in one.kinds)
    promised: Counter[str] = Counter()
    for line in found.clauses:
        promised.update(line.changed_commitments)
    assert promised == Counter(kind for one in expected.commitments for kind in one.kinds)


def test_a_version_that_is_not_there_has_no_outline() -> None:
    assert outline_of(taken_in(), "2031") is None


def large(clauses: int, commitments: int) -> KeptContract:
    """The invented contract of a size, with something said of a clause."""
    contract = script("large_contract", "").large_contract(clauses, commitments, paragraphs=1)
    take_over(contract.parties.values())
    kept = TakeInContract(contract, OWNER, OPERATOR).perform()
    read = clause_hashes(rows_of(kept), "2026")
    for party in ("agency", "region", "programme"):
        AcceptClauses(kept.pk, "2026", party, read, OPERATOR).perform()
    clause = "2026:clause-1.1"
    for number in range(3):
        text = f"Text {number}"
        edit = edit_of(kept, "clauses", clause, text_sv=text)
        Propose(kept.pk, edit, "", somebody("agency", Role.REVIEWER)).perform()
        AddComment(kept.pk, "2026", "clause-1.1", text, somebody("region", Role.EDITOR)).perform()
        WriteRows(kept.pk, (edit,), somebody(OWNER, Role.EDITOR)).perform()
    return kept


@pytest.mark.parametrize(("clauses", "commitments"), [(14, 20), (60, 120)])
def test_the_pages_ask_the_same_queries_of_a_contract_of_any_size(
    clauses: int, commitments: int
) -> None:
    kept = large(clauses, commitments)
    client = client_of(OWNER, Role.COORDINATOR)
    start = DRAFT.replace("contracts/template", f"contracts/{kept.pk}")
    client.get(start)  # the outline is in memory from now on
    asked = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(start + page).status_code == 200
        asked[page] = len(queries)
    assert asked == PAGES


def test_a_page_that_makes_the_outline_asks_two_queries_more() -> None:
    taken_in()
    client = client_of(OWNER, Role.COORDINATOR)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(DRAFT)
        counts.append(len(queries))
    assert counts[0] == counts[1] + 2
