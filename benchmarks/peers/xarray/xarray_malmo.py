"""One run of a city book in xarray: every figure an array with its labels, as xarray is meant.

What can be done for all flows, emissions and payments at once is one labelled operation;
activities are solved one after another, for what one uses another one supplies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr
from xarray_book import CARBON_DIOXIDE, Arrays


@dataclass
class Outcome:
    """One evaluation: kt CO2e and MSEK a year."""

    total: xr.DataArray
    by_sector: xr.DataArray
    by_authority: xr.DataArray
    emissions: xr.DataArray
    captured: xr.DataArray
    use: xr.DataArray
    shares: xr.DataArray
    money: xr.DataArray
    society: xr.DataArray
    impact_values: xr.DataArray
    targets: dict[str, tuple[float, float]]


def ramps(given: Arrays) -> tuple[xr.DataArray, xr.DataArray]:
    """How far each measure has come, and how much of that was added in the year."""
    measures = given.measures
    delay = (0.0 * measures["level"]).clip(measures["delay_low"], measures["delay_high"])
    delay = delay.where(measures["delay_low"].notnull() & measures["delay_high"].notnull(), 0.0)
    reached = measures["level"] * ramp(given, delay)
    return reached, (reached - measures["level"] * ramp(given, delay + 1.0)).clip(min=0.0)


def ramp(given: Arrays, delay: xr.DataArray) -> xr.DataArray:
    """From 0 to 1 between start and end, or along the milestones."""
    measures = given.measures
    done = (given.year - (measures["start"] + delay)) / (measures["end"] - measures["start"])
    done = done.clip(0.0, 1.0)
    done = xr.where(measures["shape"] == "smooth", done**2 * (3.0 - 2.0 * done), done)
    for measure in given.by_milestones:
        stones = given.book.milestones[measure].dropna()
        lines = {"xp": stones.index.to_numpy(), "fp": stones.to_numpy()}
        years = given.year - delay.sel(measure=measure)
        done.loc[{"measure": measure}] = xr.apply_ufunc(np.interp, years, kwargs=lines)
    return done


def left(strengths: xr.DataArray, acting: xr.DataArray) -> xr.DataArray:
    """What is left of each thing when each effect that acts on it takes of what is left.

    Args:
        strengths: ``(year, effect)``.
        acting: ``(…, effect)``, 1 where the effect acts on the thing, else 0.
    """
    return (1.0 - strengths * acting).prod("effect")


def shifted(
    given: Arrays, strengths: xr.DataArray, shares: xr.DataArray, kind: str
) -> xr.DataArray:
    """Move shares: what leaves a means is divided among its shifts by their strengths."""
    effects = given.effects
    moves = (effects["kind"] == kind) & effects["means"].isin(shares["means"])
    if not moves.any():
        return shares
    result = shares.copy()
    sources = effects["means"].sel(effect=moves)
    for source in np.unique(sources):
        leaving = strengths.sel(effect=sources["effect"][sources == source])
        moved = shares.sel(means=source) * (1.0 - (1.0 - leaving).prod("effect"))
        parts = (leaving / leaving.sum("effect")).fillna(0.0)
        result.loc[{"means": source}] -= moved
        for effect in leaving["effect"].values:
            destination = effects["to_means"].sel(effect=effect).item()
            result.loc[{"means": destination}] += moved * parts.sel(effect=effect)
    return result


def turned_over(initial: xr.DataArray, bought: xr.DataArray, lifetime: float) -> xr.DataArray:
    """The stock follows what is bought: 1/lifetime of it is replaced each year.

    The one loop over years there is, so it runs on bare arrays: with labels it takes a third of
    the whole evaluation.
    """

    def follow(first: np.ndarray, purchases: np.ndarray) -> np.ndarray:
        stock = purchases.copy()
        stock[..., 0] = first
        for t in range(1, stock.shape[-1]):
            before = stock[..., t - 1]
            stock[..., t] = before + (purchases[..., t] - before) / lifetime
        return stock

    dimensions = {"input_core_dims": [[], ["year"]], "output_core_dims": [["year"]]}
    return xr.apply_ufunc(follow, initial.drop_vars("year"), bought, **dimensions)


def mix(given: Arrays, strengths: xr.DataArray, activity: str) -> xr.DataArray:
    """Shares of an activity's means over the years."""
    book = given.book
    names = list(book.means.index[book.means["activity"] == activity])
    shares = given.shares.sel(means=names)
    uncertain = activity in book.uncertain_mixes
    if uncertain:
        shares = shares / shares.sum("means")
    if activity not in book.lifetimes.index:
        return shifted(given, strengths, shares, "shift")
    bought = given.bought.sel(means=names)
    if uncertain:
        bought = bought / bought.sum("means")
    bought = shifted(given, strengths, bought, "purchase")
    return turned_over(shares.isel(year=0), bought, book.lifetimes[activity])


