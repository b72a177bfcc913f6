"""Every role × action, in the owner, in the party, in another party and outside."""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from tests.apps.drafting.people import DRAFT, client_of
from tests.apps.drafting.writing import OWNER, account_in, edit_of, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.conduct.policy import table
from citypact.apps.drafting.acceptance import AcceptClauses, WithdrawAcceptance
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.comments import AddComment, RemoveComment, ResolveComment
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import Comment, KeptContract, Proposal
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.proposals import DecideProposal, Propose, WithdrawProposal
from citypact.apps.drafting.rows import rows_of
from citypact.apps.drafting.selectors import contract_rows_for
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details

pytestmark = pytest.mark.django_db

OPERATORS = {Role.OPERATOR}
MEMBERS = set(Role) - {Role.VISITOR}
COORDINATORS = {Role.COORDINATOR, Role.OPERATOR}
WRITERS = COORDINATORS | {Role.EDITOR}
VOICES = WRITERS | {Role.REVIEWER, Role.CONTROLLER, Role.SIGNATORY}
SIGNERS = COORDINATORS | {Role.SIGNATORY}

#: The party whose promise is written, another one, and an organisation that is no party.
PARTY, OTHER, OUTSIDE = "energy-company", "agency", "elsewhere"
PLACES = (OWNER, PARTY, OTHER, OUTSIDE)
#: By verb: who may, in the organisation in which the role is held.
POLICY = {
    "read": MEMBERS,
    "take in": COORDINATORS,
    "write": WRITERS,
    "propose": VOICES,
    "comment": VOICES,
    "accept": SIGNERS,
    "follow up": WRITERS | {Role.CONTROLLER},
    "renew": COORDINATORS,
    "advance": COORDINATORS,
    "schedule": COORDINATORS,
    "remind": OPERATORS,
    "publish": COORDINATORS,
    "export": MEMBERS,
}
Attempt = Callable[[KeptContract, Actor], object]


def written(table_: str, key: str, **cells: str) -> Attempt:
    """Write a row."""
    return lambda kept, actor: WriteRows(
        kept.pk, (edit_of(kept, table_, key, **cells),), actor
    ).perform()


def proposed(kept: KeptContract, actor: Actor) -> Proposal:
    """Propose another text of the party's commitment."""
    edit = edit_of(kept, "commitments", "2026:capture", text_sv="Ny")
    return Propose(kept.pk, edit, "", actor).perform()


def commented(kept: KeptContract, actor: Actor) -> Comment:
    """Comment on the clause that holds it."""
    return AddComment(kept.pk, "2026", "heat", "x", actor).perform()


def accepted(party: str) -> Attempt:
    """Accept a clause for a party."""

    def attempt(kept: KeptContract, actor: Actor) -> object:
        read = {"heat": clause_hashes(rows_of(kept), "2026")["heat"]}
        return AcceptClauses(kept.pk, "2026", party, read, actor).perform()

    return attempt


def taken_back(party: str) -> Attempt:
    """Take back that a party accepts a clause."""

    def attempt(kept: KeptContract, actor: Actor) -> object:
        accepted(party)(kept, OPERATOR)
        return WithdrawAcceptance(kept.pk, "2026", party, "heat", actor).perform()

    return attempt


