from dataclasses import replace

import pytest

from citypact.book import open_book
from citypact.cli.money_words import MONEY_WORDS
from citypact.cli.summary import figure, span, summary, year_shown, years_shown
from citypact.cli.words import WORDS
from citypact.model.money import KINDS
from citypact.model.scenario import run_scenario


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["sv"].keys() == WORDS["en"].keys()


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (1234.56, "en", "1,234.6"),
        (1234.56, "sv", "1 234,6"),
        (-0.04, "en", "0.0"),
        (-7.25, "en", "−7.2"),
        (None, "en", "–"),
        (float("nan"), "sv", "–"),
    ],
)
def test_figures_are_written_with_one_decimal(
    value: float | None, language: str, written: str
) -> None:
    assert figure(value, language) == written


def test_span_about_zero_has_a_word_between() -> None:
    assert span(1.0, 2.0, "en") == "1.0–2.0"
    assert span(-1.0, 2.0, "sv") == "−1,0 till 2,0"


def test_years_are_those_that_a_person_compares() -> None:
    city = open_book("template").city()
    result = run_scenario(city, "contract")
    assert years_shown(result) == [2020, 2030, 2035, 2040, 2050]
    assert year_shown(city, result) == 2030
    assert year_shown(replace(city, main_target="forty-kt"), result) == 2035
    assert year_shown(replace(city, main_target=""), result) == 2050


def test_summary_shows_every_sector_target_and_measure() -> None:
    city = open_book("template").city()
    result = run_scenario(city, "contract", draws=64)
    for language in ("sv", "en"):
        text = summary(city, result, language)
        things = [
            *(city.sectors[name] for name in result.by_sector),
            *(city.targets[target.id] for target in result.targets),
            *(city.measures[effect.id] for effect in result.measures),
        ]
        for thing in things:
            assert getattr(thing, f"title_{language}") in text
        for warning in result.warnings:
            assert warning.split()[0] in text


def test_probability_is_never_told_as_certain() -> None:
    city = open_book("template").city()
    text = summary(city, run_scenario(city, "contract", draws=64), "en")
    assert "> 99 %" in text
    assert "< 1 %" in text
    assert " 100 %" not in text


def test_figures_in_columns_align() -> None:
    city = open_book("template").city()
    lines = summary(city, run_scenario(city, "contract"), "en").splitlines()
    start = lines.index("Emissions, kt CO2e a year (Territorial emissions)") + 1
    assert len({len(line) for line in lines[start : start + 5]}) == 1


def test_kinds_of_money_are_named_in_the_readers_language() -> None:
    city = open_book("template").city()
    lines = summary(city, run_scenario(city, "contract"), "sv").splitlines()
    first = lines.index(next(line for line in lines if line.strip() == "Efter slag")) + 1
    last = lines.index(next(line for line in lines if line.strip() == "Efter betalare"))
    named = {line.strip().rsplit("  ", 1)[0].strip() for line in lines[first:last]}
    assert named <= {MONEY_WORDS["sv"][kind] for kind in KINDS}
    assert "Energi och material" in named
