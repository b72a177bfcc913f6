"""Options that several verbs share, so that they mean and refuse the same everywhere."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import click

from citypact.engine import SAMPLINGS

__all__ = [
    "DRAWS",
    "draws_option",
    "executor_option",
    "form_option",
    "host_option",
    "language_option",
    "port_option",
    "sampling_option",
    "seed_option",
]

#: How many draws are made when nobody says: the sampling error of a probability of one half
#: is then 1.6 percentage points.
DRAWS = 1000

#: The highest whole number that other languages and databases hold.
HIGHEST = 2**63 - 1

#: Forms in which a verb can answer.
FORMS = {
    "json": "Answer in JSON.",
    "csv": "Answer as one tidy CSV table, a figure a row.",
    "markdown": "Answer in Markdown.",
    "table": "Answer in words and tables for a person.",
}

Command = TypeVar("Command", bound=Callable[..., object])


class WholeNumber(click.ParamType[int]):
    """A whole number from ``lowest`` to ``highest``; written plainly, or as 1e4."""

    name = "whole number"

    def __init__(self, lowest: int, highest: int, mend: str) -> None:
        """Accept ``lowest`` to ``highest``; ``mend`` says what to do instead."""
        self.lowest = lowest
        self.highest = highest
        self.mend = mend

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read ``value``; fail with the value, the bounds and what to do."""
        text = str(value).strip()
        try:
            number = Decimal(text)
        except InvalidOperation:
            self.fail(f"{text!r} is not a number. {self.mend}", param, ctx)
        if not number.is_finite() or number != number.to_integral_value():
            self.fail(f"{text} is not a whole number. {self.mend}", param, ctx)
        if number < self.lowest:
            self.fail(f"{text} is not at least {self.lowest}. {self.mend}", param, ctx)
        if number > self.highest:
            self.fail(f"{text} is not at most {self.highest}. {self.mend}", param, ctx)
        return int(number)


def draws_option(default: int = DRAWS) -> Callable[[Command], Command]:
    """``--draws``: how many draws of the uncertain figures are made."""
    return click.option(
        "--draws",
        metavar="N",
        type=WholeNumber(1, HIGHEST, "Bands need draws: leave --draws out for the usual number."),
        default=default,
        show_default=True,
        help="How many draws of the uncertain figures the bands rest on.",
    )


def seed_option(command: Command) -> Command:
    """``--seed``: the same seed gives the same draws, on every machine."""
    option = click.option(
        "--seed",
        metavar="K",
        type=WholeNumber(0, HIGHEST, "The same seed gives the same draws everywhere."),
        default=1,
        show_default=True,
        help="Which draws: the same seed gives the same ones on every machine.",
    )
    return option(command)


def sampling_option(command: Command) -> Command:
    """``--sampling``: how the draws are laid over what may happen."""
    option = click.option(
        "--sampling",
        type=click.Choice(SAMPLINGS),
        default=SAMPLINGS[0],
        show_default=True,
        help="How draws are laid out: by chance, or more evenly, which makes means surer.",
    )
    return option(command)


def executor_option(command: Command) -> Command:
    """``--executor``: what runs the program; the figures are the same to the last bit."""
    option = click.option(
        "--executor",
        type=click.Choice(["auto", "native", "numpy"]),
        default="auto",
        show_default=True,
        help="What runs the program; the figures are the same, the time is not.",
    )
    return option(command)


def form_option(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``--json``, ``--csv``, ``--table``: in which of ``forms`` the answer is written.

    The verb is called with ``form``: the one that was given, or the last of ``forms``.
    """

    def decorate(verb: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(verb)
        def with_form(**given: object) -> None:
            chosen = [form for form in forms if given.pop(f"as_{form}")]
            if len(chosen) > 1:
                message = f"--{chosen[0]} and --{chosen[1]} are two forms: choose one"
                raise click.UsageError(message)
            verb(**given, form=chosen[0] if chosen else forms[-1])

        decorated: Callable[..., None] = with_form
        for form in reversed(forms):
            usual = " This is the usual form." if form == forms[-1] else ""
            option = click.option(f"--{form}", f"as_{form}", is_flag=True, help=FORMS[form] + usual)
            decorated = option(decorated)
        return decorated

    return decorate


def host_option(command: Command) -> Command:
    """``--host``: from where the site can be reached."""
    option = click.option(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        show_default=True,
        help="Address of this machine to listen on; the usual one is reached from here only.",
    )
    return option(command)


def port_option(command: Command) -> Command:
    """``--port``: where the site listens."""
    option = click.option(
        "--port",
        metavar="P",
        type=WholeNumber(0, 65535, "0 takes any port that is free."),
        default=8000,
        show_default=True,
        help="Port to listen on; 0 takes any that is free.",
    )
    return option(command)


def _own_language() -> str:
    """The language of the terminal: sv where the system is Swedish, otherwise en."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "sv" if os.environ[name].lower().startswith("sv") else "en"
    return "en"


def language_option(command: Command) -> Command:
    """``--language``: of titles and words in what a person reads."""
    option = click.option(
        "--language",
        type=click.Choice(["sv", "en"]),
        default=_own_language,
        show_default="that of the system",
        help="Language of the summary.",
    )
    return option(command)
