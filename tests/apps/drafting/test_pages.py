"""The pages on which a contract is written: what they show, and what comes of what is sent."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.html import escape
from tests.apps.drafting.people import DRAFT, cells_of, client_of, fields, sent, text_of
from tests.apps.drafting.writing import OWNER, edit_of, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.drafting import outline
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import Acceptance, KeptContract
from citypact.apps.drafting.rows import rows_of

pytestmark = pytest.mark.django_db

CLAUSE = f"{DRAFT}clauses/heat/"
CAPTURE = f"{DRAFT}rows/commitments/capture/"
MEASURE = f"{DRAFT}rows/commitment_measures/capture:carbon-capture/change/"


@pytest.fixture
def kept() -> KeptContract:
    return taken_in()


@pytest.fixture
def coordinator() -> Client:
    return client_of(OWNER, Role.COORDINATOR)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_draft_shows_each_clause_with_what_it_waits_for(
    kept: KeptContract, coordinator: Client, language: str
) -> None:
    assert kept.pk == "template"
    page = text_of(coordinator, language + DRAFT)
    for clause in ("purpose", "city", "heat", "mobility", "state", "follow-up"):
        assert f'href="clauses/{clause}/"' in page
    assert ("0 of 5" in page) == (language == "/en")
    assert "2030–2032, " not in page
    assert "2030–2032" in page


@pytest.mark.usefixtures("kept")
def test_what_has_changed_of_a_clause_and_of_its_promises_is_told_apart(
    coordinator: Client,
) -> None:
    page = text_of(coordinator, f"/en{DRAFT}")
    assert re.search(r'"changed">New heading[^;<]*; Promises: \w[^<]*</td>', page)


def test_the_way_back_from_a_draft_names_the_city(kept: KeptContract, coordinator: Client) -> None:
    for prefix in ("", "/en"):
        page = text_of(coordinator, f"{prefix}{DRAFT}")
        assert f'<p class="kicker"><a href="{prefix}/{kept.city_id}/">{kept.city_id}</a>' in page


def test_the_draft_is_shown_of_one_party_or_of_what_waits_for_us(
    kept: KeptContract, coordinator: Client
) -> None:
    page = text_of(coordinator, f"{DRAFT}?party=energy-company")
    assert re.findall(r'href="clauses/([a-z-]+)/"', page) == ["purpose", "heat", "follow-up"]
    assert len(re.findall(r'href="clauses/', text_of(coordinator, f"{DRAFT}?waits=us"))) == 6
    coordinator.post(f"{DRAFT}accept/", {"party": OWNER, "revision": "1"})
    assert Acceptance.objects.count() == 6
    assert 'href="clauses/' not in text_of(coordinator, f"{DRAFT}?waits=us")
    WriteRows(
        kept.pk, (edit_of(kept, "clauses", "2026:heat", text_sv="Annat"),), OPERATOR
    ).perform()
    page = text_of(coordinator, f"{DRAFT}?waits=us")
    assert re.findall(r'href="clauses/([a-z-]+)/"', page) == ["heat"]


def test_accepting_all_of_what_has_changed_since_accepts_nothing(
    kept: KeptContract, coordinator: Client
) -> None:
    edit = edit_of(kept, "clauses", "2026:heat", text_sv="Annat")
    WriteRows(kept.pk, (edit,), OPERATOR).perform()
    answer = coordinator.post(f"{DRAFT}accept/", {"party": OWNER, "revision": "1"}, follow=True)
    assert "har ändrats sedan" in answer.content.decode()
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_clause_shows_its_text_its_promises_and_how_they_changed(
    kept: KeptContract, coordinator: Client, language: str
) -> None:
    assert kept.revision == 1
    page = text_of(coordinator, language + CLAUSE)
    said = (
        "The energy company examines capture." if language else "Energibolaget prövar infångning."
    )
    assert said in page
    assert "<ins>" in page
    assert ("Capture carbon dioxide from the waste heat" in page) == (language == "/en")
    assert "carbon-capture" in page  # no book is loaded here: the measure's identifier stands


def test_a_clause_is_accepted_as_it_was_read_and_taken_back(kept: KeptContract) -> None:
    signatory = client_of("agency", Role.SIGNATORY)
    page = text_of(signatory, CLAUSE)
    found = re.search(r'name="content_hash" value="([0-9a-f]{64})"', page)
    assert found is not None
    stale = signatory.post(
        f"{CLAUSE}accept/", {"party": "agency", "content_hash": "0" * 64}, follow=True
    )
    assert "heat" in stale.content.decode()
    assert not Acceptance.objects.exists()
    signatory.post(f"{CLAUSE}accept/", {"party": "agency", "content_hash": found[1]})
    assert Acceptance.objects.get().clause == "heat"
    assert kept.acceptances.count() == 1
    signatory.post(f"{CLAUSE}withdraw/", {"party": "agency"})
    assert not Acceptance.objects.exists()


def test_who_notes_what_another_party_has_said_reads_so_on_the_button(
    kept: KeptContract, coordinator: Client
) -> None:
    page = text_of(coordinator, CLAUSE)
    assert "Godta för Exempelstads kommun" in page
    assert "Anteckna att Programmet har godtagit" in page
    assert "Note that The programme has accepted" in text_of(coordinator, f"/en{CLAUSE}")
    own = text_of(client_of("programme", Role.SIGNATORY), CLAUSE)
    assert "Godta för Programmet" in own
    assert "Anteckna" not in own
    # Somebody of the party has an account now: nobody else accepts for it.
    assert "Programmet har godtagit" not in text_of(coordinator, CLAUSE)
    assert not kept.acceptances.exists()


def test_a_commitment_is_changed_in_both_languages(kept: KeptContract, coordinator: Client) -> None:
    page = sent(
        coordinator, f"{CAPTURE}change/", text_sv="Fånga <b>allt</b>", text_en="Capture all",
        due="2033",
    )  # fmt: skip
    assert "Det är skrivet." in page
    assert escape("Fånga <b>allt</b>") in page
    cells = cells_of(kept, "commitments", "2026:capture")
    assert (cells["text_en"], cells["due"]) == ("Capture all", "2033")
    assert cells["measurable"] == "yes"


@pytest.mark.parametrize(
    ("address", "wrong", "field"),
    [
        (f"{CAPTURE}change/", {"due": "2020"}, "due"),
        (f"{CAPTURE}change/", {"due": "soon"}, "due"),
        (f"{CAPTURE}change/", {"text_sv": ""}, "text_sv"),
        (f"{CAPTURE}change/", {"text_sv": "x" * 10_001}, "text_sv"),
        (f"{CAPTURE}change/", {"text_sv": "=1+1"}, "text_sv"),
        (f"{CAPTURE}change/", {"party": "nobody"}, "party"),
        (f"{DRAFT}rows/clauses/heat/change/", {"number": "2.2"}, "number"),
        (f"{DRAFT}rows/clauses/heat/change/", {"title_sv": ""}, "title_sv"),
        (MEASURE, {"level": "2"}, "level"),
        (MEASURE, {"level": "half"}, "level"),
        (MEASURE, {"quality": "assumption"}, "note_en"),
    ],
)  # fmt: skip
def test_every_problem_is_told_at_its_field(
    kept: KeptContract, coordinator: Client, address: str, wrong: dict[str, str], field: str
) -> None:
    answer = coordinator.post(address, {**fields(coordinator, address), **wrong, "as": "write"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    for name, text in wrong.items():
        assert answer.context["form"][name].value() == text, "what was written is not lost"
    assert KeptContract.objects.get().revision == kept.revision


@pytest.mark.parametrize(
    ("language", "address", "wrong", "said"),
    [
        (
            "/en",
            f"{CAPTURE}change/",
            {"due": "2020"},
            "2020 lies before 2026, the year that this version holds for.",
        ),
        ("", f"{CAPTURE}change/", {"due": "2020"}, "2020 ligger före 2026"),
        (
            "/en",
            f"{DRAFT}rows/clauses/heat/change/",
            {"number": "2.2"},
            "Another clause of this version has this number: choose another.",
        ),
        (
            "",
            f"{DRAFT}rows/clauses/heat/change/",
            {"number": "2.2"},
            "har det numret: välj ett annat",
        ),
    ],
)
@pytest.mark.usefixtures("kept")
def test_a_year_that_is_past_and_a_number_that_is_taken_are_told_in_words(
    coordinator: Client, language: str, address: str, wrong: dict[str, str], said: str
) -> None:
    place = language + address
    answer = coordinator.post(place, {**fields(coordinator, place), **wrong, "as": "write"})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_html_in_a_clause_stays_text_wherever_it_is_shown(
    kept: KeptContract, coordinator: Client
) -> None:
    script = "<script>alert(1)</script>"
    address = f"{DRAFT}rows/clauses/heat/change/"
    sent(coordinator, address, title_sv=script, text_sv=f"Text {script}")
    cells = cells_of(kept, "clauses", "2026:heat")
    assert (cells["title_sv"], cells["text_sv"]) == (script, f"Text {script}")
    for page in (DRAFT, CLAUSE, address, f"{DRAFT}history/"):
        shown = text_of(coordinator, page)
        assert script not in shown, page
        assert escape(script) in shown, page


def test_the_second_of_two_sees_both_texts_and_chooses(
    kept: KeptContract, coordinator: Client
) -> None:
    address = f"{CAPTURE}change/"
    before = fields(coordinator, address)
    first = edit_of(
        kept, "commitments", "2026:capture", text_sv="Fånga in all koldioxid", due="2035"
    )
    WriteRows(kept.pk, (first,), somebody("energy-company", Role.EDITOR)).perform()
    own = {**before, "text_sv": "Fånga in koldioxid tidigt", "as": "write"}
    answer = coordinator.post(address, own)
    page = answer.content.decode()
    assert answer.status_code == 422
    choices = {each.apart.column: each.theirs for each in answer.context["met"].choices}
    assert choices == {"text_sv": False, "due": True}, "what one has not touched is the other's"
    assert "<del>" in page
    assert "<ins>" in page
    form = answer.context["form"]
    assert form["text_sv"].value() == "Fånga in koldioxid tidigt"
    assert str(form["seen"].value()) == "2"
    coordinator.post(address, {**own, "seen": "2", "take-text_sv": "mine", "take-due": "theirs"})
    cells = cells_of(kept, "commitments", "2026:capture")
    assert (cells["text_sv"], cells["due"]) == ("Fånga in koldioxid tidigt", "2035")


def test_what_somebody_took_away_is_not_there_to_be_changed(
    kept: KeptContract, coordinator: Client
) -> None:
    sent(coordinator, f"{CAPTURE}remove/")
    assert "2026:capture" not in rows_of(kept).tables["commitments"]
    assert "2026:capture:carbon-capture" not in rows_of(kept).tables["commitment_measures"]
    text_of(coordinator, f"{CAPTURE}change/", status=404)


def test_a_clause_with_something_in_it_is_not_taken_away(
    kept: KeptContract, coordinator: Client
) -> None:
    address = f"{DRAFT}rows/clauses/heat/remove/"
    assert "Något står fortfarande" in sent(coordinator, address)
    assert kept.rows.filter(key="2026:heat").exists()


def test_a_clause_is_added_placed_moved_and_numbered(
    kept: KeptContract, coordinator: Client
) -> None:
    sent(
        coordinator, f"{DRAFT}rows/clauses/add/?of=after:heat",
        title_sv="Hamnen i öster", title_en="The port",
    )  # fmt: skip
    cells = cells_of(kept, "clauses", "2026:hamnen-i-oster")
    assert (cells["parent"], cells["order"]) == ("city", "1.5")
    sent(coordinator, f"{DRAFT}clauses/hamnen-i-oster/move/", place="after:purpose")
    cells = cells_of(kept, "clauses", "2026:hamnen-i-oster")
    assert "parent" not in cells
    assert cells["order"] == "1.5"
    sent(coordinator, f"{DRAFT}rows/clauses/hamnen-i-oster/change/", number="9")
    coordinator.post(f"{DRAFT}numbers/", {"revision": str(KeptContract.objects.get().revision)})
    numbers = {key: row.cells.get("number") for key, row in rows_of(kept).tables["clauses"].items()}
    assert numbers["2026:hamnen-i-oster"] == "2"
    assert numbers["2026:city"] == "3"
    assert numbers["2026:heat"] == "3.1"
    assert "redan" in text_of(coordinator, f"{DRAFT}numbers/")


def test_commitments_and_what_they_carry_are_added(kept: KeptContract, coordinator: Client) -> None:
    sent(
        coordinator, f"{DRAFT}rows/commitments/add/?of=heat",
        text_sv="Bygga lager", text_en="Build storage", form="carry out", party="energy-company",
    )  # fmt: skip
    cells = cells_of(kept, "commitments", "2026:bygga-lager")
    assert (cells["clause"], cells["yearly"], cells["measurable"]) == ("heat", "no", "no")
    address = f"{DRAFT}rows/commitment_measures/add/?of=bygga-lager"
    sent(coordinator, address, measure="carbon-capture", level="0,5", quality="reported")
    measure = cells_of(kept, "commitment_measures", "2026:bygga-lager:carbon-capture")
    assert measure["level"] == "0.5"
    again = sent(coordinator, address, measure="carbon-capture", level="1", quality="reported")
    assert "Det finns redan" in again
    sent(
        coordinator, f"{DRAFT}rows/commitment_indicators/add/?of=bygga-lager", indicator="chargers"
    )
    sent(coordinator, f"{DRAFT}rows/commitment_funding/add/?of=bygga-lager", funding="green-bond")
    sent(coordinator, f"{DRAFT}rows/commitment_funding/bygga-lager:green-bond/remove/")
    assert not kept.rows.filter(key="2026:bygga-lager:green-bond").exists()


def test_the_history_tells_role_and_organisation_and_a_name_to_its_members_alone(
    kept: KeptContract,
) -> None:
    edit = edit_of(kept, "commitments", "2026:capture", text_sv="Fånga <i>mer</i>")
    WriteRows(kept.pk, (edit,), somebody("energy-company", Role.EDITOR)).perform()
    for address in (CLAUSE, f"{DRAFT}history/"):
        stranger = text_of(client_of("agency", Role.READER), address)
        assert "Exempelstads Energi" in stranger
        assert "Somebody" not in stranger
        assert "Somebody" in text_of(client_of("energy-company", Role.READER), address)
        assert "<ins>" in stranger
        assert "Fånga <i>" not in stranger
    other = text_of(client_of("agency", Role.READER), f"{DRAFT}clauses/purpose/")
    assert "Ändrad" not in other


def test_a_version_in_force_is_read_and_not_written(
    kept: KeptContract, coordinator: Client
) -> None:
    assert kept.pk == "template"
    old = DRAFT.replace("2026", "2025")
    page = text_of(coordinator, f"{old}clauses/heat/")
    assert "/change/" not in page
    assert "accept/" not in page
    text_of(coordinator, f"{old}rows/commitments/capture/change/", status=403)


@pytest.mark.parametrize(
    "address",
    [
        f"{DRAFT}clauses/nowhere/",
        f"{DRAFT}rows/commitments/nothing/change/",
        f"{DRAFT}rows/parties/agency/change/",
        f"{DRAFT}rows/commitments/add/?of=nowhere",
        f"{DRAFT}rows/commitment_measures/add/?of=nowhere",
        f"{DRAFT}proposals/99/",
        DRAFT.replace("2026", "2031"),
        DRAFT.replace("/contracts/template", "/contracts/other"),
    ],
)
def test_what_is_not_there_is_told(kept: KeptContract, coordinator: Client, address: str) -> None:
    assert kept.pk == "template"
    text_of(coordinator, address, status=404)


def test_an_outline_is_made_once_a_revision(
    kept: KeptContract, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    plain = outline._made

    def counted(contract: KeptContract, version: str) -> outline.Outline | None:
        made.append(version)
        return plain(contract, version)

    monkeypatch.setattr(outline, "_made", counted)
    for _ in range(3):
        outline.outline_of(kept, "2026")
    assert len(made) == 1
    kept.changed_at = datetime(2030, 1, 1, tzinfo=UTC)
    outline.outline_of(kept, "2026")
    assert len(made) == 2
