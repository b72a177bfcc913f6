"""The model on Malmö's figures, and the page that tells of both."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from citypact.book import Book, open_book
from citypact.model import base_year_distance, reconcile, run_scenario


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book("malmo")


def test_the_base_year_lies_near_the_inventory_where_it_is_computed(book: Book) -> None:
    distance = {one.sector: one for one in base_year_distance(book.city())}
    for sector, most in {
        "energy": 0.05,
        "heating": 0.05,
        "transport": 0.10,
        "machinery": 0.15,
    }.items():
        model, inventory = distance[sector].model, distance[sector].inventory
        assert model is not None
        assert inventory is not None
        assert abs(model / inventory - 1) < most, sector
        assert model != inventory, f"{sector} is scaled"


def test_the_cars_turn_over_to_those_observed_in_2025(book: Book, shared: Path) -> None:
    path = shared / "data/municipal/municipal_indicators_290.csv"
    table = csv.DictReader(path.read_text("utf-8").splitlines())
    malmo = next(row for row in table if row["kommun_kod"] == "1280")
    result = run_scenario(book.city(), "reference", measures=False)
    observed = {
        "car-electric": ["electric"],
        "car-plugin": ["plugin_hybrid"],
        "car-diesel": ["diesel"],
        "car-petrol": ["petrol", "hybrid", "other"],
        "car-ethanol": ["ethanol"],
        "car-gas": ["gas"],
    }
    for means, kinds in observed.items():
        cars = sum(float(malmo[f"cars_2025_{kind}"]) for kind in kinds)
        share = cars / float(malmo["cars_2025_total"])
        assert result.share[means][5] == pytest.approx(share, abs=0.001), means


def test_the_contract_is_worth_less_than_it_claims_at_the_waste_plant(book: Book) -> None:
    result = run_scenario(book.city(), "contract", measures=True)
    worth = {one.id: float(one.share[10]) for one in result.measures if one.computable}
    plant = ("act-plastics-separation", "act-ccs", "act-renewable-dh-fuel")
    reference = run_scenario(book.city(), "reference", measures=False)
    emitted = float(reference.by_sector["energy"][10])
    assert sum(worth[name] for name in plant) < emitted < 407
    assert worth["act-work-machines"] < 3
    assert worth["act-bus-electrification"] < 1
    assert sum(worth.values()) == pytest.approx(float(reference.total[10] - result.total[10]))


def test_a_lowered_obligation_leaves_more_to_do(book: Book) -> None:
    kept = run_scenario(book.city(), "contract", measures=False)
    city = book.city("weakened-obligation")
    lowered = run_scenario(city, "contract-weakened", measures=False)
    assert lowered.total[0] == kept.total[0]
    assert lowered.total[10] - kept.total[10] > 100
    assert lowered.by_sector["energy"][10] == kept.by_sector["energy"][10]


def test_every_scenario_runs_and_can_be_held_against_the_target(book: Book) -> None:
    for row in book.tables["scenarios"].rows:
        city = book.city(row.text("background"))
        result = run_scenario(city, row.text("id"), measures=False)
        target = next(one for one in result.targets if one.id == "tgt-territorial-70")
        assert target.computable
        assert target.value == pytest.approx(0.3 * 1668)


def test_any_two_inventories_can_be_held_against_each_other(book: Book) -> None:
    city = book.city()
    sides = [("barometer", 2020), ("gpc-2022", 2022), ("smhi-2026-06", 2020), None]
    for a in sides:
        for b in sides:
            total = reconcile(city, a, b).total
            parts = total.activity + total.factor + total.boundary + total.unexplained
            assert parts == pytest.approx(total.difference)


# ---- the page ---------------------------------------------------------------------------------


def test_the_page_names_every_assumption_and_every_contradiction(
    book: Book, repository: Path, shared: Path
) -> None:
    page = (repository / "docs/malmo.md").read_text("utf-8")
    for table in book.tables.values():
        for row in table.rows:
            if table.form.quantity and row.text("quality") == "assumption":
                assert f"`{row.full_key}`" in page
    register = (shared / "data/malmo/contradictions.csv").read_text("utf-8").splitlines()
    found = {row["contradiction_id"] for row in csv.DictReader(register)}
    assert set(re.findall(r"^\| (con-\d\d) \|", page, re.MULTILINE)) == found
    assert len(found) == 39


def test_the_page_says_what_the_gap_table_leaves_of_each_sector(
    repository: Path, shared: Path
) -> None:
    gaps = (shared / "data/malmo/emissions_gap.csv").read_text("utf-8").splitlines()
    left = [
        row["remaining_2030_derived"] for row in csv.DictReader(gaps) if row["sector_en"] != "Total"
    ]
    page = (repository / "docs/malmo.md").read_text("utf-8")
    part = page.split("<!-- computed: expected -->")[1].split("<!-- end -->")[0]
    printed = re.findall(r"^\| .* \| (\d+) \| \d+ \|$", part, re.MULTILINE)
    assert sorted(printed[:-1]) == sorted(left)


def test_the_computed_tables_of_the_page_are_up_to_date(repository: Path) -> None:
    command = [sys.executable, str(repository / "docs/_ext/malmo_page.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_contract_pays_the_whole_stated_investment_once(book: Book) -> None:
    """Also of the measures whose savings cannot be computed: 10,222.6 to 10,822.6 MSEK."""
    paid = run_scenario(book.city(), "contract", measures=False).money_by("kind")
    assert paid["investment"].sum() == pytest.approx((10_222.6 + 10_822.6) / 2)
    assert paid["operation"][-1] == pytest.approx(1_004.7)
