"""Faults planted in inventories, factors, gaps, targets and indicators."""

import random
import re

from tests.contract.checker.invented import Invented
from tests.contract.checker.planting import Row, finds, some, spoil


@finds("sector-sum")
def total_of_sectors(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "inventory", inventory_id="terr", sector="All sectors", quantity="GHG.*")
    spoil(row, "value", rng)
    return "inventory", row, "value"


@finds("scope-sum")
def total_of_scopes(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "inventory", inventory_id="gpc_ghg", scope="total")
    spoil(row, "value", rng)
    return "inventory", row, "value"


@finds("subsector-sum")
def energy_of_a_sector(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "inventory", inventory_id="gpc_energy")
    spoil(row, "value", rng)
    return "inventory", row, "value"


@finds("share-of-total")
def share(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "inventory", quantity="share of total", sector="(?!All).*")
    row["value"] = str(int(row["value"]) + rng.choice((7, 13, 30)))
    return "inventory", row, "value"


@finds("two-values")
def value_twice(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "inventory", inventory_id="gpc_activity")
    again = city.add("inventory", **{**row, "row_id": "again"})
    spoil(again, "value", rng)
    return "inventory", again, "value"


@finds("notation-value")
def value_beside_key(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "inventory", value_text="NO")
    row["value"] = "0"
    return "inventory", row, "value"


@finds("factor-range")
def factor_off_by_ten(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emission_factors", name_en="Natural gas")
    row["value_raw"] = f"{float(row['value_raw']) * rng.choice((10, 100, 1000, 0.1)):.3f}"
    return "emission_factors", row, "value_raw"


@finds("factor-blend")
def blend(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emission_factors", name_en="Blended.*")
    row["value_raw"] = f"{float(row['value_raw']) * rng.choice((1.1, 0.9)):.1f}"
    return "emission_factors", row, "value_raw"


@finds("gap-sum")
def gap_total(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emissions_gap", sector_en="Total")
    spoil(row, "remaining_2030", rng)
    return "emissions_gap", row, "remaining_2030"


@finds("gap-formula")
def gap_of_a_sector(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emissions_gap", sector_en="(?!Total).*")
    spoil(row, "remaining_2030", rng)
    return "emissions_gap", row, "remaining_2030"


@finds("gap-formula")
def gap_itself(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emissions_gap", sector_en="Total")
    row["emissions_gap"] = str(abs(float(row["emissions_gap"])) * 2 + 100)
    return "emissions_gap", row, "emissions_gap"


@finds("gap-share")
def share_of_gap(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emissions_gap", sector_en="(?!Total).*")
    column = rng.choice(("baseline_share_pct", "printed_pct_of_reduction_column"))
    row[column] = str(int(row[column]) + rng.choice((11, 20, 35)))
    return "emissions_gap", row, column


@finds("residual-limit")
def residual_above(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "emissions_gap", sector_en="Total")
    row["residual_2030_target"] = f"{float(row['residual_2030_target']) * rng.uniform(1.2, 4):.1f}"
    return "emissions_gap", row, "residual_2030_target"


@finds("target-rule")
def target_too_low(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", title_en="Emissions down.*")
    row["target_value"] = str(-rng.randint(30, 78))
    return "targets", row, "target_value"


@finds("target-pair")
def tonnes_of_target(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", title_en="What may be left")
    spoil(row, "target_value", rng)
    return "targets", row, "target_value"


@finds("target-words")
def title_of_target(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", title_en="Emissions down.*")
    row["title_en"], row["title_sv"] = "Emissions down 85 %", "Utsläppen ner 85 procent"
    del rng
    return "targets", row, "target_value"


@finds("target-base")
def base_year_gone(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", title_en="Emissions down.*")
    row.update(base_year="", base_value="", target_unit="%")
    return "targets", row, "base_year"


@finds("target-base")
def two_base_years(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", title_en="Emissions down.*")
    row["target_unit"] = f"% vs {rng.choice((1990, 2005, 2015))}"
    return "targets", row, "target_unit"


@finds("target-baseline")
def base_value(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", title_en="What may be left")
    spoil(row, "base_value", rng)
    return "targets", row, "base_value"


@finds("indicator-target")
def target_of_indicator(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "targets", level="indicator", target_year="2030")
    step = 1 if float(row["target_value"]) > 50 else -1
    row["target_value"] = str(int(row["target_value"]) + step * 60)
    return "targets", row, "target_value"


@finds("indicator-words")
def text_of_indicator(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "indicators")
    row["target_text"] = re.sub(r"\d+ %", "123 %", row["target_text"])
    return "indicators", row, "target_text"


@finds("indicator-baseline")
def no_baseline(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "indicators")
    row["baseline"] = ""
    return "indicators", row, "baseline"


@finds("indicator-opposite")
def opposite(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "indicators")
    thing = row["name_en"].split()[1]
    words = rng.choice(("Number of {} not yet replaced", "{}: those that are not replaced"))
    row["calculation"] = words.format(thing)
    return "indicators", row, "calculation"


@finds("indicator-unit")
def unit_of_indicator(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "indicators")
    row["unit"] = rng.choice(("number", "t", "GWh", "km"))
    return "indicators", row, "unit"


@finds("indicator-course")
def baseline_beyond(city: Invented, rng: random.Random) -> tuple[str, Row, str]:
    row = some(city, rng, "indicators")
    up = int(row["target_2030"]) > int(row["baseline"])
    row["target_2027"] = row["target_text"] = "0" if up else "100"
    for target in city.tables["targets"]:
        if target["target_id"] == f"tgt-{row['indicator_id'].removeprefix('ind-')}-2027":
            target["target_value"] = row["target_2027"]
            target["programme"] = ""
    return "indicators", row, "target_2027"
