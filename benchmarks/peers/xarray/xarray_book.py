"""A city book as labelled arrays, from the tables that ``pandas_book.py`` reads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
import xarray as xr
from pandas_book import Prepared

TRANSFERS = ("tax", "subsidy", "carbon")
CARBON_DIOXIDE = ("CO2", "CO2e")


@dataclass
class Arrays:
    """What does not depend on how far the measures go.

    Attributes:
        book: the tables.
        measures: dimension ``measure``.
        by_milestones: those that follow milestones.
        effects: dimension ``effect``: what each acts on, and its value.
        avoiding, improving, changing, capturing: ``(activity or flow or emission, effect)``, 1
            where the effect acts on it in that way, else 0.
        shares, bought: ``(year, means)``, of need and of what is bought.
        per_unit: ``(year, flow)``; a flow is what a means of an activity uses of a carrier.
        factors: ``(year, emission)``; an emission is a flow with one of its factors.
        prices: ``(year, payment)``; a payment is a flow with one of its prices.
        costs: dimension ``cost``: what measures cost; with the years what it costs by learning
            (``learned``), what is left of it after the last year (``left``), and in which years
            what was bought in a year is bought ``again``.
        rates: ``(year, rate)``: how much of an impact comes with something, whose labels are
            impact, activity, means, carrier and kind of spending.
    """

    book: Prepared
    year: xr.DataArray
    measures: xr.Dataset
    by_milestones: list[str]
    effects: xr.Dataset
    avoiding: xr.DataArray
    improving: xr.DataArray
    changing: xr.DataArray
    capturing: xr.DataArray
    shares: xr.DataArray
    bought: xr.DataArray
    growth: xr.DataArray
    per_unit: xr.DataArray
    factors: xr.DataArray
    prices: xr.DataArray
    costs: xr.Dataset
    rates: xr.DataArray


def labelled(frame: pd.DataFrame, dimension: str) -> xr.DataArray:
    """A frame of years by keys as ``(year, dimension)``."""
    return xr.DataArray(
        frame.to_numpy(dtype=float),
        dims=("year", dimension),
        coords={"year": np.asarray(frame.index), dimension: list(frame.columns)},
    )


def acting(
    effects: xr.Dataset, kind: str, things: xr.DataArray | xr.Dataset, *words: str
) -> xr.DataArray:
    """Which effects of a kind act on which things: those with the same labels, or with none."""
    found = effects["kind"] == kind
    for word in words:
        stated = effects[word]
        found = found & ((stated == things[word]) | ((stated == "") & (word != words[0])))
    return found.astype(float).drop_vars(set(words) & set(found.coords) - set(found.dims))


def labelled_book(book: Prepared) -> Arrays:
    """Give everything in ``book`` its labels."""
    years = np.asarray(book.years)
    effects = xr.Dataset.from_dataframe(book.effects.rename_axis("effect"))
    columns = list(book.uses.columns)
    flow = {
        word: ("flow", [column[place] for column in columns])
        for place, word in enumerate(("activity", "means", "carrier"))
    }
    per_unit = xr.DataArray(
        book.uses.to_numpy(dtype=float), dims=("year", "flow"), coords={"year": years, **flow}
    )
    factors = _factors(book, columns)
    activities = xr.Dataset(coords={"activity": list(book.activities.index)})
    return Arrays(
        book=book,
        year=xr.DataArray(years.astype(float), dims="year", coords={"year": years}),
        measures=xr.Dataset.from_dataframe(book.measures.rename_axis("measure")),
        by_milestones=list(book.measures.index[book.measures["shape"] == "milestones"]),
        effects=effects,
        avoiding=acting(effects, "avoid", activities, "activity"),
        improving=acting(effects, "improve", per_unit, "means", "carrier"),
        changing=acting(effects, "factor", factors, "carrier", "origin"),
        capturing=acting(effects, "capture", factors, "means"),
        shares=labelled(_all_shares(book), "means"),
        bought=labelled(book.purchases, "means"),
        growth=labelled(book.growth, "driver"),
        per_unit=per_unit,
        factors=factors,
        prices=_prices(book, columns),
        costs=_costs(book),
        rates=_rates(book),
    )


def _all_shares(book: Prepared) -> pd.DataFrame:
    """A means that is its activity's only one has no mix stated: its share is 1."""
    alone = [name for name in book.means.index if name not in book.mixes]
    return book.mixes.assign(**dict.fromkeys(alone, 1.0))


