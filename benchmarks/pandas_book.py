"""A city book read with pandas alone, ready for the model in ``pandas_malmo.py``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import numpy as np
import pandas as pd

#: Each unit in the one that the model computes with: kt, GWh, Mpkm, Mvkm, Mtkm, MSEK and so on.
UNITS = {
    "g": 1e-9, "kg": 1e-6, "t": 1e-3, "kt": 1.0, "Mt": 1e3,
    "MJ": 1 / 3.6e6, "GJ": 1 / 3.6e3, "TJ": 1 / 3.6,
    "kWh": 1e-6, "MWh": 1e-3, "GWh": 1.0, "TWh": 1e3,
    "pkm": 1e-6, "Mpkm": 1.0, "vkm": 1e-6, "Mvkm": 1.0, "tkm": 1e-6, "Mtkm": 1.0,
    "m2": 1e-3, "thousand_m2": 1.0, "person": 1.0, "thousand_persons": 1e3,
    "SEK": 1e-6, "kSEK": 1e-3, "MSEK": 1.0,
    "case": 1.0, "hour": 1.0, "job": 1.0, "vehicle": 1.0, "machine": 1.0, "dwelling": 1.0,
    "year": 1.0, "yr": 1.0, "fraction": 1.0, "%": 0.01, "percent": 0.01, "index": 1.0, "1": 1.0,
}  # fmt: skip


@dataclass
class Prepared:
    """What does not depend on the measures: read and interpolated once for each scenario."""

    settings: dict
    years: pd.Index
    activities: pd.DataFrame
    order: list[str]
    means: pd.DataFrame
    growth: pd.DataFrame
    population: pd.Series | None
    mixes: pd.DataFrame
    purchases: pd.DataFrame
    lifetimes: pd.Series
    uncertain_mixes: set[str]
    uses: pd.DataFrame
    carriers: pd.DataFrame
    factors: pd.DataFrame
    prices: pd.DataFrame
    measures: pd.DataFrame
    milestones: pd.DataFrame
    effects: pd.DataFrame
    flows: pd.DataFrame
    impacts: pd.DataFrame
    impact_rates: pd.DataFrame
    targets: pd.DataFrame
    inventories: pd.DataFrame
    published: pd.DataFrame


def size_of(unit: str) -> float:
    """The unit in canonical units: ``g/kWh`` is 1e-3 kt/GWh."""
    numerator, *denominators = unit.split("/")
    size = np.prod([UNITS[name] for name in numerator.split("*")])
    return float(size / np.prod([UNITS[name] for part in denominators for name in part.split("*")]))


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """A table of the book, its values in canonical units."""
    path = folder / f"{name}.csv"
    comments = sum(line.startswith("#") for line in path.read_text(encoding="utf-8").splitlines())
    table = pd.read_csv(path, skiprows=comments, dtype=str, keep_default_na=False)
    for column in ("value", "low", "high", "year", "start", "end", "delay_low", "delay_high"):
        if column in table:
            table[column] = pd.to_numeric(table[column])
    if "unit" in table and "value" in table:
        table["value"] *= table["unit"].map(lambda unit: size_of(unit) if unit else np.nan)
    return table


def on_background(rows: pd.DataFrame, keys: list[str], background: str) -> pd.DataFrame:
    """The rows that hold on a background: a path that it states replaces the common one."""
    own = rows[(rows["background"] == background) & (background != "")]
    common = rows[rows["background"] == ""]
    replaced = common.set_index(keys).index.isin(own.set_index(keys).index)
    return pd.concat([common[~replaced], own])


def paths(rows: pd.DataFrame, keys: list[str], years: pd.Index, background: str) -> pd.DataFrame:
    """Straight lines between stated years, level after the last: years by keys."""
    if rows.empty:
        return pd.DataFrame(index=years)
    stated = on_background(rows, keys, background).pivot_table(
        index="year", columns=keys, values="value"
    )
    every = stated.reindex(stated.index.union(years)).interpolate(
        method="index", limit_area="inside"
    )
    return every.ffill().loc[years]


def price_levels(settings: dict, driver_paths: pd.DataFrame) -> pd.Series:
    """Price level of the book's price year over that of each year."""
    index = driver_paths[driver_paths["driver"] == settings.get("price_index", "")]
    if index.empty:
        return pd.Series({settings["price_year"]: 1.0})
    points = index.set_index("year")["value"].sort_index()
    years = pd.RangeIndex(points.index.min(), points.index.max() + 1)
    level = points.reindex(years).interpolate(method="index")
    return level[settings["price_year"]] / level


def solving_order(
    activities: pd.DataFrame, uses: pd.DataFrame, carriers: pd.DataFrame
) -> list[str]:
    """Users before their suppliers."""
    supplied_by = carriers["supplied_by"]
    sorter = TopologicalSorter({activity: [] for activity in activities.index})
    for activity, _, carrier in uses.columns:
        if supplied_by[carrier]:
            sorter.add(supplied_by[carrier], activity)
    return list(sorter.static_order())


