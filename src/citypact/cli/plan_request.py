"""What ``citypact plan`` is asked: its options, read against the book, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from citypact.book import Book
from citypact.book.scenario import adding_problems
from citypact.choice.next_measure import Criterion
from citypact.choice.portfolio import Budget, Goal, Portfolio, rate_problems
from citypact.choice.risk import Risk
from citypact.choice.uses import in_city_budget
from citypact.cli.nearest import unknown
from citypact.cli.scenario import city_of, main_scenario
from citypact.errors import InputError
from citypact.model.city import City
from citypact.model.timing import takes_part

__all__ = ["GOALS", "Options", "Request", "read_request"]

#: What can be sought, by the name of the option's value.
GOALS: Final[dict[str, Goal]] = {
    "social-cost": "social cost",
    "payer-cost": "payer cost",
    "tonnes": "tonnes",
}

#: What is written behind an amount that holds for each single year.
YEARLY = "/year"
#: An amount with letters behind it: a currency, most often.
_WITH_UNIT = re.compile(r"[-+]?[0-9.,]+\s*([A-Za-z]{2,})")
_EXAMPLE = {
    "--budget": "municipality=250, municipality=20/year or municipality=90@2026-2030",
    "--minimum": "tramway=0.5",
    "--decided": "tramway=1",
}


@dataclass(frozen=True)
class Options:
    """The options of the verb, as they were written."""

    targets: tuple[str, ...]
    budgets: tuple[str, ...]
    scenario: str | None
    all_measures: bool
    minimum: tuple[str, ...]
    decided: tuple[str, ...]
    rate: float
    objective: str
    equity: tuple[str, ...]
    starts: str
    time_limit: float
    robust: float | None
    tail: float | None
    cost_tail: float
    draws: int
    seed: int
    front: int | None
    next_best: bool
    by: Criterion
    payers: tuple[str, ...]
    save: str | None
    title_sv: str
    title_en: str
    into: Path | None


@dataclass(frozen=True)
class Request:
    """A question that can be answered.

    Attributes:
        book: that it is asked of.
        city: on the background of the scenario.
        scenario: whose measures there are to choose among, or from which one on.
        portfolio: what is asked; None where only the next best measure is.
        risk: how sure the plan has to be; None where it is made with nominal figures.
    """

    book: Book
    city: City
    scenario: str
    portfolio: Portfolio | None
    risk: Risk | None


@dataclass
class _Reader:
    """Reads options, and keeps what is wrong with them."""

    city: City
    problems: list[str] = field(default_factory=list)

    def known(self, kind: str, names: Iterable[str], there: Collection[str]) -> list[str]:
        """Those of ``names`` that are there."""
        found = list(names)
        self.problems += [str(unknown(kind, name, there)) for name in found if name not in there]
        return [name for name in found if name in there]

    def pair(self, option: str, text: str, what: str) -> tuple[str, float] | None:
        """``NAME=NUMBER``."""
        name, _, number = text.partition("=")
        try:
            if name:
                return name, float(number)
        except ValueError:
            pass
        self.problems.append(
            f"{option} is written {what}, such as {_EXAMPLE[option]}; found {text!r}"
        )
        return None

    def budgets(self, texts: Iterable[str]) -> tuple[Budget, ...]:
        """``ACTOR=MSEK``, ``/year`` and ``@FIRST-LAST`` behind it."""
        found = []
        for text in texts:
            whole, at, period = text.partition("@")
            plain = whole.removesuffix(YEARLY)
            years = self.years("--budget", period) if at else None
            unit = _WITH_UNIT.fullmatch(plain.partition("=")[2])
            if unit:
                self.problems.append(
                    f"--budget is an amount in MSEK, in prices of {self.city.price_year}, without "
                    f"a currency behind it; found {text!r}: turn {unit[1]} into MSEK of that year"
                )
                continue
            pair = self.pair("--budget", plain, "ACTOR=MSEK or ACTOR=MSEK/year")
            if pair and self.known("actor", [pair[0]], self.city.actors):
                found.append(Budget(*pair, yearly=whole.endswith(YEARLY), years=years))
        return tuple(found)

    def years(self, option: str, text: str) -> tuple[int, int] | None:
        """``FIRST-LAST``, or one year."""
        first, _, last = text.partition("-")
        if first.isdecimal() and (last or first).isdecimal():
            return int(first), int(last or first)
        self.problems.append(f"{option} names years such as 2026-2030; found {text!r}")
        return None

    def starts(self, text: str) -> tuple[int, ...] | None:
        """``any``, ``stated``, or ``FIRST-LAST``."""
        if text == "any":
            return None
        span = None if text == "stated" else self.years("--starts, unless any or stated,", text)
        return tuple(range(span[0], span[1] + 1)) if span else ()

    def payers(self, options: Options) -> tuple[str, ...]:
        """Whose cost is sought to be least; the city's boards and companies where none is named."""
        named = self.known("actor", options.payers, self.city.actors)
        if options.objective != "payer-cost" or options.payers:
            return tuple(named)
        return tuple(name for name in self.city.actors if in_city_budget(self.city, name))

    def levels(self, option: str, texts: Iterable[str]) -> dict[str, float]:
        """``MEASURE=LEVEL``."""
        levels: dict[str, float] = {}
        for text in texts:
            pair = self.pair(option, text, "MEASURE=LEVEL")
            if pair and pair[0] in levels:
                self.problems.append(f"{option} names {pair[0]!r} twice")
            elif pair:
                levels[pair[0]] = pair[1]
        return levels

    def risk(self, options: Options) -> Risk | None:
        """How sure the plan has to be."""
        level = options.tail if options.robust is None else options.robust
        if level is None:
            if options.cost_tail:
                self.problems.append("--cost-tail needs --robust or --tail: how sure is the plan?")
            return None
        measure = "tail" if options.robust is None else "probability"
        try:
            return Risk(level, measure, options.cost_tail, options.draws, options.seed)  # type: ignore[arg-type]  # one of the two
        except InputError as error:
            self.problems.append(str(error))
            return None

    def portfolio(self, options: Options, scenario: str) -> Portfolio | None:
        """What is asked, with all that was read without fault."""
        city = self.city
        among = city.measures if options.all_measures else city.scenarios[scenario].levels
        measures = tuple(name for name in among if takes_part(city.measures[name]))
        if not measures:
            self.problems.append(
                f"the scenario {scenario!r} has no computable measure to choose among; with "
                "--all-measures those of the whole book are taken"
            )
            return None
        targets = self.known("target", options.targets, city.targets)
        limits = self.budgets(options.budgets)
        minimum = self.levels("--minimum", options.minimum)
        decided = self.levels("--decided", options.decided)
        either = {**city.actors, **city.households}
        equity = self.known("actor or type of household", options.equity, either)
        payers, starts = self.payers(options), self.starts(options.starts)
        try:
            return Portfolio(
                city,
                measures=measures,
                targets=tuple(targets),
                discount_rate=options.rate,
                budgets=limits,
                minimum=minimum,
                decided=decided,
                goal=GOALS[options.objective],
                payers=payers,
                no_worse=tuple(equity),
                starts=starts,
            )
        except InputError as error:
            self.problems.append(str(error))
            return None


