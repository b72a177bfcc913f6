"""Every role × action: by policy, on the page, in the export. What is expected stands here."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.apps.parties.people import account_of, actor_with, client_with, organisations

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.policy import EVENTS, Policy, table
from citypact.apps.parties.models import Membership, Organisation
from citypact.apps.parties.policy import ACCOUNTS, MEMBERSHIPS, ORGANISATIONS
from citypact.apps.workspace.policy import BOOK_VERSIONS

pytestmark = pytest.mark.django_db

EVERYBODY = set(Role)
SIGNED_IN = EVERYBODY - {Role.VISITOR}
COORDINATORS = {Role.COORDINATOR, Role.OPERATOR}
NOT_THE_OPERATOR = [role for role in Role if role is not Role.OPERATOR]

#: By policy and verb: who may, in the organisation in which the role is held.
EXPECTED: dict[tuple[str, str], set[Role]] = {
    ("book version", "read"): EVERYBODY,
    ("book version", "load"): {Role.OPERATOR},
    ("organisation", "read"): EVERYBODY,
    ("organisation", "export"): EVERYBODY,
    ("organisation", "add"): COORDINATORS,
    ("organisation", "change"): COORDINATORS,
    ("membership", "read"): SIGNED_IN,
    ("membership", "export"): COORDINATORS,
    ("membership", "add"): COORDINATORS,
    ("membership", "remove"): COORDINATORS,
    ("account", "read"): {Role.OPERATOR},
    ("account", "erase"): {Role.OPERATOR},
    ("event", "read"): COORDINATORS,
}
POLICIES = (BOOK_VERSIONS, ORGANISATIONS, MEMBERSHIPS, ACCOUNTS, EVENTS)
DETAILS = {"title_sv": "Malmö", "title_en": "Malmö", "kind": "municipality"}


@pytest.fixture(autouse=True)
def _cities() -> None:
    organisations()


def test_the_policies_name_these_verbs_and_no_other() -> None:
    named = {(policy.model, verb) for policy in POLICIES for verb in policy.allowed}
    assert named == EXPECTED.keys()


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.model)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_is_expected_and_in_another_organisation_only_what_all_may(
    policy: Policy, role: Role
) -> None:
    actor = actor_with(role)
    for verb in policy.allowed:
        who = EXPECTED[policy.model, verb]
        assert policy.permits(actor, verb, "malmo") == (role in who), verb
        elsewhere = who if role is Role.OPERATOR else who & {Role.VISITOR}
        expected = role in who if role is Role.OPERATOR else bool(elsewhere)
        assert policy.permits(actor, verb, "lund") == expected, verb


def opened(address: str) -> Callable[[Client], int]:
    """Open a page."""
    return lambda client: client.get(address).status_code


def sent(address: str, **form: str) -> Callable[[Client], int]:
    """Send a form."""
    return lambda client: client.post(address, form).status_code


def taken_away(client: Client) -> int:
    """Take the signatory's role away."""
    account_of(Role.SIGNATORY)
    held = Membership.objects.get(role="signatory")
    return client.post(f"/organisations/malmo/members/{held.pk}/remove/").status_code


#: What is asked of the site, which right it needs, and what is answered to whom it is permitted.
PAGES = [
    (opened("/"), ("book version", "read"), 200),
    (opened("/organisations/"), ("organisation", "read"), 200),
    (opened("/organisations/malmo/"), ("organisation", "read"), 200),
    (opened("/organisations.csv"), ("organisation", "export"), 200),
    (opened("/organisations/malmo/members.csv"), ("membership", "export"), 200),
    (opened("/organisations/malmo/change/"), ("organisation", "change"), 200),
    (sent("/organisations/malmo/change/", **DETAILS), ("organisation", "change"), 302),
    (opened("/organisations/malmo/parts/add/"), ("organisation", "add"), 200),
    (
        sent("/organisations/malmo/parts/add/", id="x", parent="malmo", **DETAILS),
        ("organisation", "add"),
        302,
    ),
    (opened("/organisations/malmo/members/add/"), ("membership", "add"), 200),
    (
        sent(
            "/organisations/malmo/members/add/",
            mail="x@example.org",
            name="X",
            role="reader",
            language="sv",
        ),
        ("membership", "add"),
        302,
    ),
    (taken_away, ("membership", "remove"), 302),
]


@pytest.mark.parametrize("role", NOT_THE_OPERATOR)
def test_each_page_and_export_lets_in_whom_its_policy_permits(role: Role) -> None:
    client = client_with(role)
    account_of(Role.SIGNATORY)
    for ask, right, answer in PAGES:
        before = (Organisation.objects.count(), Membership.objects.count())
        status = ask(client)
        if role in EXPECTED[right]:
            assert status == answer, right
        else:
            # A visitor is asked to sign in, somebody signed in is refused; nothing is changed.
            assert status == (302 if role is Role.VISITOR else 403), right
            assert (Organisation.objects.count(), Membership.objects.count()) == before


@pytest.mark.parametrize("role", NOT_THE_OPERATOR)
def test_nobody_of_malmo_changes_lund(role: Role) -> None:
    client = client_with(role)
    refused = 302 if role is Role.VISITOR else 403
    for address in ("change/", "parts/add/", "members/add/", "members.csv"):
        assert client.get(f"/organisations/lund/{address}").status_code == refused
        if not address.endswith("csv"):
            assert client.post(f"/organisations/lund/{address}", DETAILS).status_code == refused


@pytest.mark.parametrize("role", NOT_THE_OPERATOR)
def test_a_page_shows_people_and_history_to_those_who_may_see_them(role: Role) -> None:
    account_of(Role.EDITOR)
    page = client_with(role).get("/organisations/malmo/").content.decode()
    assert ("editor@example.org" in page) == (role in EXPECTED["membership", "read"])
    assert ("parties" in page or "lades till" in page) == (role in EXPECTED["event", "read"])
    assert ("members/add/" in page) == (role in EXPECTED["membership", "add"])
    assert ("/remove/" in page) == (role in EXPECTED["membership", "remove"])
    assert ("/change/" in page) == (role in EXPECTED["organisation", "change"])
    other = client_with(role).get("/organisations/lund/").content.decode()
    assert "lades till" not in other


def test_the_documentation_has_the_table_of_rights_as_it_is(request: pytest.FixtureRequest) -> None:
    page = (request.config.rootpath / "docs/workspace.md").read_text("utf-8")
    assert table(POLICIES) in page
