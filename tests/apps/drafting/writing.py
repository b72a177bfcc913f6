"""A contract to write on, for tests: the invented one, owned by its municipality."""

from citypact.apps.conduct.actor import OPERATOR, Actor, Role
from citypact.apps.drafting.actions import TakeInContract
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import Edit, rows_of
from citypact.apps.parties.actions import AddMember
from citypact.apps.parties.models import Account
from citypact.apps.parties.selectors import actor_for
from citypact.apps.parties.taking_over import take_over
from citypact.contract.folder import open_contract

OWNER = "municipality"


def taken_in(name: str = "template") -> KeptContract:
    """The packaged contract ``name`` in the workspace, with its parties as organisations."""
    contract = open_contract(name)
    take_over(contract.parties.values())
    return TakeInContract(contract, OWNER, OPERATOR).perform()


def account_in(organisation: str, role: Role) -> Account:
    """Somebody's account, with ``role`` in ``organisation``; made where missing."""
    mail = f"{role.value}.{organisation}@example.org"
    found = Account.objects.filter(email=mail).first()
    if found is None:
        found = AddMember(organisation, mail, role, OPERATOR, "Somebody").perform().account
    return found


def somebody(organisation: str, role: Role) -> Actor:
    """Who has ``role`` in ``organisation``."""
    return actor_for(account_in(organisation, role))


def edit_of(contract: KeptContract, table: str, key: str, **cells: str) -> Edit:
    """An edit of a row as it now stands, with some cells changed."""
    row = rows_of(contract).tables[table][key]
    return Edit(table, key, {**row.cells, **cells}, row.revision)