def read_request(book: Book, options: Options) -> Request:
    """Read the options against a book.

    Raises:
        InputError: something is wrong with them; everything is said.
    """
    scenario = options.scenario or main_scenario(book)
    city = city_of(book, scenario)
    reader = _Reader(city)
    reader.problems += _at_odds(options)
    if not 0.0 < options.time_limit < float("inf"):
        reader.problems.append(
            f"the time limit is a number of seconds above 0; found {options.time_limit:g}"
        )
    portfolio, risk = None, None
    if options.next_best:
        reader.known("target", options.targets, city.targets)
        reader.known("actor", options.payers, city.actors)
        reader.problems += rate_problems(options.rate)
    else:
        risk = reader.risk(options)
        portfolio = reader.portfolio(options, scenario)
    if options.save is not None:
        reader.problems += adding_problems(book, options.save, options.into)
    if reader.problems:
        raise InputError(_together(reader.problems))
    return Request(book, city, scenario, portfolio, risk)


def _at_odds(options: Options) -> list[str]:
    """Options that answer different questions, or that nothing would read."""
    asked = {
        "--front": options.front is not None,
        "--robust": options.robust is not None,
        "--tail": options.tail is not None,
        "--next": options.next_best,
    }
    chosen = [name for name, given in asked.items() if given]
    problems = []
    if len(chosen) > 1:
        problems.append(f"{' and '.join(chosen)} are different questions: ask one at a time")
    if options.save is not None and (options.front is not None or options.next_best):
        problems.append("--save keeps a plan: ask for one, without --front and --next")
    if options.save is None and (options.into or options.title_sv or options.title_en):
        problems.append("--into and the titles belong to --save: say the name of the scenario")
    if options.payers and not (options.next_best or options.objective == "payer-cost"):
        problems.append("--payer belongs to --objective payer-cost and to --next")
    if options.next_best and len(options.payers) > 1:
        problems.append("--next counts the kronor of one payer: name one")
    if options.next_best and options.by == "per-krona" and not options.payers:
        problems.append("--by per-krona needs --payer: whose kronor count?")
    if options.next_best and len(options.targets) > 1:
        problems.append("--next counts tonnes towards one target: name one")
    if options.objective == "tonnes" and options.front is not None:
        problems.append("--front draws cost against emissions, and --objective tonnes is no cost")
    elif options.objective == "tonnes" and not options.targets and len(chosen) > 0:
        problems.append(
            f"--objective tonnes asks for no target, and {chosen[0]} needs one: name it with "
            "--target, or seek least cost"
        )
    return problems


def _together(problems: list[str]) -> str:
    if len(problems) == 1:
        return problems[0]
    lines = "\n".join(f"  - {problem}" for problem in problems)
    return f"{len(problems)} things are wrong with what is asked:\n{lines}"
