"""The front of cost and emissions as a person reads it in a terminal."""

from __future__ import annotations

from citypact.choice.front import Front
from citypact.choice.portfolio import Portfolio
from citypact.cli.grid import grid
from citypact.cli.plan_words import PLAN_WORDS
from citypact.cli.summary import figure
from citypact.cli.words import title_of

__all__ = ["front_summary"]


def front_summary(portfolio: Portfolio, front: Front, language: str) -> str:
    """The front as text, in ``language`` (sv or en)."""
    words, city = PLAN_WORDS[language], portfolio.city
    head = words["front"].format(
        year=front.year,
        target=title_of(city.targets[front.target], language),
        allowed=figure(front.allowed, language),
    )
    columns = words["front-columns"].format(cost=words[f"column-{portfolio.goal}"])
    rows = [
        [
            figure(point.emissions, language),
            figure(point.cost, language),
            words["yes" if point.plan.target_met else "no"],
        ]
        for point in front.points
    ]
    parts = [
        [title_of(city, language), head],
        grid([columns.split("|"), *rows], texts=0),
    ]
    if len(front.points) < front.asked:
        why = words["front-fewer" if front.whole else "front-cut"]
        parts.append([why.format(found=len(front.points), asked=front.asked)])
    return "\n\n".join("\n".join(part) for part in parts)
