import json

import pytest
from tests.cli.command import run_here

from citypact.book import open_book


def test_front_answers_in_json_with_a_plan_a_point() -> None:
    said = json.loads(run_here("plan", "template", "--front", "4", "--json").stdout)
    points = said["points"]
    assert said["target"] == open_book("template").city().main_target
    assert (said["asked"], said["whole"]) == (4, True)
    assert [point["emissions"] for point in points] == sorted(
        (point["emissions"] for point in points), reverse=True
    )
    assert [point["cost"] for point in points] == sorted(point["cost"] for point in points)
    for point in points:
        assert point["plan"]["objective"] == point["cost"]


def test_front_of_another_target() -> None:
    answer = run_here("plan", "template", "--front", "2", "--target", "one-tonne", "--json")
    assert json.loads(answer.stdout)["target"] == "one-tonne"


def test_front_as_a_table_in_both_languages() -> None:
    told = run_here("plan", "template", "--front", "3").stdout.split("\n")
    assert told[1].startswith("The cheapest plan for what is emitted in 2030")
    assert told[3].split("  ")[0] == "Emissions, kt"
    assert len([line for line in told[4:] if line.strip()]) == 3
    swedish = run_here("plan", "template", "--front", "3", "--language", "sv").stdout
    assert "Billigaste plan för varje utsläpp 2030" in swedish
    assert "Målet nås" in swedish


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The time ran out: 1 of 3 points were found."), ("sv", "Tiden tog slut: 1 av 3")],
)
def test_time_that_runs_out_is_told(language: str, words: str) -> None:
    options = ("--front", "3", "--time-limit", "1e-6", "--language", language)
    assert words in run_here("plan", "template", *options).stdout
