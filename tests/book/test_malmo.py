"""Malmö's book says what was published, as it was published, and gives a reason for the rest."""

import csv
from pathlib import Path

import pytest

from citypact.book import Book, Row, open_book

Record = dict[str, str]

#: The sectors of SMHI's inventory by the names that this book gives them.
SMHI = {
    "working_machinery": "machinery",
    "waste_and_wastewater": "waste",
    "own_heating_buildings": "heating",
    "electricity_and_district_heating": "energy",
    "industry": "industry",
    "agriculture": "agriculture",
    "product_use": "product-use",
    "transport": "transport",
    "international_transport": "international-transport",
}


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book("malmo")


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, list[Record]]:
    """The supplied tables of Malmö, by name."""
    return {
        path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines()))
        for path in sorted((shared / "data/malmo").glob("*.csv"))
    }


def rows(book: Book, table: str, **cells: str) -> list[Row]:
    """The rows of a table in which these cells stand."""
    return [
        row
        for row in book.tables[table].rows
        if all(row.text(column) == cell for column, cell in cells.items())
    ]


def value(row: Row) -> float:
    found = row.number("value")
    assert found is not None
    return found


# ---- what was published ----------------------------------------------------------------------


def test_the_book_has_neither_problem_nor_warning(book: Book) -> None:
    assert book.warnings == ()


def test_the_barometer_of_1990_stands_by_sector_as_in_the_gap_table(
    book: Book, published: dict[str, list[Record]]
) -> None:
    table = {
        row["sector_en"]: float(row["baseline_1990"])
        for row in published["emissions_gap"]
        if row["sector_en"] != "Total"
    }
    sectors = [
        row for row in rows(book, "emissions", inventory="barometer", year="1990") if row["sector"]
    ]
    stated = {row.text("label"): value(row) for row in sectors}
    assert stated == table
    assert sum(stated.values()) == 1670
    assert value(book.row("emissions/barometer:1990::::CO2e:")) == 1668


def test_the_barometer_of_2020_adds_up_to_its_total(
    book: Book, published: dict[str, list[Record]]
) -> None:
    found = rows(book, "emissions", inventory="barometer", year="2020")
    sectors = [row for row in found if row["sector"]]
    assert sum(value(row) for row in sectors) == value(
        book.row("emissions/barometer:2020::::CO2e:")
    )
    printed = {
        row["value"]
        for row in published["inventory"]
        if row["inventory_id"] in ("terr2020", "elec2020") and row["value_type"] == "stated"
    }
    for row in found:
        if row.text("quality") == "reported":
            assert row.text("value") in printed, row.full_key
        else:
            assert row.text("note_sv"), row.full_key


def test_gpc_stands_by_sector_scope_and_total(
    book: Book, published: dict[str, list[Record]]
) -> None:
    printed = {
        (row["sector"], row["scope"]): row["value"]
        for row in published["inventory"]
        if row["inventory_id"] == "gpc2022_ghg" and row["value"]
    }
    found = rows(book, "emissions", inventory="gpc-2022")
    for row in found:
        if row["sector"] and row.text("value"):
            assert row.text("value") == printed[row.text("label"), row.text("scope")]
            assert row.text("unit") == "t"
    assert value(book.row("emissions/gpc-2022:2022::Scope 1:1:CO2e:")) == 1_293_846
    assert value(book.row("emissions/gpc-2022:2022::Scope 2:2:CO2e:")) == 120_986
    assert value(book.row("emissions/gpc-2022:2022::::CO2e:")) == 1_414_832
    figures = [row for row in found if row["sector"] and row.text("value")]
    by_scope = {
        scope: sum(value(row) for row in figures if row.text("scope") == scope)
        for scope in ("1", "2")
    }
    assert by_scope == {"1": 1_293_846, "2": 120_986}


@pytest.mark.parametrize(
    ("vintage", "first", "last"), [("2026-06", 1990, 2024), ("2026-01", 2016, 2019)]
)
def test_smhi_stands_as_exported_one_inventory_a_vintage(
    book: Book, shared: Path, vintage: str, first: int, last: int
) -> None:
    path = shared / f"data/emissions/smhi_ghg_municipality_sector_{vintage}.csv"
    exported = {
        (row["year"], SMHI[row["sector"]], row["sector_sv"]): float(row["tonnes_co2e"])
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
        if row["kommun_kod"] == "1280" and first <= int(row["year"]) <= last
    }
    stated = {
        (row.text("year"), row.text("sector"), row.text("label")): value(row)
        for row in rows(book, "emissions", inventory=f"smhi-{vintage}")
        if row["sector"]
    }
    assert stated == exported