def _factors(book: Prepared, flows: list[tuple[str, str, str]]) -> xr.DataArray:
    wide = book.factors.pivot_table(
        index="year", columns=["carrier", "gas", "origin", "scope"], values="factor"
    )
    pairs = [
        (flow, key) for flow, key in product(range(len(flows)), wide) if flows[flow][2] == key[0]
    ]
    activity = [book.activities.loc[flows[flow][0]] for flow, _ in pairs]
    words = ("carrier", "gas", "origin", "scope")
    labels = {word: ("emission", [key[i] for _, key in pairs]) for i, word in enumerate(words)}
    labels |= {
        "flow_number": ("emission", [flow for flow, _ in pairs]),
        "means": ("emission", [flows[flow][1] for flow, _ in pairs]),
        "sector": ("emission", [one["sector"] for one in activity]),
        "authority": ("emission", [one["authority"] for one in activity]),
    }
    labels["key"] = (
        "emission",
        [
            f"{one['sector']}/{k[3]}/{k[2]}/{k[1]}"
            for one, (_, k) in zip(activity, pairs, strict=True)
        ],
    )
    values = np.column_stack([wide[key].to_numpy() for _, key in pairs])
    return xr.DataArray(
        values, dims=("year", "emission"), coords={"year": np.asarray(book.years), **labels}
    )


def _costs(book: Prepared) -> xr.Dataset:
    flows = book.flows.reset_index(drop=True).rename_axis("item")
    flows["weight"] = [
        -1.0 if kind == "co-benefit" else 0.0 if kind in TRANSFERS else 1.0
        for kind in flows["kind"]
    ]
    flows["between"] = "/" + flows["payer"] + "/" + flows["beneficiary"]
    costs = xr.Dataset.from_dataframe(flows).drop_vars("item")
    costs = costs.assign_coords(year=np.asarray(book.years))
    life, year = costs["lifetime"], costs["year"]
    learned = (1.0 - costs["decline"]) ** (year - costs["cost_year"])
    age = year - year.rename(year="bought")
    return costs.assign(
        learned=learned.fillna(1.0),
        left=((life - (year[-1] - year + 1)) / life).clip(min=0.0).fillna(0.0),
        again=((age > 0) & (age % life == 0)).astype(float),
        replaced=life < len(year),
    )


def _rates(book: Prepared) -> xr.DataArray:
    words = ("impact", "activity", "means", "carrier", "spending")
    columns = list(book.impact_rates.columns)
    labels = {word: ("rate", [key[i] for key in columns]) for i, word in enumerate(words)}
    return xr.DataArray(
        book.impact_rates.to_numpy(dtype=float),
        dims=("year", "rate"),
        coords={"year": np.asarray(book.years), **labels},
    )


def _prices(book: Prepared, flows: list[tuple[str, str, str]]) -> xr.DataArray:
    wide = book.prices.pivot_table(
        index="year", columns=["carrier", "kind", "beneficiary"], values="price"
    )
    payer = book.activities["payer"]
    pairs = [
        (flow, key)
        for flow, key in product(range(len(flows)), wide)
        if flows[flow][2] == key[0] and payer[flows[flow][0]]
    ]
    supplied = book.carriers["supplied_by"] != ""
    weights = [0.0 if key[1] in TRANSFERS or supplied[key[0]] else 1.0 for _, key in pairs]
    labels = {
        "flow_number": ("payment", [flow for flow, _ in pairs]),
        "weight": ("payment", weights),
        "kind": ("payment", [key[1] for _, key in pairs]),
        "key": ("payment", [f"{k[1]}/{payer[flows[flow][0]]}/{k[2]}" for flow, k in pairs]),
    }
    values = np.column_stack([wide[key].to_numpy() for _, key in pairs])
    return xr.DataArray(
        values, dims=("year", "payment"), coords={"year": np.asarray(book.years), **labels}
    )
