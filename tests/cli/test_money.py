import json
from pathlib import Path

import numpy as np
import pytest
from tests.cli.command import refused, run_here, run_process

from citypact.book import copy_book, open_book
from citypact.choice.investment_plan import investment_plan
from citypact.model import run_scenario


def test_json_is_the_plan_of_the_library() -> None:
    done = run_process("money", "template", "contract", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    city = open_book("template").city()
    plan = investment_plan(city, run_scenario(city, "contract", measures=False))
    assert json.loads(done.stdout) == plan.to_json()


def test_without_a_scenario_it_is_the_contract_up_to_the_year_of_the_target() -> None:
    said = json.loads(run_here("money", "malmo", "--json").stdout)
    assert said["scenario"] == "contract"
    assert said["years"] == list(range(2020, 2031))
    assert said["unit"] == "MSEK"
    assert said["price_year"] == 2023


def test_another_last_year_can_be_asked_for() -> None:
    said = json.loads(run_here("money", "malmo", "--to", "2040", "--json").stdout)
    assert said["years"][-1] == 2040
    assert "choose one of 2020 to 2050" in refused("money", "malmo", "--to", "2060")


def test_a_scenario_that_does_not_exist_is_refused() -> None:
    assert "Did you mean 'contract'?" in refused("money", "malmo", "contrct")


def test_a_scenario_on_another_background_is_computed_on_it() -> None:
    said = json.loads(run_here("money", "template", "contract-slow-grid", "--json").stdout)
    assert np.sum(said["uses"]["total"]) > 0.0


def test_without_measures_nothing_is_needed() -> None:
    said = json.loads(run_here("money", "template", "reference", "--json").stdout)
    assert set(said["uses"]["total"]) == {0.0}
    assert said["stages"] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "Costs in all",
                "10,223–10,823 MSEK",
                "1,005 MSEK a year",
                "12,165 MSEK",
                "832.0",
                "1,500.0",
            ],
        ),
        ("sv", ["Kostar tillsammans", "10 223–10 823 Mkr", "1 005 Mkr per år", "12 165 Mkr"]),
    ],
)
def test_a_person_reads_uses_sources_gap_and_what_the_plan_states(
    language: str, words: list[str]
) -> None:
    told = run_here("money", "malmo", "--language", language).stdout
    # What is wrapped to the width of the page is one text again.
    flat = " ".join(told.split())
    for one in words:
        assert " ".join(one.split()) in flat


def test_what_is_neither_use_nor_source_is_named() -> None:
    told = run_here("money", "template", "--language", "en").stdout
    assert "neither cost nor source: Cycle lanes, Charging and\nelectric cars." in told
    assert "State grant for capture" in told


def test_a_book_without_sources_says_where_to_add_them(tmp_path: Path) -> None:
    folder = copy_book("template", tmp_path / "poor")
    funding = folder / "funding.csv"
    header = next(line for line in funding.read_text("utf-8").split("\n") if line[0] != "#")
    funding.write_text(f"{header}\n", "utf-8")
    told = run_here("money", folder, "--language", "en").stdout
    assert "The city book states no money that is promised: add it to funding.csv." in told
    assert "Should the money not come" not in told
