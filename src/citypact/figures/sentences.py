"""The three sentences that a reader meets first: where we are, where the promises lead, the gap."""

from __future__ import annotations

from citypact.figures.context import Context, central
from citypact.figures.numbers import write_number, write_probability, write_range
from citypact.figures.words import say, title_of
from citypact.model import Result

__all__ = ["three_sentences"]


def three_sentences(context: Context, language: str) -> tuple[str, str, str]:
    """Say where the city is, where its promises lead, and how far that is from its target.

    A sentence whose figures are missing says what to add instead.
    """
    return (_now(context, language), _promised(context, language), _gap(context, language))


def _kt(value: float, language: str) -> str:
    """Write an amount of emissions, all in one unit."""
    return write_number(value, "kt", language, size=1.0)


def _now(context: Context, language: str) -> str:
    """Say the latest published total, and how it has changed since the first."""
    inventory = title_of(context.inventory, language)
    if not context.history:
        return say(language, "sentence.now-missing", inventory=inventory)
    first, now = context.history[0], context.history[-1]
    words: dict[str, str | int] = {
        "city": title_of(context.city, language),
        "value": _kt(now.value, language),
        "year": now.year,
        "inventory": inventory,
    }
    if first.year == now.year or first.value <= 0:
        return say(language, "sentence.now", **words)
    change = now.value / first.value - 1
    key = "sentence.now-change" if change <= 0 else "sentence.now-rise"
    share = write_number(abs(change), "fraction", language)
    return say(language, key, change=share, first=first.year, **words)


def _then(context: Context, result: Result) -> tuple[float, float | None, float | None]:
    """Return what is compared with the target, or the total, in the year that matters."""
    standing = context.standing(result)
    if standing is not None:
        return standing.value, standing.low, standing.high
    place = context.place(result, context.year_shown(result))
    band = result.bands.get("total")
    low, high = (None, None) if band is None else (float(band.p05[place]), float(band.p95[place]))
    return float(central(result, "total", result.total)[place]), low, high


def _promised(context: Context, language: str) -> str:
    """Say where the contract leads, beside decided policy alone."""
    contract, reference = context.contract, context.reference
    if reference is None:
        return say(language, "unavailable.scenario")
    decided = _kt(_then(context, reference)[0], language)
    year = context.year_shown(reference)
    if contract is None:
        return say(language, "sentence.decided", value=decided, year=year)
    value, low, high = _then(context, contract)
    words: dict[str, str | int] = {
        "contract": title_of(context.city.scenarios[contract.scenario], language),
        "value": _kt(value, language),
        "year": year,
        "decided": decided,
    }
    if low is None:
        told = say(language, "sentence.promised", **words)
    else:
        span = write_range(low, high, "kt", language, size=1.0)
        told = say(language, "sentence.promised-range", span=span, **words)
    return " ".join([told, *_elsewhere(context, language)])


def _elsewhere(context: Context, language: str) -> list[str]:
    """Say where the contract leads when the world around the city does something else."""
    scenarios = context.city.scenarios
    return [
        say(
            language,
            "sentence.elsewhere",
            scenario=title_of(scenarios[name], language),
            value=_kt(_then(context, result)[0], language),
        )
        for name, result in context.elsewhere.items()
        if scenarios[name].kind == "contract"
    ]


def _gap(context: Context, language: str) -> str:
    """Say how far that is from the target, and how probable it is that it is met."""
    standing = context.standing(context.contract or context.reference)
    if standing is None:
        return say(language, "unavailable.target")
    words = {
        "gap": _kt(abs(standing.gap), language),
        "target": _kt(standing.allowed, language),
    }
    key = "sentence.gap" if standing.gap > 0 else "sentence.met"
    if standing.probability is None:
        return say(language, key, **words)
    chance = write_probability(standing.probability, language)
    return say(language, f"{key}-chance", chance=chance, **words)
