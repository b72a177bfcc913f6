"""The command ``citypact``: which verbs there are, and how a failure is said.

A verb's module is imported only when the verb is run, so that ``citypact --help`` answers at
once; for the same reason the one-line help of each verb stands here and not beside the verb.
"""

from __future__ import annotations

import click

from citypact import __version__
from citypact.cli.failures import INTERRUPTED, failure_from
from citypact.cli.verbs import Verb, VerbGroup

__all__ = ["VERBS", "main"]


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
    "contract": Verb("citypact.cli.contract:contract", "Read contracts, add up their promises."),
    "backtest": Verb(
        "citypact.cli.backtest:backtest", "Forecast known years, and measure the errors."
    ),
    "serve": Verb("citypact.cli.serve:serve", "Serve the workspace as a web site."),
    "parties": Verb("citypact.cli.parties:parties", "Keep organisations, and who has which role."),
    "backup": Verb("citypact.cli.backup:backup", "Write a workspace to one file."),
    "restore": Verb("citypact.cli.backup:restore", "Make a workspace from such a file."),
    "audit": Verb("citypact.cli.audit:audit", "Tell what happened in a workspace, and prove it."),
    "bench": Verb("citypact.cli.bench:bench", "Measure speed and memory on this machine."),
}


class EveryVerb(VerbGroup):
    """The verbs of :data:`VERBS`, and how their failures are said."""

    verbs = VERBS

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


@click.group(cls=EveryVerb, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citypact")
def main() -> None:
    """Make a city's climate contract computable.

    A city is a book: a folder of tables that a person can read. BOOK is the name of a packaged
    book, such as malmo, or the path of such a folder.
    """
