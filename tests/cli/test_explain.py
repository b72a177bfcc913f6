import json
import re
from pathlib import Path

import numpy as np
import pytest
from tests.cli.command import refused, run_here, run_process

from citypact.book import open_book
from citypact.cli.method import METHODS, method_of
from citypact.cli.way_back import find_way_back
from citypact.engine import evaluate
from citypact.model.compile import compiled
from citypact.model.dependencies import explainable
from citypact.model.ramp import level_input
from citypact.model.scenario import run_scenario


def test_figure_is_told_with_its_rows_and_sources() -> None:
    done = run_process("explain", "template", "total@2030")
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout
    assert re.match(r"total, 2030: \d+\.\d{3} kt/yr\n", said)
    assert "  factors/petrol:CO2:fossil:1::2020\n" in said
    assert "    250 g/kWh (normal, 245 – 255), 2020; default; exempel;" in said
    assert "  exempel-plan: Climate plan of Exempelstad, Exempelstads kommun, 2023\n" in said


def test_json_says_where_each_row_stands_and_what_it_moves() -> None:
    said = json.loads(run_here("explain", "template", "sector/transport@2040", "--json").stdout)
    book = open_book("template")
    result = run_scenario(book.city(), "contract")
    assert said["value"] == result.by_sector["transport"][20]
    assert (said["year"], said["unit"]) == (2040, "kt/yr")
    moved = [abs(row["at_high"] - row["at_low"]) for row in said["rows"] if row["at_low"]]
    assert moved == sorted(moved, reverse=True)
    for row in said["rows"]:
        assert dict(row["row"]).items() <= dict(book.row(row["key"]).texts).items()
        assert row["line"] == book.row(row["key"]).line
        if row["source"]:
            assert row["source"]["title_en"]


def test_what_a_row_moves_is_what_the_program_gives() -> None:
    book = open_book("template")
    city = book.city()
    key = "factors/petrol:CO2:fossil:1::2020"
    found = find_way_back(book, "total@2030", "contract")
    ground = next(ground for ground in found.grounds if ground.row.full_key == key)
    inputs = {level_input(name): level for name, level in city.scenarios["contract"].levels.items()}
    # 245 and 255 g/kWh in kt/GWh.
    for value, told in ((0.245, ground.low), (0.255, ground.high)):
        given = evaluate(compiled(city).program, inputs, parameters={key: value})
        assert told == pytest.approx(given["total"][10], rel=1e-12)


def test_measure_is_worth_what_the_run_says() -> None:
    book = open_book("template")
    result = run_scenario(book.city(), "contract")
    for effect in result.measures:
        found = find_way_back(book, f"measure/{effect.id}@2035", "contract")
        assert found.value == pytest.approx(effect.last[15], abs=1e-9)
        assert found.ways["share"] == effect.share[15]
        assert any(ground.row.full_key == f"measures/{effect.id}" for ground in found.grounds)


def test_every_figure_can_be_explained() -> None:
    """Each name that is listed leads to a value, a method and rows of the book."""
    book = open_book("template")
    names = run_here("explain", "template").stdout.splitlines()
    assert tuple(names) == explainable(book.city())
    taking_part = book.city().scenarios["contract"].levels
    for name in names:
        word, _, rest = name.partition("/")
        if word == "measure" and rest not in taking_part:
            continue
        found = find_way_back(book, name, "contract")
        assert np.isfinite(found.value)
        assert method_of(name).formula


def test_every_method_has_its_section(repository: Path) -> None:
    text = (repository / "docs" / "method.md").read_text(encoding="utf-8")
    headings = {line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")}
    assert {method.section for method in METHODS.values()} <= headings


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (
            "sector/transprt",
            "there is no figure 'sector/transprt'. Did you mean 'sector/transport'?",
        ),
        ("total@2070", "there is no year '2070': write one from 2020 to 2050 after @"),
        ("total@soon", "there is no year 'soon'"),
        ("measure/cyclin", "there is no figure 'measure/cyclin'. Did you mean 'measure/cycling'?"),
        ("measure/food", "the measure food is not computed: The territorial inventory does not"),
        ("measure/cycling-region", "is not computed: it is counted under cycling"),
    ],
)
def test_figure_that_cannot_be_explained(figure: str, why: str) -> None:
    assert why in refused("explain", "template", figure)


def test_measure_outside_the_scenario() -> None:
    said = refused("explain", "template", "measure/cycling", "--scenario", "reference")
    assert said == "Error: the measure cycling is not in the scenario reference\n"