def activities_and_use(given: Arrays, strengths: xr.DataArray) -> tuple[xr.DataArray, xr.DataArray]:
    """Shares of all means, and what each flow uses."""
    book, per_unit = given.book, given.per_unit * left(strengths, given.improving)
    avoided = left(strengths, given.avoiding)
    needs, shares, used = [], [], []
    for name in book.order:
        activity = book.activities.loc[name]
        if activity["supply"] == "yes":
            supplied = book.carriers.index[book.carriers["supplied_by"] == name]
            # Users come before their suppliers, so all that is used of it is there.
            so_far = xr.concat(used, "flow")
            need = so_far.sel(flow=so_far["carrier"].isin(supplied)).sum("flow")
        elif activity["driver"]:
            need = activity["value"] * given.growth.sel(driver=activity["driver"], drop=True)
        else:
            need = xr.full_like(given.year, activity["value"])
        need = need * avoided.sel(activity=name, drop=True)
        needs.append(need)
        mixed = mix(given, strengths, name)
        shares.append(mixed)
        flows = per_unit.sel(flow=per_unit["activity"] == name)
        if flows.sizes["flow"]:
            used.append(need * mixed.sel(means=flows["means"]) * flows)
    names = xr.DataArray(book.order, dims="activity", name="activity")
    return xr.concat(needs, names), xr.concat(shares, "means"), xr.concat(used, "flow")


def emitted(
    given: Arrays, strengths: xr.DataArray, used: xr.DataArray
) -> tuple[xr.DataArray, xr.DataArray]:
    """Emitted and captured of each emission, kt."""
    factors = given.factors * left(strengths, given.changing)
    flow = xr.DataArray(factors["flow_number"].values, dims="emission")
    would = used.isel(flow=flow).drop_vars(["activity", "means", "carrier"]) * factors
    can_be_captured = would["gas"].isin(CARBON_DIOXIDE) & (factors >= 0.0)
    kept = xr.where(can_be_captured, left(strengths, given.capturing), 1.0)
    return would * kept, would * (1.0 - kept)


def counted(given: Arrays, rows: xr.DataArray, inventory: str) -> xr.DataArray:
    """Which emissions the total of an inventory counts."""
    boundary = given.book.inventories.loc[inventory]
    in_scope = rows["scope"].isin(boundary["scopes"].split(" | "))
    in_origin = rows["origin"].isin(boundary["origins"].split(" | "))
    other_gas = (rows["origin"] == "biogenic") & ~rows["gas"].isin(CARBON_DIOXIDE)
    return in_scope & (in_origin | other_gas)


def measures_cost(
    given: Arrays, reached: xr.DataArray, growth: xr.DataArray
) -> tuple[xr.DataArray, xr.DataArray]:
    """What measures cost, replacements included, and what is left after the last year, MSEK."""
    costs = given.costs
    value = costs["value"] * costs["learned"]
    grown = growth.sel(measure=costs["measure"]).drop_vars("measure")
    yearly = costs["value"] * reached.sel(measure=costs["measure"]).drop_vars("measure")
    first = xr.where(costs["yearly"], yearly, value * grown)
    first = first.assign_coords(
        kind=costs["kind"], key=costs["kind"] + costs["between"], weight=costs["weight"]
    )
    lasting = costs["replaced"]
    grown_then = grown.isel(item=lasting).rename(year="bought")
    again = xr.dot(costs["again"].isel(item=lasting), grown_then, dim="bought")
    again = (again * value.isel(item=lasting)).assign_coords(
        kind=xr.full_like(costs["kind"].isel(item=lasting), "replacement"),
        key="replacement" + costs["between"].isel(item=lasting),
        weight=("item", np.ones(int(lasting.sum()))),
    )
    everything = xr.concat([first, again], "item")
    left = xr.concat([costs["left"], costs["left"].isel(item=lasting)], "item")
    return everything, (everything * left).sum()


def paid(
    given: Arrays, used: xr.DataArray, costs: xr.DataArray, residual: xr.DataArray
) -> tuple[xr.DataArray, xr.DataArray]:
    """Money by kind, payer and beneficiary, and what it is to society, MSEK."""
    flow = xr.DataArray(given.prices["flow_number"].values, dims="payment")
    amounts = used.isel(flow=flow).drop_vars(["activity", "means", "carrier"]) * given.prices
    purchases = amounts.drop_vars("flow_number").rename(payment="item")
    everything = xr.concat([purchases, costs], "item")
    society = (everything * everything["weight"]).sum("item")
    last = given.year == given.year[-1]
    return everything.groupby("key").sum(), society - residual * last


