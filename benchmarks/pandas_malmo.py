"""One run of a city book in plain pandas: what Citypact's speed is measured against.

Written as somebody who knows pandas would write this model on a good day: wide frames by year
where the model is a formula, long frames and merges where it is book-keeping, every step with
the name that the method gives it. It reads the book's tables itself and uses nothing of
Citypact, so that the agreement of the two, to 1e-9, checks both.

    python benchmarks/pandas_malmo.py src/citypact/book/packaged/malmo contract
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from pandas_book import Prepared, long, prepare

CARBON_DIOXIDE = ["CO2", "CO2e"]
TRANSFERS = ["tax", "subsidy", "carbon"]


@dataclass
class Outcome:
    """One evaluation, indexed by year: kt CO2e and MSEK a year."""

    total: pd.Series
    by_sector: pd.DataFrame
    by_authority: pd.DataFrame
    emissions: pd.DataFrame
    captured: pd.DataFrame
    use: pd.DataFrame
    shares: pd.DataFrame
    money: pd.DataFrame
    society: pd.Series
    impact_values: pd.DataFrame
    targets: pd.DataFrame


def ramps(prepared: Prepared) -> tuple[pd.DataFrame, pd.DataFrame]:
    """How far each measure has come, and how much of that was added in the year."""
    reached, before = {}, {}
    for measure in prepared.measures.itertuples():
        delay = 0.0
        if measure.delay_low == measure.delay_low and measure.delay_high == measure.delay_high:
            delay = min(max(0.0, measure.delay_low), measure.delay_high)
        reached[measure.Index] = measure.level * ramp(prepared, measure, delay)
        before[measure.Index] = measure.level * ramp(prepared, measure, delay + 1.0)
    reached = pd.DataFrame(reached, index=prepared.years)
    return reached, (reached - pd.DataFrame(before, index=prepared.years)).clip(lower=0.0)


def ramp(prepared: Prepared, measure: tuple, delay: float) -> pd.Series:
    """From 0 to 1 between start and end, or along the milestones."""
    years = prepared.years.to_series()
    if measure.shape == "milestones":
        stones = prepared.milestones[measure.Index].dropna()
        return pd.Series(np.interp(years - delay, stones.index, stones), index=prepared.years)
    done = ((years - (measure.start + delay)) / (measure.end - measure.start)).clip(0.0, 1.0)
    return done**2 * (3.0 - 2.0 * done) if measure.shape == "smooth" else done


def left(prepared: Prepared, strengths: pd.DataFrame, **acting_on: str) -> pd.Series:
    """What is left of a thing when each effect on it takes of what is left."""
    chosen = prepared.effects
    for column, value in acting_on.items():
        chosen = chosen[
            chosen[column].isin([value, ""] if column in ("carrier", "origin") else [value])
        ]
    return (1.0 - strengths[chosen.index]).prod(axis=1)


def shifted(
    prepared: Prepared, strengths: pd.DataFrame, shares: pd.DataFrame, kind: str
) -> pd.DataFrame:
    """Move shares: what leaves a means is divided among its shifts by their strengths."""
    moves = prepared.effects[
        (prepared.effects["kind"] == kind) & prepared.effects["means"].isin(shares.columns)
    ]
    result = shares.copy()
    for source, effects in moves.groupby("means"):
        leaving = strengths[effects.index]
        moved = shares[source] * (1.0 - (1.0 - leaving).prod(axis=1))
        parts = leaving.div(leaving.sum(axis=1), axis=0).fillna(0.0)
        result[source] -= moved
        for effect, destination in effects["to_means"].items():
            result[destination] += moved * parts[effect]
    return result


def turned_over(initial: pd.Series, purchases: pd.DataFrame, lifetime: float) -> pd.DataFrame:
    """The stock follows what is bought: 1/lifetime of it is replaced each year."""
    stock = purchases.copy()
    stock.iloc[0] = initial
    for before, year in zip(stock.index, stock.index[1:], strict=False):
        stock.loc[year] = stock.loc[before] + (purchases.loc[year] - stock.loc[before]) / lifetime
    return stock


def mix(prepared: Prepared, strengths: pd.DataFrame, activity: str) -> pd.DataFrame:
    """Shares of an activity's means over the years."""
    names = prepared.means.index[prepared.means["activity"] == activity]
    if len(names) == 1 and names[0] not in prepared.mixes:
        shares = pd.DataFrame({names[0]: 1.0}, index=prepared.years)
    else:
        shares = prepared.mixes[names]
    bought = prepared.purchases[names] if activity in prepared.lifetimes.index else None
    if activity in prepared.uncertain_mixes:
        shares = shares.div(shares.sum(axis=1), axis=0)
        bought = None if bought is None else bought.div(bought.sum(axis=1), axis=0)
    if bought is None:
        return shifted(prepared, strengths, shares, "shift")
    bought = shifted(prepared, strengths, bought, "purchase")
    return turned_over(shares.iloc[0], bought, prepared.lifetimes[activity])


