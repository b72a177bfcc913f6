"""The command ``citypact``: which verbs there are, and how a failure is said.

A verb's module is imported only when the verb is run, so that ``citypact --help`` answers at
once; for the same reason the one-line help of each verb stands here and not beside the verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import click

from citypact import __version__
from citypact.cli.failures import INTERRUPTED, failure_from

__all__ = ["VERBS", "Verb", "main"]


@dataclass(frozen=True)
class Verb:
    """A verb of the command line.

    Attributes:
        command: where its click command is, as ``module:name``.
        help: one line for the list of verbs.
    """

    command: str
    help: str


#: Every verb, in the order in which a newcomer meets them.
VERBS = {
    "demo": Verb("citypact.cli.demo:demo", "Run Malmö's figures and open the workspace on them."),
    "run": Verb("citypact.cli.run:run", "Compute one scenario of a city book."),
    "compare": Verb("citypact.cli.compare:compare", "Set two scenarios of a book side by side."),
    "plan": Verb("citypact.cli.plan:plan", "Choose measures that reach a target at least cost."),
    "money": Verb("citypact.cli.money:money", "Set what a scenario costs against its funding."),
    "explain": Verb("citypact.cli.explain:explain", "Trace a figure back to rows and sources."),
    "sensitivity": Verb(
        "citypact.cli.sensitivity:sensitivity_verb", "Say what makes a figure uncertain."
    ),
    "book": Verb("citypact.cli.book:book", "Check, start, list, copy and hash city books."),
    "backtest": Verb(
        "citypact.cli.backtest:backtest", "Forecast known years, and measure the errors."
    ),
    "serve": Verb("citypact.cli.serve:serve", "Serve the workspace as a web site."),
    "bench": Verb("citypact.cli.bench:bench", "Measure speed and memory on this machine."),
}


class VerbGroup(click.Group):
    """A group whose commands are found in :data:`VERBS` and imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names of the verbs, in the order of the table."""
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """The command of the verb ``cmd_name``, or None when there is no such verb."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        module, _, name = verb.command.partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            message = f"{verb.command} is not a click command but a {type(command).__name__}"
            raise TypeError(message)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of verbs from the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.help) for name, verb in VERBS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; say what a person can act on, and let every other exception through."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nInterrupted. The last complete output stays as it was.", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:
            failure = failure_from(error)
            if failure is None:
                raise
            raise failure from error


@click.group(cls=VerbGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citypact")
def main() -> None:
    """Make a city's climate contract computable.

    A city is a book: a folder of tables that a person can read. BOOK is the name of a packaged
    book, such as malmo, or the path of such a folder.
    """
