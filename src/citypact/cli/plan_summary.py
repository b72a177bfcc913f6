"""A plan as a person reads it in a terminal: what is chosen, what it costs, what is in the way."""

from __future__ import annotations

from citypact.choice.plan import Plan
from citypact.choice.portfolio import Portfolio
from citypact.choice.robust import RobustPlan
from citypact.cli.grid import grid
from citypact.cli.paragraph import paragraph
from citypact.cli.plan_words import PLAN_WORDS
from citypact.cli.summary import MINUS, figure
from citypact.cli.words import title_of

__all__ = ["plan_summary"]


def plan_summary(
    portfolio: Portfolio, plan: Plan, language: str, *, sure: RobustPlan | None = None
) -> str:
    """The plan as text, in ``language`` (sv or en); where it is robust, with how sure it is."""
    words, city = PLAN_WORDS[language], portfolio.city
    nearest = plan.status == "time-limit" and plan.mends
    head = [title_of(city, language), words["time-limit-nearest" if nearest else plan.status]]
    rate = figure(100.0 * portfolio.discount_rate, language)
    who = ", ".join(title_of(city.actors[payer], language) for payer in portfolio.payers)
    cost = figure(plan.objective, language)
    head += paragraph(words[f"goal-{plan.goal}"].format(cost=cost, rate=rate, payers=who))
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
        [
            title_of(city.measures[name], language),
            figure(100.0 * level, language),
            str(plan.starts[name] + 1),
            f"{plan.postponed[name]:+d}".replace("-", MINUS) if name in plan.postponed else "",
        ]
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
    ways = words["nearest" if nearest else "all" if plan.together else "one"]
    free = words["free"].format(names=", ".join(plan.cost_not_stated))
    parts = [
        head,
        *(_assured(portfolio, sure, language) if sure else []),
        _table(words["targets"], targets),
        _table(words["measures"], chosen),
        _table(words["spending"], spent),
        _table(ways, mends),
        paragraph(free) if plan.cost_not_stated else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _assured(portfolio: Portfolio, found: RobustPlan, language: str) -> list[list[str]]:
    """How sure a robust plan is on its own draws and on fresh ones."""
    words, risk, both = PLAN_WORDS[language], found.risk, (found.own, found.fresh)
    asked = words[f"robust-{risk.measure}"].format(
        level=figure(100.0 * risk.level, language), rest=_worst(risk.level, language)
    )
    rows = [
        [
            words["own" if each is found.own else "fresh"].format(
                draws=f"{each.draws:,}".replace(",", " ")
            ),
            title_of(portfolio.city.targets[name], language),
            figure(100.0 * each.probability[name], language),
            figure(each.mean[name], language),
            figure(each.tail[name], language),
        ]
        for each in both
        for name in portfolio.targets
    ]
    dearest = words["cost-tail"].format(rest=_worst(found.cost_tail_level, language))
    costs = [
        [words["cost-mean"], *(figure(each.mean_cost, language) for each in both)],
        [dearest, *(figure(each.cost_tail, language) for each in both)],
    ]
    columns = words["sure"].format(rest=_worst(found.own.level, language))
    return [
        paragraph(asked),
        grid([columns.split("|"), *rows], texts=2),
        _table(words["sure-cost"].format(cost=words[f"column-{portfolio.goal}"]), costs),
    ]


def _worst(level: float, language: str) -> str:
    """What is left above a level, in percent."""
    return figure(100.0 * (1.0 - level), language, 0 if round(100.0 * level, 6) % 1 == 0 else 1)


def _table(columns: str, rows: list[list[str]]) -> list[str]:
    return grid([columns.split("|"), *rows]) if rows else []