def valued(
    given: Arrays,
    needs: xr.DataArray,
    shares: xr.DataArray,
    used: xr.DataArray,
    costs: xr.DataArray,
) -> xr.DataArray:
    """What impacts are worth where a value is known, MSEK a year: years by impact."""
    book, worth = given.book, {}
    labels = ("impact", "activity", "means", "carrier", "spending")
    for number in range(given.rates.sizes["rate"]):
        rate = given.rates.isel(rate=number)
        impact, activity, means, carrier, spending = (rate[word].item() for word in labels)
        value = book.impacts.loc[impact, "value"]
        if value is None or np.isnan(value):
            continue
        if spending:
            amount = costs.isel(item=costs["kind"] == spending).sum("item")
        elif carrier:
            amount = used.isel(flow=used["carrier"] == carrier).sum("flow")
        elif activity:
            amount = needs.sel(activity=activity, drop=True)
        else:
            by = book.means.loc[means, "activity"]
            amount = needs.sel(activity=by, drop=True) * shares.sel(means=means, drop=True)
        worth[impact] = worth.get(impact, 0.0) + amount * rate.drop_vars(labels) * value
    names = xr.DataArray(list(worth), dims="impact", name="impact")
    if not worth:
        return xr.zeros_like(given.year).expand_dims(impact=0)
    return xr.concat(list(worth.values()), names)


def judged(
    given: Arrays, rows: xr.DataArray, captured: xr.DataArray
) -> dict[str, tuple[float, float]]:
    """What each computable target allows, and what it is compared with, kt."""
    book, found = given.book, {}
    removed = captured.where(captured["origin"] == "biogenic", 0.0) - rows.clip(max=0.0)
    for target in book.targets.itertuples():
        boundary = book.inventories.loc[target.inventory]
        if boundary["boundary"] not in ("territorial", "gpc-basic"):
            continue
        if not book.years[0] <= target.year <= book.years[-1]:
            continue
        result = rows.sel(emission=counted(given, rows, target.inventory)).sum("emission")
        if target.removals == "yes" and "biogenic" not in boundary["origins"]:
            inside = removed["scope"].isin(boundary["scopes"].split(" | "))
            result = result - removed.sel(emission=inside).sum("emission")
        allowed = allowed_by(given, target)
        value = result.sel(year=target.year).item()
        if target.kind == "budget":
            totals = book.published[book.published["inventory"] == target.inventory]
            earlier = totals.set_index("year")["value"]
            earlier = earlier.reindex(range(int(target.first_year), book.years[0]))
            value = earlier.sum(skipna=False)
            value += result.sel(year=slice(int(target.first_year), target.year)).sum().item()
        if not np.isnan(allowed) and not np.isnan(value):
            found[target.Index] = (allowed, value)
    return found


def allowed_by(given: Arrays, target: tuple) -> float:
    """What a target allows, kt."""
    if target.kind in ("absolute", "budget"):
        return target.value
    if target.kind == "per-person":
        # t/person is 1e-3 kt/person in canonical units.
        return target.value * given.book.population[target.year]
    totals = given.book.published[given.book.published["inventory"] == target.inventory]
    base = totals.loc[totals["year"] == int(target.base_year), "value"]
    return (1.0 + target.value) * base.sum(min_count=1)


def evaluate(given: Arrays) -> Outcome:
    """One scenario, from ramps to targets."""
    reached, growth = ramps(given)
    effects = given.effects
    strengths = reached.sel(measure=effects["measure"]).drop_vars("measure") * effects["value"]
    needs, shares, use = activities_and_use(given, strengths)
    # Back in the order of the flows, for activities were solved in another one.
    use = use.set_index(flow=["activity", "means", "carrier"])
    order = given.per_unit.set_index(flow=["activity", "means", "carrier"])["flow"]
    use = use.sel(flow=order).reset_index("flow")
    rows, captured = emitted(given, strengths, use)
    inside = rows.sel(emission=counted(given, rows, given.book.settings["inventory"]))
    costs, residual = measures_cost(given, reached, growth)
    money, society = paid(given, use, costs, residual)
    worth = valued(given, needs, shares, use, costs)
    harm = given.book.impacts["sense"].reindex(worth["impact"].values) == "harm"
    sign = xr.DataArray(np.where(harm, 1.0, -1.0), dims="impact")
    return Outcome(
        total=inside.sum("emission"),
        by_sector=inside.groupby("sector").sum(),
        by_authority=inside.groupby("authority").sum(),
        emissions=rows.groupby("key").sum(),
        captured=captured.groupby("origin").sum(),
        use=use,
        shares=shares,
        money=money,
        society=society + (worth * sign).sum("impact"),
        impact_values=worth,
        targets=judged(given, rows, captured),
    )
