"""Who pays and who gains, households and the abatement curve, from the command line."""

import json
from pathlib import Path

import pytest
from tests.cli.command import refused, run_here

from citypact.book import copy_book, open_book
from citypact.choice.household import household_views
from citypact.choice.perspective import views
from citypact.choice.profitability import profitability
from citypact.choice.scenario_abatement import scenario_abatement
from citypact.cli.money_words import MONEY_WORDS
from citypact.model import run_scenario


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    assert set(MONEY_WORDS["sv"]) == set(MONEY_WORDS["en"])
    for key, words in MONEY_WORDS["sv"].items():
        other = MONEY_WORDS["en"][key]
        assert words.count("{") == other.count("{"), key
        assert words.count("|") == other.count("|"), key


@pytest.mark.parametrize("view", ["society", "actors"])
def test_json_is_the_views_of_the_library(view: str) -> None:
    said = json.loads(run_here("money", "template", "contract", "--view", view, "--json").stdout)
    city = open_book("template").city()
    results = [run_scenario(city, name, measures=False) for name in ("contract", "reference")]
    found = views(city, results[0], city, results[1])
    ratios = profitability(found)
    assert ratios is not None
    assert said.pop("profitability") == ratios.to_json()
    assert said == json.loads(json.dumps(found.to_json()))
    assert said["against"] == "reference"


def test_households_and_curve_are_those_of_the_library() -> None:
    city = open_book("template").city()
    said = json.loads(run_here("money", "template", "--view", "households", "--json").stdout)
    found = household_views(city, "contract", city, "reference")
    assert said["households"] == json.loads(json.dumps([one.to_json() for one in found]))
    said = json.loads(
        run_here("money", "template", "--view", "abatement", "--basis", "last-in", "--json").stdout
    )
    curve = scenario_abatement(city, "contract", "last-in", 0.035)
    assert said == json.loads(json.dumps(curve.to_json()))


@pytest.mark.parametrize(
    ("view", "language", "words"),
    [
        (
            "society",
            "en",
            ["The climate contract against Decided policy", "Value of emissions cut"],
        ),
        (
            "society",
            "sv",
            ["Värdet av minskade utsläpp", "NNK-i", "Räknas inte, eftersom ingen mängd"],
        ),
        ("actors", "en", ["Who pays and who gains", "Region Skåne", "transfers come out even"]),
        ("actors", "sv", ["Vem som betalar och vem som vinner", "Kommunens bolag och förbund"]),
        ("households", "en", ["House with gas and a petrol car (owns)", "Present value at 4.00 %"]),
        ("households", "sv", ["Villa med gas och bensinbil (äger)", "Nuvärde vid 4,00 %"]),
        ("abatement", "en", ["by fair share", "Pay for themselves: by net value", "SEK/t"]),
        ("abatement", "sv", ["efter rättvis andel", "kr/ton", "här är de gratis"]),
    ],
)
def test_a_person_reads_it_in_both_languages(view: str, language: str, words: list[str]) -> None:
    told = run_here("money", "malmo", "--view", view, "--language", language).stdout
    flat = " ".join(told.split())
    for one in words:
        assert one in flat


def test_another_scenario_can_be_compared_with() -> None:
    told = run_here(
        *("money", "malmo", "combined", "--view", "actors"),
        *("--against", "contract-weakened", "--language", "en"),
    ).stdout
    assert "Technical and behavioural against The climate contract, weakened" in told
    assert "Did you mean 'contract'?" in refused(
        "money", "malmo", "--view", "society", "--against", "contrct"
    )


@pytest.mark.parametrize(
    ("arguments", "idle"),
    [
        (["--against", "reference"], "--against"),
        (["--view", "society", "--to", "2030"], "--to"),
        (["--view", "actors", "--basis", "last-in"], "--basis"),
        (["--view", "abatement", "--to", "2030", "--against", "reference"], "--against and --to"),
    ],
)
def test_an_option_that_a_view_has_no_use_for_is_refused(arguments: list[str], idle: str) -> None:
    assert f"has no use for {idle}" in refused("money", "template", *arguments)


def test_a_book_without_perspectives_has_sums_and_no_present_value(tmp_path: Path) -> None:
    folder = copy_book("template", tmp_path / "plain")
    tables = ("perspectives", "rates", "households", "household_needs", "household_changes")
    for table in tables:
        path = folder / f"{table}.csv"
        header = next(line for line in path.read_text("utf-8").split("\n") if line[0] != "#")
        path.write_text(f"{header}\n", "utf-8")
    told = run_here("money", folder, "--view", "actors", "--language", "en").stdout
    assert "Others: " in told
    assert "no discount rate is stated" in told
    assert "No tax factor is stated" in told
    told = run_here("money", folder, "--view", "households", "--language", "en").stdout
    assert "The city book follows no households" in told
    assert "states no discount rate of society" in refused("money", folder, "--view", "abatement")
