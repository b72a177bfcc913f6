import json
from pathlib import Path

import pytest
from tests.cli.command import refused, run_here, run_process

from citypact.book import copy_book, open_book
from citypact.cli.contract_words import CONTRACT_WORDS
from citypact.contract.adequacy import adequacy
from citypact.contract.difference import CHANGES
from citypact.contract.folder import main_contract, open_contract
from citypact.contract.form import contract_form
from citypact.contract.local.follow_up import STATUSES
from citypact.contract.local.sign_up import SIZES
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import STATES
from citypact.contract.writing import write_contract


def test_json_is_the_adequacy_of_the_library() -> None:
    done = run_process(
        "contract", "adequacy", "template", "--draws", "200", "--seed", "3", "--json"
    )
    assert (done.returncode, done.stderr) == (0, "")
    contract = open_contract("template")
    found = adequacy(contract, contract.version(), open_book("template"), draws=200, seed=3)
    assert json.loads(done.stdout) == found.to_json()


def test_a_city_means_its_national_contract_in_force() -> None:
    said = json.loads(run_here("contract", "adequacy", "malmo", "--draws", "50", "--json").stdout)
    assert (said["contract"], said["version"]) == ("malmo-national", "2024")
    assert said["target"] == "tgt-territorial-70"
    assert set(said["closed"]) == {"median", "p05", "p95"}


def test_another_version_and_another_contract_can_be_named() -> None:
    said = run_here("contract", "adequacy", "template", "--version", "2026", "--json").stdout
    assert json.loads(said)["version"] == "2026"
    said = run_here("contract", "adequacy", "malmo-eu", "--draws", "50", "--json").stdout
    assert json.loads(said)["commitments"] == 39


def test_a_contract_and_a_book_in_folders_of_ones_own(tmp_path: Path) -> None:
    contract = write_contract(open_contract("template"), tmp_path / "contract")
    book = copy_book("template", tmp_path / "book")
    said = run_here("contract", "adequacy", contract, "--book", book, "--draws", "50", "--json")
    assert json.loads(said.stdout)["contract"] == "template"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_summary_tells_the_gap_what_closes_it_and_the_rest(language: str) -> None:
    said = run_here(
        "contract", "adequacy", "malmo", "--draws", "200", "--language", language
    ).stdout
    contract = main_contract("malmo")
    found = adequacy(contract, contract.version(), open_book("malmo"), draws=200)
    assert found.closed is not None
    assert f"{100 * found.closed.median:.0f} %" in said
    gap = f"{found.gap:.1f}"
    assert (gap.replace(".", ",") if language == "sv" else gap) in said
    assert "Malmö stad" in said if language == "sv" else "City of Malmö" in said
    assert max(map(len, said.splitlines())) <= 100


def test_the_difference_is_told_from_the_version_in_force_to_the_one_drawn_up_from_it() -> None:
    said = run_here("contract", "difference", "template", "--language", "sv").stdout
    assert said.startswith("Från 2025 till 2026\n")
    assert "skarpare" in said
    assert "Pröva ett nytt regelverk (Stadsmyndigheten)" in said
    told = json.loads(run_here("contract", "difference", "template", "--json").stdout)
    assert {one["id"] for one in told["commitments"]} >= {"capture", "pilot"}
    same = run_here("contract", "difference", "template", "2026", "2026", "--language", "en")
    assert "Nothing has changed." in same.stdout


def test_what_is_not_there_is_refused_with_what_there_is() -> None:
    assert "has no version '2031'; it has: 2025, 2026" in refused(
        "contract", "adequacy", "template", "--version", "2031"
    )
    assert "no packaged contract of that name" in refused("contract", "adequacy", "malmoo")
    assert "name two of 2024" in refused("contract", "difference", "malmo")


def test_the_list_names_every_packaged_contract_with_its_versions() -> None:
    rows = json.loads(run_here("contract", "list", "--json").stdout)
    assert {(row["id"], row["city"], row["kind"]) for row in rows} == {
        ("malmo-eu", "malmo", "eu"),
        ("malmo-local", "malmo", "local"),
        ("malmo-national", "malmo", "national"),
        ("template", "template", "national"),
    }
    assert "malmo-national" in run_here("contract", "list").stdout


def test_both_languages_have_a_word_for_everything() -> None:
    columns = contract_form().tables["commitments"].columns
    assert CONTRACT_WORDS["sv"].keys() == CONTRACT_WORDS["en"].keys()
    for prefix, values in {
        "strength": STRENGTHS,
        "state": STATES,
        "change": CHANGES,
        "form": columns["form"].allowed,
        "authority": columns["authority"].allowed,
        "size": SIZES,
        "status": STATUSES,
    }.items():
        assert {f"{prefix}-{value}" for value in values} <= CONTRACT_WORDS["sv"].keys()
