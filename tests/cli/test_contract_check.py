"""``citypact contract check``: what is said of a contract, in JSON and in words."""

import json
from pathlib import Path

import pytest
from tests.cli.command import refused, run_here, run_process
from tests.contract.checker.faults_of_promises import claimed_again
from tests.contract.checker.invented import Invented, chance

from citypact.cli.check_words import CHECK_WORDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables in which one claim stands twice."""
    city = Invented(1)
    claimed_again(city, chance(1))
    return city.write(tmp_path / "city")


def test_json_names_the_check_the_places_the_values_and_the_mend(folder: Path) -> None:
    done = run_process("contract", "check", folder, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert set(said) == {"findings", "accepted", "not_checked"}
    (finding,) = said["findings"]
    assert set(finding) == {"check", "severity", "key", "message", "where", "values", "mend"}
    assert (finding["check"], finding["severity"]) == ("claimed-twice", "error")
    assert {(each["file"], each["column"]) for each in finding["where"]} == {
        ("measures.csv", column)
        for column in (
            "reduction_t_co2e_yr",
            "capex_msek_low",
            "capex_msek_high",
            "opex_msek_yr",
        )
    }
    assert all(isinstance(each["row"], int) for each in finding["where"])
    assert {each["check"] for each in said["not_checked"]} >= {"carried-twice", "empty-link"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_say_the_same_in_either_language(folder: Path, language: str) -> None:
    told = run_here("contract", "check", folder, "--language", language).stdout
    words = CHECK_WORDS[language]
    for key in ("error", "mend", "not-checked"):
        assert words[key] in told
    assert "[claimed-twice]" in told
    assert set(CHECK_WORDS["sv"]) == set(CHECK_WORDS["en"])


def test_an_absent_table_is_said_to_be_absent(folder: Path) -> None:
    (folder / "emissions_gap.csv").unlink()
    said = json.loads(run_here("contract", "check", folder, "--json").stdout)
    reasons = {each["check"]: each["reason"] for each in said["not_checked"]}
    assert reasons["gap-sum"] == "there is no table emissions_gap"


def test_an_absent_column_is_said_to_be_absent(folder: Path) -> None:
    path = folder / "transition_areas.csv"
    text = path.read_text(encoding="utf-8").replace("b22_action_count", "actions")
    path.write_text(text, encoding="utf-8")
    said = json.loads(run_here("contract", "check", folder, "--json").stdout)
    reasons = {each["check"]: each["reason"] for each in said["not_checked"]}
    assert reasons["measure-count"] == "transition_areas.csv has no column b22_action_count"


@pytest.mark.parametrize("name", ["malmo", "malmo-national", "malmo-eu", "template"])
def test_packaged_books_and_contracts_can_be_checked(name: str) -> None:
    done = run_here("contract", "check", name, "--json")
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) == {"findings", "accepted", "not_checked"}


def test_what_cannot_be_read_is_refused_with_every_place(tmp_path: Path) -> None:
    (tmp_path / "measures.csv").write_text("measure_id,area_id\na,b,c\n", encoding="utf-8")
    (tmp_path / "targets.csv").write_bytes(b"target_id\n\xff\n")
    said = refused("contract", "check", tmp_path)
    assert "measures.csv, row 2: the row has 3 cells, the header 2" in said
    assert "targets.csv, row 2: the file is not UTF-8" in said


def test_a_name_that_is_nothing_gets_a_near_one(tmp_path: Path) -> None:
    assert "Did you mean 'malmo-national'?" in refused("contract", "check", "malmo-nationel")
    assert "holds none of the tables" in refused("contract", "check", tmp_path)


def test_each_name_that_there_is_is_told_once(tmp_path: Path) -> None:
    told = refused("contract", "check", str(tmp_path / "scan.pdf"))
    names = told.partition("one of ")[2].partition(")")[0].split(", ")
    assert "template" in names
    assert len(names) == len(set(names))