#: What is done, and who may: of the owner, the party, another party, from outside.
ACTIONS: dict[str, tuple[Attempt, tuple[set[Role], set[Role], set[Role], set[Role]]]] = {
    "read": (
        lambda kept, actor: contract_rows_for(actor, kept.pk),
        (MEMBERS, MEMBERS, MEMBERS, OPERATORS),
    ),
    "write the party's commitment": (
        written("commitments", "2026:capture", text_sv="Ny"),
        (WRITERS, WRITERS, OPERATORS, OPERATORS),
    ),
    "write what it carries": (
        written("commitment_measures", "2026:capture:carbon-capture", level="0.5"),
        (WRITERS, WRITERS, OPERATORS, OPERATORS),
    ),
    "give it to another party": (
        written("commitments", "2026:capture", party=OTHER),
        (WRITERS, OPERATORS, OPERATORS, OPERATORS),
    ),
    "write a clause of nobody's alone": (
        written("clauses", "2026:heat", text_sv="Ny"),
        (WRITERS, OPERATORS, OPERATORS, OPERATORS),
    ),
    "write a group's commitment": (
        written("commitments", "2026:heat-pumps", text_sv="Ny"),
        (WRITERS, OPERATORS, OPERATORS, OPERATORS),
    ),
    "write a party": (
        written("parties", PARTY, title_sv="Ny"),
        (WRITERS, OPERATORS, OPERATORS, OPERATORS),
    ),
    "propose": (proposed, (VOICES, VOICES, VOICES, OPERATORS)),
    "decide on a proposal": (
        lambda kept, actor: DecideProposal(
            proposed(kept, OPERATOR).pk, accept=True, answer="", actor=actor
        ).perform(),
        (WRITERS, WRITERS, OPERATORS, OPERATORS),
    ),
    "withdraw another's proposal": (
        lambda kept, actor: WithdrawProposal(
            proposed(kept, somebody(OWNER, Role.REVIEWER)).pk,
            Actor(f"{actor.id}0", actor.everywhere, actor.memberships),
        ).perform(),
        (set(), set(), set(), set()),
    ),
    "comment": (commented, (VOICES, VOICES, VOICES, OPERATORS)),
    "settle another's comment": (
        lambda kept, actor: ResolveComment(commented(kept, OPERATOR).pk, actor).perform(),
        (WRITERS, WRITERS, OPERATORS, OPERATORS),
    ),
    "take another's comment away": (
        lambda kept, actor: RemoveComment(
            commented(kept, OPERATOR).pk, Actor(f"{actor.id}0", actor.everywhere, actor.memberships)
        ).perform(),
        (set(), set(), set(), set()),
    ),
    "accept for the party": (accepted(PARTY), (OPERATORS, SIGNERS, OPERATORS, OPERATORS)),
    "accept for a party with nobody here": (
        accepted("region"),
        (SIGNERS, OPERATORS, OPERATORS, OPERATORS),
    ),
    "no longer accept for the party": (
        taken_back(PARTY),
        (OPERATORS, SIGNERS, OPERATORS, OPERATORS),
    ),
}
#: Addresses, and for which of the actions above somebody is let in.
PAGES = {
    DRAFT: "read",
    f"{DRAFT}history/": "read",
    f"{DRAFT}clauses/heat/": "read",
    f"{DRAFT}rows/commitments/capture/change/": "propose",
    f"{DRAFT}rows/commitments/capture/remove/": "propose",
    f"{DRAFT}rows/commitments/add/?of=heat": "propose",
    f"{DRAFT}rows/clauses/add/": "propose",
    f"{DRAFT}clauses/heat/move/": "propose",
    f"{DRAFT}numbers/": "write a clause of nobody's alone",
}


@pytest.fixture
def kept() -> Iterator[KeptContract]:
    """The contract, of which the party has somebody here and the region nobody."""
    found = taken_in()
    account_in(PARTY, Role.READER)
    AddOrganisation(OUTSIDE, Details("Annan", "Other", "municipality"), OPERATOR).perform()
    yield found
    assert found.rows.filter(key="2026:capture").exists()


def actor_in(place: str, role: Role) -> Actor:
    """Somebody with ``role``: in an organisation, or on the site."""
    if role in {Role.VISITOR, Role.OPERATOR}:
        return VISITOR if role is Role.VISITOR else OPERATOR
    return somebody(place, role)


def test_the_policy_names_these_roles_for_these_verbs() -> None:
    assert {verb: set(roles) for verb, roles in KEPT_CONTRACTS.allowed.items()} == POLICY


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_is_expected_in_each_place(
    kept: KeptContract, role: Role, place: str
) -> None:
    actor, at = actor_in(place, role), PLACES.index(place)
    for name, (attempt, allowed) in ACTIONS.items():
        may = True
        point = transaction.savepoint()
        try:
            attempt(kept, actor)
        except PermissionDenied:
            may = False
        transaction.savepoint_rollback(point)
        assert may == (role in allowed[at]), name


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_each_page_lets_in_whom_the_table_names(kept: KeptContract, role: Role, place: str) -> None:
    client, at = client_of(place, role), PLACES.index(place)
    refused = 302 if role is Role.VISITOR else 403
    for address, action in PAGES.items():
        expected = 200 if role in ACTIONS[action][1][at] else refused
        assert client.get(address).status_code == expected, address
    # What versions there are is told to those alone who may read the contract.
    gone = client.get(DRAFT.replace("2026", "2031")).status_code
    assert gone == (404 if role in ACTIONS["read"][1][at] else refused)
    assert kept.revision == 1


def test_the_documentation_has_the_table_of_rights_as_it_is(request: pytest.FixtureRequest) -> None:
    page = (request.config.rootpath / "docs/workspace.md").read_text("utf-8")
    assert table([KEPT_CONTRACTS]) in page
