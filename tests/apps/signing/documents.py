"""A version on its way to being signed, for tests."""

from functools import cache

from django.test import Client
from tests.apps.drafting.writing import OWNER, account_in, edit_of, taken_in
from tests.apps.workspace.test_kept_books import shown_template
from tests.documents.authorities import authority

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import lock, rows_of, write
from citypact.apps.signing.actions import WantDocument
from citypact.apps.signing.checking import report_of
from citypact.apps.signing.findings import AcceptFinding
from citypact.apps.signing.making import make_document
from citypact.apps.signing.models import ContractDocument
from citypact.apps.signing.selectors import document_of
from citypact.documents.party_signature import add_signature

VERSION = "2026"
AT = f"/template/contracts/template/{VERSION}/"
#: Who signs the invented contract.
PARTIES = ("municipality", "region", "agency", "programme", "energy-company")


def written() -> KeptContract:
    """The invented contract in the workspace, with its city."""
    shown_template()
    return taken_in()


def moved_to(kept: KeptContract, state: str) -> None:
    """The draft in another state, whatever stands in the way."""
    write(lock(kept.pk), [edit_of(kept, "versions", VERSION, state=state)])


def without_findings(kept: KeptContract) -> None:
    """Let every finding of the draft stand."""
    for each in report_of(rows_of(kept), VERSION).findings:
        AcceptFinding(
            kept.pk, VERSION, each.check, each.key, OPERATOR, "Påhittat", "Invented"
        ).perform()


def wanted() -> ContractDocument:
    """A document that is asked for, and not made yet."""
    kept = written()
    without_findings(kept)
    moved_to(kept, "signing")
    return WantDocument(kept.pk, VERSION, "sv", OPERATOR).perform()


def made() -> ContractDocument:
    """A document that is open for signatures."""
    worked_off(wanted())
    return opened()


def worked_off(document: ContractDocument) -> str:
    """Do what the queue does with a document that is asked for; its new state is returned."""
    state: str = make_document.call(document.pk)
    return state


def opened() -> ContractDocument:
    """The document as it is kept now."""
    found = document_of("template", VERSION)
    assert found is not None
    return found


def signatory_of(party: str) -> Client:
    """A browser in which a party's signatory is signed in."""
    client = Client()
    client.force_login(account_in(party, Role.SIGNATORY))
    return client


def coordinator() -> Client:
    """A browser in which the owner's coordinator is signed in."""
    client = Client()
    client.force_login(account_in(OWNER, Role.COORDINATOR))
    return client


@cache
def signed_by(pdf: bytes, party: str, again: str = "") -> bytes:
    """The document with the signature of a party more, as it is made elsewhere."""
    return add_signature(pdf, authority().signer(party), party, again=again)
