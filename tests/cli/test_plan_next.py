import json

from tests.cli.command import refused, run_here

from citypact.book import open_book
from citypact.choice.next_best import next_best


def test_next_best_measures_answer_in_json_as_the_library_says_them() -> None:
    city = open_book("template").city()
    options = ("--next", "--scenario", "half", "--by", "cost-per-tonne", "--rate", "0.05", "--json")
    said = json.loads(run_here("plan", "template", *options).stdout)
    found = next_best(city, "half", by="cost-per-tonne", discount_rate=0.05)
    assert said == json.loads(json.dumps(found.to_json()))
    assert said["listed"]
    assert all(each["level"] in {0.0, 0.5} for each in said["listed"])


def test_lists_in_both_languages() -> None:
    told = run_here("plan", "template", "--next", "--scenario", "reference").stdout
    assert "Best to add to the scenario Reference, by net value to society" in told
    assert "Each alone, on top of the scenario" in told
    swedish = run_here(
        "plan",
        "template",
        *("--next", "--scenario", "reference", "--language", "sv"),
        *("--by", "per-krona", "--payer", "municipality"),
    ).stdout
    assert "efter ton för varje krona som Exempelstads kommun betalar" in swedish
    assert "kg per krona" in swedish
    assert "Har ingen plats på listan:" in swedish
    assert "I tur och ordning" in swedish


def test_nothing_left_to_add_is_told() -> None:
    told = run_here("plan", "template", "--next").stdout
    assert "Every computable measure is in it in full already." in told


def test_unknown_scenario_is_told() -> None:
    told = refused("plan", "template", "--next", "--scenario", "contrct")
    assert "Did you mean 'contract'?" in told