def prepare(folder: Path, scenario: str) -> Prepared:
    """Read the book's tables and interpolate everything that is stated by year."""
    settings = tomllib.loads((folder / "book.toml").read_text(encoding="utf-8"))
    years = pd.RangeIndex(settings["base_year"], settings["last_year"] + 1, name="year")
    background = read_table(folder, "scenarios").set_index("id").loc[scenario, "background"]
    driver_paths = read_table(folder, "driver_paths")
    drivers = paths(driver_paths, ["driver"], years, background)
    levels = price_levels(settings, driver_paths)

    activities = read_table(folder, "activities").set_index("id")
    means = read_table(folder, "means").set_index("id")
    carriers = read_table(folder, "carriers").set_index("id")
    mixes = read_table(folder, "mixes")
    uses = read_table(folder, "uses")
    uses["activity"] = uses["means"].map(means["activity"])
    use_paths = paths(uses, ["activity", "means", "carrier"], years, background)
    prices = read_table(folder, "prices")
    prices["value"] *= prices["price_year"].astype(int).map(levels)
    flows = read_table(folder, "flows")
    flows["value"] *= flows["price_year"].astype(int).map(levels)
    flows["yearly"] = flows["unit"].str.contains("/")
    assets = read_table(folder, "assets").set_index("flow")
    lifetimes, learning = (assets[assets["aspect"] == word] for word in ("lifetime", "learning"))
    flows["lifetime"] = flows["id"].map(lifetimes["value"])
    flows["decline"] = flows["id"].map(learning["value"])
    flows["cost_year"] = flows["id"].map(learning["year"])
    impacts = read_table(folder, "impacts").set_index("id")
    values = read_table(folder, "values").dropna(subset="value")
    values["value"] *= pd.to_numeric(values["price_year"]).astype(int).map(levels)
    versions = values.set_index(["impact", "version"])["value"]
    impacts["value"] = [versions.get((row.Index, row.version)) for row in impacts.itertuples()]
    effects = read_table(folder, "effects").set_index("id")
    milestones = read_table(folder, "milestones")
    measures = read_table(folder, "measures").set_index("id")
    chosen = read_table(folder, "scenario_measures").query("scenario == @scenario")
    measures["level"] = pd.to_numeric(chosen.set_index("measure")["level"])
    measures["level"] = measures["level"].fillna(0.0)
    # A measure that is not computable saves nothing, but is paid for where it is dated.
    computable = (measures["computable"] == "yes") & (measures["same_as"] == "")
    dated = measures["start"].notna() & measures["end"].notna() & (measures["shape"] != "")
    dated |= (measures["shape"] == "milestones") & measures.index.isin(milestones["measure"])
    paid_for = dated & measures.index.isin(flows["measure"]) & (measures["same_as"] == "")
    effects = effects[effects["measure"].isin(measures.index[computable])]
    measures = measures[computable | paid_for]

    return Prepared(
        settings=settings,
        years=years,
        activities=activities,
        order=solving_order(activities, use_paths, carriers),
        means=means,
        growth=drivers / drivers.iloc[0],
        population=drivers.get(settings.get("population", "")),
        mixes=paths(mixes[mixes["kind"] == "use"], ["means"], years, background),
        purchases=paths(mixes[mixes["kind"] == "purchase"], ["means"], years, background),
        lifetimes=read_table(folder, "stocks").set_index("activity")["value"],
        uncertain_mixes=set(mixes.loc[mixes["distribution"] != "", "means"].map(means["activity"])),
        uses=use_paths,
        carriers=carriers,
        factors=long(
            paths(
                read_table(folder, "factors"),
                ["carrier", "gas", "origin", "scope"],
                years,
                background,
            ),
            "factor",
        ),
        prices=long(paths(prices, ["carrier", "kind", "beneficiary"], years, background), "price"),
        measures=measures,
        milestones=milestones.pivot_table(index="year", columns="measure", values="value"),
        effects=effects,
        flows=flows[flows["measure"].isin(measures.index)],
        impacts=impacts,
        impact_rates=paths(
            read_table(folder, "impact_rates"),
            ["impact", "activity", "means", "carrier", "spending"],
            years,
            background,
        ),
        targets=read_table(folder, "targets").set_index("id"),
        inventories=read_table(folder, "inventories").set_index("id"),
        published=read_table(folder, "emissions").query("sector == '' and gas == 'CO2e'"),
    )


def long(wide: pd.DataFrame, value: str) -> pd.DataFrame:
    """A wide frame as one row a year and key."""
    return wide.melt(ignore_index=False, value_name=value).reset_index()
