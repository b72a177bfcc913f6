import json
from pathlib import Path

import pytest
from tests.cli.command import refused, run_here

from citypact.book import copy_book, open_book


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return copy_book("malmo", tmp_path / "own")


def test_plan_is_saved_run_compared_and_edited(own: Path) -> None:
    """Run as a scenario it gives the plan's own figures; edited it gives others."""
    titles = ("--title-sv", "Min plan", "--title-en", "My plan")
    said = json.loads(run_here("plan", own, "--save", "mine", *titles, "--json").stdout)
    assert said["saved"] == {"scenario": "mine", "folder": str(own)}
    ran = run_here("run", own, "--scenario", "mine", "--draws", "10", "--json")
    assert json.loads(ran.stdout)["emissions"]["total"] == said["emissions"]
    compared = json.loads(
        run_here("compare", own, "contract", "mine", "--draws", "10", "--json").stdout
    )
    assert compared["scenarios"][1]["emissions"]["total"] == said["emissions"]
    assert "My plan" in run_here("compare", own, "contract", "mine", "--draws", "10").stdout
    table = own / "scenario_measures.csv"
    text = table.read_text("utf-8")
    level = open_book(own).city().scenarios["mine"].levels["act-ccs"]
    table.write_text(text.replace(f"mine,act-ccs,{level!r}", "mine,act-ccs,1"), "utf-8")
    edited = json.loads(
        run_here("run", own, "--scenario", "mine", "--draws", "10", "--json").stdout
    )
    place = edited["years"].index(2030)
    assert edited["emissions"]["total"][place] < said["emissions"][place]


def test_plan_is_saved_into_a_copy_with_words_of_what_it_is(tmp_path: Path) -> None:
    told = run_here("plan", "malmo", "--save", "mine", "--into", tmp_path / "copy").stdout
    assert f"citypact compare {tmp_path / 'copy'} contract mine" in told
    row = open_book(tmp_path / "copy").row("scenarios/mine")
    assert row.text("title_sv").startswith("Plan: ")
    assert row.text("title_en") == "Plan: Territorial emissions down 70 per cent by 2030"
    assert "rate 3.5 %" in row.text("description_en")
    assert "ränta 3,5 %" in row.text("description_sv")


def test_robust_plan_can_be_saved(tmp_path: Path) -> None:
    options = ("--target", "one-tonne", "--robust", "0.8", "--draws", "20")
    done = run_here("plan", "template", *options, "--save", "sure", "--into", tmp_path / "copy")
    assert done.exit_code == 0, done.stderr
    assert "sure" in open_book(tmp_path / "copy").city().scenarios


def test_plan_that_keeps_no_limits_is_not_saved(own: Path) -> None:
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    options = ("--starts", "stated", "--budget", "sysav=10")
    done = run_here("plan", own, *options, "--save", "mine", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["saved"] is None
    assert "nothing was saved: no plan was found" in done.stderr
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before


def test_nothing_is_written_over(own: Path) -> None:
    assert "has a scenario 'contract' already" in refused("plan", own, "--save", "contract")
    told = refused("plan", "malmo", "--save", "mine", "--into", own)
    assert "holds something already" in told
    assert "name a folder for a copy" in refused("plan", "malmo", "--save", "mine")
