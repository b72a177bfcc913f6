"""A local contract on the site, for tests: the invented city's, with companies and people."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.test import Client
from tests.apps.drafting.writing import OWNER, account_in
from tests.apps.local.shown import shown
from tests.contract.local.companies import company, local_contract, with_companies

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.conduct.queue import work_off
from citypact.apps.drafting.actions import TakeInContract
from citypact.apps.drafting.models import KeptContract
from citypact.apps.local import letters
from citypact.apps.local.joining import AskToSignUp, SignUpCompany
from citypact.apps.local.kept import Local, local_of
from citypact.apps.local.models import SignUpRequest
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details
from citypact.apps.parties.selectors import actor_for
from citypact.contract.folder import open_contract
from citypact.contract.local.carrying import yardsticks_of
from citypact.contract.local.sign_up import PlannedAction, SignUp
from citypact.contract.outlook import contract_outlook

CITY = "template"
CONTRACT = "template-local"
PLACE = f"/{CITY}/local/{CONTRACT}/"
#: A number that checks, and that no company of the tests has.
NUMBER = "556012-5790"
PARTY = "company-5560125790"
SAID = SignUp(
    "Exempelbolaget", NUMBER, "mobility", "small", (PlannedAction("cycling", 5_000.0, 2030),)
)
#: Everybody who can be somebody in an organisation.
ROLES: list[Role] = [role for role in Role if role not in {Role.VISITOR, Role.OPERATOR}]


def set_up(companies: int = 0) -> Local:
    """The contract in the workspace, its city's book shown, with so many companies."""
    book = shown()
    owner = open_contract("template").parties[OWNER]
    details = Details(owner.title_sv, owner.title_en, owner.kind)
    AddOrganisation(OWNER, details, OPERATOR).perform()
    empty = local_contract(open_contract("template"))
    known = yardsticks_of(empty, empty.version(), contract_outlook(book, empty.version(), 1))
    areas, sizes = ("mobility", "heat"), ("micro", "small", "medium")
    said = [
        company(
            place,
            PlannedAction("cycling" if place % 2 else "pumps", 10.0 * (1 + place), 2030),
            area=areas[place % 2],
            size=sizes[place % 3],
        )
        for place in range(companies)
    ]
    contract, _version = with_companies(empty, known, said)
    TakeInContract(contract, OWNER, OPERATOR).perform()
    return now()


def now() -> Local:
    """The contract as it stands."""
    return local_of(CITY, CONTRACT)


def asked(said: SignUp = SAID, mail: str = "anna@example.org", key: UUID | None = None) -> str:
    """Ask to sign up; the token of the link in the mail."""
    request = AskToSignUp(
        key or uuid4(), CITY, CONTRACT, said, "Anna Andersson", mail, "sv", VISITOR
    ).perform()
    return letters.token_of(request.pk)


def signed_up(said: SignUp = SAID, mail: str = "anna@example.org") -> SignUpRequest:
    """Ask, and confirm."""
    return SignUpCompany(asked(said, mail), VISITOR).perform()


@dataclass(frozen=True)
class Place:
    """Where somebody has a role: in the owner, in the company, or in another company."""

    organisation: str

    def actor(self, role: Role) -> Actor:
        """Somebody with ``role`` there."""
        if role in {Role.VISITOR, Role.OPERATOR}:
            return VISITOR if role is Role.VISITOR else OPERATOR
        return actor_for(account_in(self.organisation, role))

    def client(self, role: Role) -> Client:
        """A browser in which that somebody is signed in; a visitor is not."""
        client = Client()
        if role is not Role.VISITOR:
            client.force_login(account_in(self.organisation, role))
        return client


def mails_sent() -> None:
    """Work the queue off."""
    work_off()


def kept() -> KeptContract:
    """The contract's row."""
    return KeptContract.objects.get(pk=CONTRACT)
