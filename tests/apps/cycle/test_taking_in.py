"""A text is taken in as a draft and proposals; nothing is accepted by itself."""

from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.apps.cycle.year import OWNER, book_shown, taken_in
from tests.apps.drafting.writing import account_in, somebody
from tests.contract.text.test_draft import TEXT

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.cycle.taking_in import TakeInText, read_text
from citypact.apps.drafting.models import KeptContract, Proposal
from citypact.apps.drafting.proposals import DecideProposal
from citypact.apps.drafting.rows import rows_of
from citypact.contract.text import LARGEST_TEXT
from citypact.errors import ContractError, InputError

pytestmark = pytest.mark.django_db
AT = "/en/template/year/template/text/"
NOT_LEADING = [role for role in Role if role not in {Role.COORDINATOR, Role.OPERATOR}]


@pytest.fixture(autouse=True)
def contract() -> KeptContract:
    book_shown()
    return taken_in()


def brought(data: bytes, name: str = "kontrakt.txt") -> dict[str, object]:
    return {"text": SimpleUploadedFile(name, data), "year": ""}


def coordinator() -> Client:
    client = Client()
    client.force_login(account_in(OWNER, Role.COORDINATOR))
    return client


def test_the_clauses_become_a_draft_and_the_promises_wait_one_by_one(
    contract: KeptContract,
) -> None:
    answer = coordinator().post(AT, brought(TEXT.encode()), follow=True)
    assert "what it promises waits as proposals" in answer.content.decode()
    made = rows_of(contract).made()
    draft = made.version("2027")
    assert (draft.state, draft.commitments) == ("draft", ())
    assert [clause.number for clause in draft.clauses] == ["1", "2", "3"]
    proposals = list(Proposal.objects.all())
    assert {each.state for each in proposals} == {Proposal.OPEN}
    assert {each.party for each in proposals} == {OWNER}
    assert "by the words “åtar sig”" in proposals[0].reason
    assert verify().whole
    DecideProposal(proposals[0].pk, True, "", OPERATOR).perform()  # noqa: FBT003  accept
    (commitment,) = rows_of(contract).made().version("2027").commitments
    assert commitment.strength == "undertakes"
    assert commitment.party == "municipality"
    assert Proposal.objects.filter(state=Proposal.OPEN).count() == len(proposals) - 1


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7 ...", "kontrakt.pdf", "the file is a PDF, not a text"),
        (b"\x89PNG....", "scan.png", "the file is a picture (PNG), not a text"),
        (b"abc\0def", "kontrakt.bin", "the file is binary, not a text"),
        (b"II*\0\x10\0\0\0", "scan.tif", "the file is a scan (TIFF), not a text"),
        (b"1 Syfte\nStaden \xe5r.\n", "kontrakt.txt", "the file is not UTF-8"),
        (b"a" * (LARGEST_TEXT + 1), "stor.txt", "5.0 MB, and at most 5 MB are read"),
        (b"a" * 50_000_000, "halvt.txt", "50.0 MB, and at most 5 MB are read"),
        (b"Bara ord utan nummer.", "brev.txt", "no line begins a clause"),
        (
            b"1 Ett\nText.\n\n1 Ett igen\nText.\n",
            "dubbel.txt",
            "clause 1 comes a second time; it began on line 1",
        ),
        (
            b"Mellan Ekeby och Lillby.\n\n1 Vi\nEkeby ska cykla. Kontraktet g\xc3\xa4ller 2027.\n",
            "annan.txt",
            "the text names a party that the contract does not have",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_nothing_of_it_is_kept(
    contract: KeptContract, data: bytes, name: str, said: str
) -> None:
    answer = coordinator().post(AT, brought(data, name))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()
    assert not Proposal.objects.exists()
    assert KeptContract.objects.get(pk=contract.pk).revision == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "kontrakt.txt: filen är en pdf, inte en text (här står: ”%PDF-” i början; "),
        (b"1 Vi\n\nVi ska.\n\n1 De\n\nDe ska.\n", "rad 5: klausul 1 kommer en andra gång; den b"),
        (
            b"\xff\xfe1",
            "filen är skriven i UTF-16 (här står ”FF FE”; tillåtet: UTF-8). Åtgärda: s",
        ),
    ],
)
def test_what_is_wrong_is_told_in_swedish_on_a_swedish_page(data: bytes, said: str) -> None:
    with translation.override("sv"):
        at = reverse("cycle:take-in", args=("template", "template"))
        answer = coordinator().post(at, brought(data))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()


def test_html_in_a_clause_stays_text(contract: KeptContract) -> None:
    text = TEXT.replace("avser att träffas", "avser att <script>alert(1)</script>")
    client = coordinator()
    client.post(AT, brought(text.encode()))
    clause = rows_of(contract).made().version("2027").clauses[2]
    assert "<script>" in clause.text_sv
    address = f"/en/template/contracts/template/2027/write/clauses/{clause.id}/"
    shown = client.get(address).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_a_year_is_asked_for_where_the_text_has_none_and_a_version_is_made_once() -> None:
    text = read_text("kontrakt.txt", TEXT.replace("Kontraktet gäller för 2027.", "").encode())
    with pytest.raises(InputError, match="does not say which year"):
        TakeInText("template", text, OPERATOR).perform()
    with pytest.raises(InputError, match="a version 2026 already"):
        TakeInText("template", text, OPERATOR, 2026).perform()
    TakeInText("template", text, OPERATOR, 2026, "2026-text").perform()
    event = Event.objects.get(code="cycle.text.taken_in")
    assert event.values["version"] == "2026-text"


def test_parties_that_the_contract_does_not_have_are_told() -> None:
    text = read_text("kontrakt.txt", TEXT.replace("Regionen", "Landstinget").encode())
    with pytest.raises(ContractError, match="names a party that the contract does not have"):
        TakeInText("template", text, OPERATOR).perform()


@pytest.mark.parametrize("role", NOT_LEADING)
def test_who_does_not_lead_the_work_takes_nothing_in(role: Role) -> None:
    text = read_text("kontrakt.txt", TEXT.encode())
    for actor in (
        VISITOR if role is Role.VISITOR else somebody(OWNER, role),
        somebody("region", Role.COORDINATOR),
    ):
        with pytest.raises(PermissionDenied):
            TakeInText("template", text, actor).perform()
    if role is not Role.VISITOR:
        client = Client()
        client.force_login(account_in(OWNER, role))
        assert client.get(AT).status_code == HTTPStatus.FORBIDDEN
