"""The demo's contract is there to be written on; what is invented in it says so."""

import tomllib
from importlib.resources import files

import pytest
from tests.apps.cycle.year import book_shown
from tests.apps.drafting.writing import edit_of

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.contracts.models import ContractPage, PublishedContract
from citypact.apps.cycle.models import Milestone, Publication
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.book import open_book
from citypact.cli.demo_contract import demo_contract
from citypact.contract.difference import difference
from citypact.contract.folder import open_contract

pytestmark = pytest.mark.django_db


def edits() -> list[dict[str, dict[str, str]]]:
    text = files("citypact.cli").joinpath("demo_edits.toml").read_text("utf-8")
    found: list[dict[str, dict[str, str]]] = tomllib.loads(text)["malmo-national"]
    return found


def test_malmos_contract_has_a_draft_with_a_difference_and_both_are_published() -> None:
    book_shown("malmo")
    demo_contract(open_book("malmo"))
    made = rows_of(KeptContract.objects.get()).made()
    assert made.version("2024") == open_contract("malmo-national").version("2024")
    draft = made.version("2025")
    assert (draft.state, draft.previous) == ("draft", "2024")
    found = difference(made.version("2024"), draft)
    assert found.counts()["strengthened"] == 2
    assert found.counts()["new"] == 1
    names = set(ContractPage.objects.values_list("contract__contract_id", "version", "name"))
    assert {("malmo-national", "2024", "promises"), ("malmo-national", "2025", "changes")} <= names
    assert ("malmo-eu", "2023", "promises") in names
    assert PublishedContract.objects.get(contract_id="malmo-national").main == "2024"
    for page in ContractPage.objects.filter(version="2025", language="sv"):
        assert page.document["frame"]["caution"].startswith("Påhittat utkast"), page.name
    for page in ContractPage.objects.filter(contract__contract_id="malmo-national", version="2024"):
        assert page.document["frame"]["caution"] == ""
    assert Milestone.objects.filter(kind="signing", version="2025").exists()


def test_whatever_is_invented_says_so() -> None:
    said = [each["cells"] for each in edits() if "cells" in each]
    texts = [
        text for cells in said for name, text in cells.items() if name.endswith(("_sv", "_en"))
    ]
    assert len(texts) > 8
    for text in texts:
        assert "åhitta" in text or "nvented" in text, text


def test_a_second_demo_leaves_what_was_written_and_publishes_it() -> None:
    book_shown("malmo")
    book = open_book("malmo")
    demo_contract(book)
    kept = KeptContract.objects.get()
    edit = edit_of(kept, "commitments", "2025:cn-3-9-01", text_en="Written since")
    WriteRows(kept.pk, (edit,), OPERATOR).perform()
    before = KeptContract.objects.get().revision
    demo_contract(book)
    assert KeptContract.objects.get().revision == before == Publication.objects.get().revision
    page = ContractPage.objects.get(version="2025", name="text", language="en")
    assert "Written since" in page.body


def test_a_contract_that_has_a_draft_is_given_no_other() -> None:
    book_shown()
    demo_contract(open_book("template"))
    made = rows_of(KeptContract.objects.get()).made()
    assert made == open_contract("template")