def test_the_published_totals_of_smhi_are_the_sums_of_its_sectors(book: Book) -> None:
    totals = [row for row in rows(book, "emissions", inventory="smhi-2026-06") if not row["sector"]]
    assert len(totals) == 7
    for total in totals:
        year = total.text("year")
        parts = rows(book, "emissions", inventory="smhi-2026-06", year=year)
        assert sum(value(row) for row in parts if row["sector"]) == pytest.approx(
            value(total), abs=1
        )


def test_the_consumption_of_2019_is_3_400_kt_of_parts_that_add_up_to_3_370(book: Book) -> None:
    parts = rows(book, "emissions", inventory="consumption-2019", sector="consumption")
    assert sorted(value(row) for row in parts) == [340, 930, 2100]
    assert value(book.row("emissions/consumption-2019:2019::::CO2e:")) == 3400


def test_three_territorial_inventories_stand_beside_two_of_consumption(book: Book) -> None:
    kinds = {row.text("id"): row.text("boundary") for row in book.tables["inventories"].rows}
    assert kinds == {
        "barometer": "territorial",
        "gpc-2022": "gpc-basic",
        "smhi-2026-06": "territorial",
        "smhi-2026-01": "territorial",
        "consumption-2019": "consumption",
        "consumption-2023": "consumption",
    }


# ---- measures, claims and money ---------------------------------------------------------------


def test_every_measure_of_the_plan_is_there_and_in_the_contract(
    book: Book, published: dict[str, list[Record]]
) -> None:
    planned = {row["measure_id"]: row for row in published["measures"]}
    stated = {
        row.text("id"): row
        for row in book.tables["measures"].rows
        if row.text("id").startswith("act-")
    }
    assert stated.keys() == planned.keys()
    assert len(planned) == 54
    for name, row in stated.items():
        assert row.text("area") == planned[name]["area_id"], name
        assert row.text("status_en") == planned[name]["implementation_status"], name
    levels = rows(book, "scenario_measures", scenario="contract")
    assert {row.text("measure") for row in levels} == planned.keys()


def test_the_claims_that_count_add_up_to_what_the_plan_adds_up_to(book: Book) -> None:
    counted = [row for row in book.tables["claims"].rows if row["counted"]]

    def total(kind: str, end: str) -> float:
        return sum(row.number(end) or value(row) for row in counted if row.text("kind") == kind)

    assert total("emissions", "value") == 476_000
    assert total("investment", "low") == pytest.approx(10_222.6)
    assert total("investment", "high") == pytest.approx(10_822.6)
    assert total("operation", "value") == pytest.approx(1_004.7)


def test_each_claim_is_the_figure_of_its_outline(
    book: Book, published: dict[str, list[Record]]
) -> None:
    for row in published["measures"]:
        name = row["measure_id"]
        for suffix, low, high in (
            ("tonnes", "reduction_t_co2e_yr", "reduction_t_co2e_yr"),
            ("investment", "capex_msek_low", "capex_msek_high"),
            ("operation", "opex_msek_yr", "opex_msek_yr"),
        ):
            if not row[low]:
                continue
            claim = book.row(f"claims/{name}-{suffix}")
            ends = (claim.number("low") or value(claim), claim.number("high") or value(claim))
            assert ends == (float(row[low]), float(row[high])), name
            assert claim["counted"] == (row["count_in_totals"] == "y"), name


def test_money_that_counts_is_a_flow_too_and_no_other_is(book: Book) -> None:
    claims = {
        row.text("id"): value(row)
        for row in book.tables["claims"].rows
        if row["counted"] and row.text("kind") in ("investment", "operation")
    }
    assert {row.text("id"): value(row) for row in book.tables["flows"].rows} == claims


