"""A plan kept: as a scenario of the person's own book, or of a copy of it."""

from __future__ import annotations

from citypact.book.scenario import add_scenario
from citypact.choice.plan import Plan
from citypact.choice.plan_scenario import plan_scenario
from citypact.choice.portfolio import Portfolio
from citypact.cli.plan_request import Options, Request
from citypact.cli.plan_words import PLAN_WORDS
from citypact.cli.summary import figure
from citypact.cli.words import title_of

__all__ = ["save_plan"]


def save_plan(
    asked: Request, portfolio: Portfolio, plan: Plan, options: Options, language: str
) -> tuple[dict[str, str] | None, str]:
    """Write the plan into the book.

    Returns:
        The scenario and the folder that it is in, and the same in a sentence; None where the plan
        does not keep its limits, and nothing was written.

    Raises:
        InputError: the book has such a scenario already, or the folder holds something.
        BookError: the name or a title is not one that a book can have.
        EnvironmentFault: it cannot be written.
    """
    if plan.status == "infeasible" or options.save is None:
        return None, ""
    titles = (
        options.title_sv or _title(portfolio, "sv"),
        options.title_en or _title(portfolio, "en"),
    )
    scenario = plan_scenario(portfolio, plan, options.save, titles)
    described = (_described(portfolio, "sv"), _described(portfolio, "en"))
    folder = add_scenario(asked.book, scenario, described, into=options.into)
    sentence = PLAN_WORDS[language]["saved"].format(name=scenario.id, folder=folder)
    commands = [
        f"  citypact run {folder} --scenario {scenario.id}",
        f"  citypact compare {folder} {asked.scenario} {scenario.id}",
    ]
    told = "\n".join([sentence, *commands])
    return {"scenario": scenario.id, "folder": str(folder)}, told


def _title(portfolio: Portfolio, language: str) -> str:
    targets = [title_of(portfolio.city.targets[name], language) for name in portfolio.targets]
    return PLAN_WORDS[language]["title"].format(target="; ".join(targets))


def _described(portfolio: Portfolio, language: str) -> str:
    words = PLAN_WORDS[language]
    count = len(portfolio.budgets)
    return words["described"].format(
        targets=", ".join(portfolio.targets),
        rate=figure(100.0 * portfolio.discount_rate, language),
        limits=words["limits"].format(count=count) if count else "",
    )
