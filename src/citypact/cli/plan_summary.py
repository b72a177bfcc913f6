"""A plan as a person reads it in a terminal: what is chosen, what it costs, what is in the way."""

from __future__ import annotations

from citypact.choice.plan import Plan
from citypact.choice.portfolio import Portfolio
from citypact.cli.grid import grid
from citypact.cli.paragraph import paragraph
from citypact.cli.summary import figure
from citypact.cli.words import title_of

__all__ = ["plan_summary"]


#: By language, then by key; both languages have the same keys.
WORDS = {
    "sv": {
        "optimal": "En plan som håller varje gräns. Metoden säger hur dess kostnad är prövad.",
        "feasible": "En plan som håller varje gräns; att ingen är billigare är inte visat.",
        "already-met": "Målen nås redan: ingen åtgärd behöver väljas.",
        "infeasible": "Ingen plan hittades som håller alla gränser. Här är den som är närmast.",
        "time-limit": "Tiden tog slut; detta är den bästa planen fram till dess.",
        "cost": "Samhällskostnad netto, nuvärde: {cost} Mkr vid räntan {rate} % per år",
        "gap": "Glapp {gap} %, avvikelse från modellen {agreement} %, {rounds} linjäriseringar",
        "targets": "Mål|År|Resultat, kt|Tillåtet, kt",
        "measures": "Åtgärd|Nivå, %",
        "spending": "Utgifter för åtgärder, alla år|Mkr",
        "one": "Någon av dessa ändringar räcker|Nu|Behövs",
        "all": "Alla dessa ändringar behövs|Nu|Behövs",
        "free": "Boken anger ingen kostnad för {names}: i planen är de gratis.",
        "target": "målet",
        "budget": "budget",
        "yearly budget": "budget varje år",
        "capacity": "kapacitet",
    },
    "en": {
        "optimal": "A plan that keeps every limit. The method says how its cost was put to proof.",
        "feasible": "A plan that keeps every limit; that none is cheaper has not been shown.",
        "already-met": "The targets are met already: no measure has to be chosen.",
        "infeasible": "No plan was found that keeps every limit. This is the nearest one.",
        "time-limit": "The time ran out; this is the best plan found until then.",
        "cost": "Net social cost, present value: {cost} MSEK at a rate of {rate} % a year",
        "gap": "Gap {gap} %, difference from the model {agreement} %, {rounds} linearisations",
        "targets": "Target|Year|Result, kt|Allowed, kt",
        "measures": "Measure|Level, %",
        "spending": "Spent on measures, all years|MSEK",
        "one": "Any one of these changes is enough|Now|Needed",
        "all": "All of these changes are needed|Now|Needed",
        "free": "The book states no cost of {names}: in the plan they are free.",
        "target": "target",
        "budget": "budget",
        "yearly budget": "budget of each year",
        "capacity": "capacity",
    },
}


def plan_summary(portfolio: Portfolio, plan: Plan, language: str) -> str:
    """The plan as text, in ``language`` (sv or en)."""
    words, city = WORDS[language], portfolio.city
    head = [title_of(city, language), words[plan.status]]
    rate = figure(100.0 * portfolio.discount_rate, language)
    head.append(words["cost"].format(cost=figure(plan.objective, language), rate=rate))
    gap = None if plan.gap is None else 100.0 * plan.gap
    head.append(
        words["gap"].format(
            gap=figure(gap, language, 3),
            agreement=figure(100.0 * plan.agreement, language, 3),
            rounds=plan.refinements,
        )
    )
    targets = [
        [
            title_of(city.targets[name], language),
            str(city.targets[name].year),
            figure(result, language),
            figure(allowed, language),
        ]
        for name, (result, allowed) in plan.targets.items()
    ]
    chosen = [
        [title_of(city.measures[name], language), figure(100.0 * level, language)]
        for name, level in plan.levels.items()
        if level > 0.0
    ]
    spent = [
        [title_of(city.actors[payer], language), figure(float(row.sum()), language)]
        for payer, row in plan.spending.items()
        if row.any()
    ]
    mends = [
        [
            f"{words[mend.kind]} {mend.subject}, {mend.unit}",
            figure(mend.most, language),
            figure(mend.enough, language, mend.decimals),
        ]
        for mend in plan.mends
    ]
    ways = words["all"] if plan.together else words["one"]
    free = words["free"].format(names=", ".join(plan.cost_not_stated))
    parts = [
        head,
        _table(words["targets"], targets),
        _table(words["measures"], chosen),
        _table(words["spending"], spent),
        _table(ways, mends),
        paragraph(free) if plan.cost_not_stated else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _table(columns: str, rows: list[list[str]]) -> list[str]:
    return grid([columns.split("|"), *rows]) if rows else []