def test_values_of_impacts_are_those_of_the_supplied_table(book: Book, shared: Path) -> None:
    path = shared / "data/factors/socioeconomic_values.csv"
    table = {row["item"]: row for row in csv.DictReader(path.read_text("utf-8").splitlines())}
    for key, item in {
        "greenhouse-gases:ASEK 7.0": "CO2 value ASEK 7.0",
        "greenhouse-gases:ASEK 6.1": "CO2 value ASEK 6.x",
        "accidents-cycle:ASEK 7.0": "Serious/fatal single bicycle accident",
        "nox:ASEK 4": "ASEK 4 NOx (total) urban Uppsala-type",
        "voc:ASEK 4": "ASEK 4 VOC (total) urban Uppsala-type",
        "so2:ASEK 4": "ASEK 4 SO2 (total) urban Uppsala-type",
        "pm25:ASEK 4": "ASEK 4 PM2.5 (local) urban Uppsala-type",
    }.items():
        row = book.row(f"values/{key}")
        assert value(row) == float(table[item]["value"]), key
        assert row.year("price_year") == int(table[item]["price_year"]), key
    rate = next(row for item, row in table.items() if item.startswith("Discount rate"))
    assert value(book.row("rates/society:discount")) == float(rate["value"])


def test_every_impact_has_its_place_kept_for_asek_8_and_nothing_is_invented_in_it(
    book: Book,
) -> None:
    kept = [row for row in book.tables["values"].rows if row.text("version") == "ASEK 8"]
    assert {row.text("impact") for row in kept} >= {"greenhouse-gases", "nox", "pm25", "noise-car"}
    assert all(row.number("value") is None for row in kept)


def test_noise_and_accidents_are_the_sources_euro_per_passenger_times_riders_and_rate(
    book: Book,
) -> None:
    for impact, euro in (("noise-car", 0.006), ("accidents-car", 0.014)):
        row = book.row(f"values/{impact}:Handbok 2019")
        assert value(row) == pytest.approx(euro * 1.4 * 11.94, rel=2e-3)


def test_what_cannot_be_computed_says_why(book: Book) -> None:
    without = [row for row in book.tables["measures"].rows if not row["computable"]]
    assert len(without) > 30
    for language in ("sv", "en"):
        assert [row.text("id") for row in without if not row.text(f"reason_{language}")] == []


def test_targets_and_indicators_are_the_published_ones(
    book: Book, published: dict[str, list[Record]]
) -> None:
    known = {row["target_id"]: row for row in published["targets"]}
    for row in book.tables["targets"].rows:
        assert row.text("value") == known[row.text("id")]["target_value"], row.text("id")
    indicators = {row["indicator_id"]: row for row in published["indicators"]}
    stated = {row.text("id") for row in book.tables["indicators"].rows}
    assert stated - indicators.keys() == {"obs-electric-cars", "obs-plugin-cars"}
    assert len(indicators.keys() & stated) == 19
    aimed = {
        (name, year): float(row[f"target_{year}"])
        for name, row in indicators.items()
        for year in ("2025", "2027", "2030")
        if row[f"target_{year}"]
    }
    found = rows(book, "indicator_values", kind="target")
    assert {(row.text("indicator"), row.text("year")): value(row) for row in found} == aimed


# ---- where the rest comes from ----------------------------------------------------------------


def test_every_assumption_default_and_derived_figure_has_a_reason(book: Book) -> None:
    unexplained = [
        row.full_key
        for table in book.tables.values()
        if table.form.quantity
        for row in table.rows
        if row.text("quality") in ("assumption", "derived", "default") and not row.text("note_sv")
    ]
    assert unexplained == []


def test_no_assumption_claims_certainty(book: Book) -> None:
    certain = [
        row.full_key
        for table in book.tables.values()
        if table.form.quantity
        for row in table.rows
        if row.text("quality") == "assumption" and not row.text("distribution")
    ]
    assert certain == []


def test_an_assumption_is_ours_and_what_is_ours_is_assumed_or_derived(book: Book) -> None:
    for table in book.tables.values():
        if not table.form.quantity:
            continue
        for row in table.rows:
            ours = row.text("source") == "citypact"
            if row.text("quality") == "assumption":
                assert ours, row.full_key
            if ours:
                assert row.text("quality") in ("assumption", "derived"), row.full_key


def test_figures_of_the_plan_name_their_place_in_it(book: Book) -> None:
    nowhere = [
        row.full_key
        for table in book.tables.values()
        if table.form.quantity
        for row in table.rows
        if row.text("source") == "ccc-ap" and not row.text("source_detail")
    ]
    assert nowhere == []