def activities_and_use(
    prepared: Prepared, strengths: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Needs, shares of all means, and what each uses of each carrier."""
    needs = {}
    use: dict[tuple[str, str, str], pd.Series] = {}
    shares = []
    for name in prepared.order:
        activity = prepared.activities.loc[name]
        if activity["supply"] == "yes":
            supplied = prepared.carriers.index[prepared.carriers["supplied_by"] == name]
            need = sum(series for (_, _, carrier), series in use.items() if carrier in supplied)
        elif activity["driver"]:
            need = activity["value"] * prepared.growth[activity["driver"]]
        else:
            need = activity["value"]
        need = need * left(prepared, strengths, kind="avoid", activity=name)
        needs[name] = need
        mixed = mix(prepared, strengths, name)
        shares.append(mixed)
        if name not in prepared.uses.columns:
            continue
        for means, carrier in prepared.uses[name].columns:
            improved = left(prepared, strengths, kind="improve", means=means, carrier=carrier)
            per_unit = prepared.uses[name, means, carrier]
            use[name, means, carrier] = need * mixed[means] * per_unit * improved
    used = pd.DataFrame(use)
    used.columns.names = ["activity", "means", "carrier"]
    return pd.DataFrame(needs), pd.concat(shares, axis=1), used


def emitted(prepared: Prepared, strengths: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """Every use times its factors, one row each: emitted, captured and removed, kt."""
    factors = prepared.factors.copy()
    acted_on = prepared.effects.loc[prepared.effects["kind"] == "factor", "carrier"].unique()
    for (carrier, origin), rows in factors.groupby(["carrier", "origin"]).groups.items():
        if carrier in acted_on:
            kept = left(prepared, strengths, kind="factor", carrier=carrier, origin=origin)
            factors.loc[rows, "factor"] *= factors.loc[rows, "year"].map(kept)
    rows = used.merge(factors, on=["year", "carrier"])
    rows["emitted"] = rows["use"] * rows["factor"]
    rows["captured"] = 0.0
    can_be_captured = rows["gas"].isin(CARBON_DIOXIDE) & (rows["factor"] >= 0.0)
    for means in prepared.effects.loc[prepared.effects["kind"] == "capture", "means"].unique():
        kept = left(prepared, strengths, kind="capture", means=means)
        here = can_be_captured & (rows["means"] == means)
        would = rows.loc[here, "emitted"]
        rows.loc[here, "emitted"] = would * rows.loc[here, "year"].map(kept)
        rows.loc[here, "captured"] = would - rows.loc[here, "emitted"]
    biogenic = rows["origin"] == "biogenic"
    rows["removed"] = rows["captured"].where(biogenic, 0.0) - rows["emitted"].clip(upper=0.0)
    rows["sector"] = rows["activity"].map(prepared.activities["sector"])
    rows["authority"] = rows["activity"].map(prepared.activities["authority"])
    return rows


def counted(prepared: Prepared, rows: pd.DataFrame, inventory: str) -> pd.Series:
    """Which rows the total of an inventory counts."""
    boundary = prepared.inventories.loc[inventory]
    in_scope = rows["scope"].isin(boundary["scopes"].split(" | "))
    in_origin = rows["origin"].isin(boundary["origins"].split(" | "))
    other_gas = (rows["origin"] == "biogenic") & ~rows["gas"].isin(CARBON_DIOXIDE)
    return in_scope & (in_origin | other_gas)


def purchases(prepared: Prepared, used: pd.DataFrame) -> pd.DataFrame:
    """What is paid for carriers, one row each, MSEK."""
    rows = used.merge(prepared.prices, on=["year", "carrier"])
    rows["payer"] = rows["activity"].map(prepared.activities["payer"])
    rows = rows[rows["payer"] != ""]
    rows = rows.assign(amount=rows["use"] * rows["price"])
    transfer = rows["kind"].isin(TRANSFERS) | (
        rows["carrier"].map(prepared.carriers["supplied_by"]) != ""
    )
    rows["society"] = rows["amount"].mask(transfer, 0.0)
    return rows[["year", "kind", "payer", "beneficiary", "amount", "society"]]


def measures_cost(prepared: Prepared, reached: pd.DataFrame, growth: pd.DataFrame) -> pd.DataFrame:
    """What measures cost, one row a year and flow, MSEK."""
    frames = []
    for flow in prepared.flows.itertuples():
        if flow.yearly:
            paid, residual = {flow.kind: flow.value * reached[flow.measure]}, 0.0
        else:
            paid, residual = bought(prepared, flow, growth[flow.measure])
        for kind, amount in paid.items():
            sign = -1.0 if kind == "co-benefit" else 0.0 if kind in TRANSFERS else 1.0
            society = sign * amount
            society.iloc[-1] -= residual if kind == flow.kind else 0.0
            frame = pd.DataFrame({"year": prepared.years, "amount": amount.to_numpy()})
            frames.append(
                frame.assign(
                    kind=kind,
                    payer=flow.payer,
                    beneficiary=flow.beneficiary,
                    society=society.to_numpy(),
                )
            )
    return pd.concat(frames) if frames else pd.DataFrame()


def bought(
    prepared: Prepared, flow: tuple, growth: pd.Series
) -> tuple[dict[str, pd.Series], float]:
    """What falls due once and at each replacement, and what is left after the last year, MSEK."""
    years = prepared.years.to_series()
    value = flow.value
    if not pd.isna(flow.cost_year):
        value = value * (1.0 - flow.decline) ** (years - flow.cost_year)
    paid = {flow.kind: value * growth}
    if pd.isna(flow.lifetime):
        return paid, 0.0
    life = int(flow.lifetime)
    if life < len(years):
        again = [growth.shift(age, fill_value=0.0) for age in range(life, len(years), life)]
        paid["replacement"] = value * sum(again)
    left = ((life - (years.iloc[-1] - years + 1)) / life).clip(lower=0.0)
    return paid, float((sum(paid.values()) * left).sum())


def valued(
    prepared: Prepared,
    needs: pd.DataFrame,
    shares: pd.DataFrame,
    use: pd.DataFrame,
    costs: pd.DataFrame,
) -> pd.DataFrame:
    """What impacts are worth where a value is known, MSEK a year: years by impact."""
    worth = pd.DataFrame(index=prepared.years)
    for (impact, activity, means, carrier, spending), rate in prepared.impact_rates.items():
        value = prepared.impacts.loc[impact, "value"]
        if pd.isna(value):
            continue
        if spending:
            spent = costs[costs["kind"] == spending].groupby("year")["amount"].sum()
            amount = spent.reindex(prepared.years, fill_value=0.0)
        elif carrier:
            amount = use.loc[:, use.columns.get_level_values("carrier") == carrier].sum(axis=1)
        elif activity:
            amount = needs[activity]
        else:
            amount = needs[prepared.means.loc[means, "activity"]] * shares[means]
        worth[impact] = worth.get(impact, 0.0) + amount * rate * value
    return worth


def judged(prepared: Prepared, rows: pd.DataFrame) -> pd.DataFrame:
    """What each computable target is compared with, kt, and what it allows."""
    found = []
    for target in prepared.targets.itertuples():
        boundary = prepared.inventories.loc[target.inventory]
        if boundary["boundary"] not in ("territorial", "gpc-basic"):
            continue
        if not prepared.years[0] <= target.year <= prepared.years[-1]:
            continue
        inside = rows[counted(prepared, rows, target.inventory)]
        result = inside.groupby("year")["emitted"].sum()
        if target.removals == "yes" and "biogenic" not in boundary["origins"]:
            scopes = boundary["scopes"].split(" | ")
            result -= rows[rows["scope"].isin(scopes)].groupby("year")["removed"].sum()
        allowed = allowed_by(prepared, target)
        if target.kind == "budget":
            first = int(target.first_year)
            totals = prepared.published[prepared.published["inventory"] == target.inventory]
            earlier = totals.set_index("year")["value"].reindex(range(first, prepared.years[0]))
            value = earlier.sum(skipna=False) + result.loc[first : target.year].sum()
        else:
            value = result[target.year]
        found.append({"id": target.Index, "value": allowed, "result": value})
    return pd.DataFrame(found, columns=["id", "value", "result"]).dropna().set_index("id")


def allowed_by(prepared: Prepared, target: tuple) -> float:
    """What a target allows, kt."""
    if target.kind in ("absolute", "budget"):
        return target.value
    if target.kind == "per-person":
        # t/person is 1e-3 kt/person in canonical units.
        return target.value * prepared.population[target.year]
    totals = prepared.published[prepared.published["inventory"] == target.inventory]
    base = totals.loc[totals["year"] == int(target.base_year), "value"]
    return (1.0 + target.value) * base.sum(min_count=1)


def evaluate(prepared: Prepared) -> Outcome:
    """One scenario, from ramps to targets."""
    reached, growth = ramps(prepared)
    strengths = reached[prepared.effects["measure"]] * prepared.effects["value"].to_numpy()
    strengths.columns = prepared.effects.index
    needs, shares, use = activities_and_use(prepared, strengths)
    used = long(use, "use")
    rows = emitted(prepared, strengths, used)
    inside = rows[counted(prepared, rows, prepared.settings["inventory"])]
    costs = measures_cost(prepared, reached, growth)
    worth = valued(prepared, needs, shares, use, costs)
    sign = prepared.impacts["sense"].map({"harm": 1.0, "gain": -1.0})
    money = pd.concat([purchases(prepared, used), costs])
    return Outcome(
        total=inside.groupby("year")["emitted"].sum(),
        by_sector=inside.pivot_table("emitted", "year", "sector", aggfunc="sum"),
        by_authority=inside.pivot_table("emitted", "year", "authority", aggfunc="sum"),
        emissions=rows.pivot_table(
            "emitted", "year", ["sector", "scope", "origin", "gas"], aggfunc="sum"
        ),
        captured=rows.pivot_table("captured", "year", "origin", aggfunc="sum"),
        use=use,
        shares=shares,
        money=money.pivot_table("amount", "year", ["kind", "payer", "beneficiary"], aggfunc="sum"),
        society=money.groupby("year")["society"].sum() + (worth * sign[worth.columns]).sum(axis=1),
        impact_values=worth,
        targets=judged(prepared, rows),
    )


def main() -> None:
    """Print one run and how long it took."""
    folder, scenario = Path(sys.argv[1]), sys.argv[2]
    prepared = prepare(folder, scenario)
    evaluate(prepared)
    begun = perf_counter()
    outcome = evaluate(prepared)
    milliseconds = 1000 * (perf_counter() - begun)
    print(outcome.by_sector.assign(total=outcome.total).round(1))
    print(outcome.targets.round(1))
    print(f"one evaluation: {milliseconds:.1f} ms")


if __name__ == "__main__":
    main()
