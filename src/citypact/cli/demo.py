"""``citypact demo``: a city's figures from book to page, in one command."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

import click
from django.db import DatabaseError

from citypact.book import Book, open_book
from citypact.book.smhi_file import read_smhi_file
from citypact.book.smhi_sectors import SECTORS
from citypact.choice.decision_basis import DecisionBasis, decision_basis
from citypact.choice.hindsight import Hindsight, hindsight
from citypact.choice.panel import Panel
from citypact.cli.backtest import LAST_FINAL
from citypact.cli.demo_account import demo_account
from citypact.cli.demo_contract import demo_contract
from citypact.cli.opening import open_at, taken_port
from citypact.cli.options import (
    draws_option,
    executor_option,
    host_option,
    language_option,
    port_option,
    seed_option,
)
from citypact.cli.output_files import SIGNED, SIGNED_ROOT, signed_contract, write_files
from citypact.cli.output_folder import replaced
from citypact.cli.progress import Progress, shown
from citypact.cli.scenario import compute
from citypact.cli.second_process import second_process
from citypact.cli.summary import summary
from citypact.cli.words import say
from citypact.documents.summary import AS_CHARTS
from citypact.engine import native_status
from citypact.errors import EnvironmentFault
from citypact.figures import Context
from citypact.figures.drawing import Begin
from citypact.figures.export import begin_all
from citypact.figures.sentences import three_sentences
from citypact.figures.widths import FILE, PAGE, PAPER, TELEPHONE
from citypact.model.result import Result
from citypact.site import setup
from citypact.site.serving import serve

__all__ = ["demo", "load"]

#: Enough for a probability to be told in whole per cent.
DRAWS = 10_000
#: The last year that the forecast may know whose outcomes are shown.
HINDSIGHT = 2015
#: Seconds after which the search for plans stops with what it has.
SEARCH = 20.0


@click.command()
@click.option(
    "--book", "name", metavar="BOOK", default="malmo", show_default=True, help="Which city book."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="What is computed goes to DIR/BOOK, the workspace to DIR/workspace.",
)
@click.option(
    "--smhi",
    "smhi",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="SMHI's statistics of all municipalities (.xlsx or .csv): also draw the trend.",
)
@draws_option(DRAWS)
@seed_option
@executor_option
@click.option(
    "--serve/--no-serve", "serving", default=True, help="Open the workspace at the end, or end."
)
@host_option
@port_option
@language_option
def demo(  # noqa: PLR0913  one argument an option
    name: str,
    out: Path,
    *,
    smhi: Path | None,
    draws: int,
    seed: int,
    executor: str,
    serving: bool,
    host: str,
    port: int,
    language: str,
) -> None:
    """Run a city's figures and open the workspace on them.

    Checks the book, runs every scenario with its uncertainty, prints a summary, writes
    summaries on paper, results, tables and figures, loads the workspace and serves it. The last
    complete output stays until the new one is.
    """
    # The port is taken now and kept: a port that is not to be had is told before any work.
    with taken_port(host, port) if serving else nullcontext() as listener:
        begun = time.perf_counter()
        with shown() as progress:
            with progress.step("Checking the city book"):
                book = open_book(name)
            folder = out / book.id
            with replaced(folder) as new, second_process() as beside:
                seen = _trend(book, smhi, progress)
                signing = beside.begin(signed_contract, book)
                beside.begin(_prepare, out / "workspace")
                results = _computed(book, progress, draws=draws, seed=seed, executor=executor)
                # Most pictures rest on no plan: they are drawn while plans are sought.
                _begin_drawing(Context.of(book.city(), results, None, book), beside.begin)
                context = _context(book, results, seen, progress)
                _begin_drawing(context, beside.begin)
                missing = write_files(new, book, context, results, signing, progress)
                load(book, results, out / "workspace", progress, basis=context.basis)
        click.echo(_told(book, context, results, language))
        for line in missing:
            click.echo(line, err=True)
        click.echo(f"\n{say(language, 'written', folder=folder)}")
        if (signed := folder / SIGNED).exists():
            click.echo(say(language, "signed", file=signed, root=folder / SIGNED_ROOT))
        seconds = time.perf_counter() - begun
        took = say(language, "took", seconds=f"{seconds:.1f}")
        click.echo(f"{took} ({native_status()})", err=True)
        way_in = demo_account(book, language)
        if listener is None:
            key = "serve-and-sign-in" if way_in else "serve"
            click.echo(say(language, key, workspace=out / "workspace"))
            return
        serve(
            host,
            port,
            listener=listener,
            on_ready=lambda at: click.echo(open_at(at, way_in, language)),
        )


def _computed(
    book: Book, progress: Progress, *, draws: int, seed: int, executor: str
) -> dict[str, Result]:
    """Every scenario of the book, the reference and the contract first, on the same draws."""
    main = (book.settings.text("reference"), book.settings.text("contract"))
    names = [name for name in main if name]
    names += [row.key for row in book.tables["scenarios"].rows if row.key not in names]
    results = {}
    for scenario in names:
        with progress.step(f"Computing {scenario}, {draws:,} draws") as advance:
            results[scenario] = compute(
                book, scenario, draws=draws, seed=seed, executor=executor, progress=advance
            )
    return results


def _trend(book: Book, file: Path | None, progress: Progress) -> Hindsight | None:
    """What forecasts of the national statistics say of the city, where those are given.

    Raises:
        InputError: the file is not SMHI's, or has no such municipality.
    """
    if file is None:
        return None
    city = book.city()
    target = city.targets.get(city.main_target)
    with progress.step("Forecasting from the national statistics"):
        panel = Panel.of_figures(read_smhi_file(file).figures(), [one.id for one in SECTORS])
        return hindsight(
            panel,
            book.settings.text("municipality"),
            to=HINDSIGHT,
            last=LAST_FINAL,
            until=city.last_year if target is None else target.year,
        )


def _context(
    book: Book, results: Mapping[str, Result], seen: Hindsight | None, progress: Progress
) -> Context:
    """The city with its results, and what a decision rests on."""
    city = book.city()
    with progress.step("Seeking plans from the cheapest to the cleanest") as advance:
        basis = decision_basis(
            city,
            Context.of(city, results).results,
            hindsight=seen,
            seconds=SEARCH,
            progress=advance,
        )
    return Context.of(city, results, basis, book)


def _prepare(workspace: Path) -> None:
    """Make the workspace where it is missing; what is wrong with it is told when it is loaded."""
    setup(workspace)


def _begin_drawing(context: Context, elsewhere: Begin) -> None:
    """Begin with every picture that files, paper and pages will ask for, in that order."""
    begin_all(context, elsewhere, FILE, heading=True)
    begin_all(context, elsewhere, PAPER, names=AS_CHARTS)
    begin_all(context, elsewhere, PAGE, TELEPHONE)


def load(
    book: Book,
    results: Mapping[str, Result],
    workspace: Path,
    progress: Progress,
    *,
    basis: DecisionBasis | None = None,
) -> None:
    """Show the results in ``workspace``, which is made where it is missing.

    Raises:
        EnvironmentFault: it cannot be written, as where the disk is full.
    """
    with progress.step("Preparing the workspace"):
        setup(workspace)
    # Django's models can be imported only now.
    from citypact.apps.local.taking_in import take_in_local  # noqa: PLC0415  as said above
    from citypact.apps.workspace.loading import load_city  # noqa: PLC0415  likewise

    with progress.step("Loading the workspace") as advance:
        try:
            load_city(
                book,
                results,
                basis=basis,
                progress=lambda done, total, _name: advance(done, total),
            )
            demo_contract(book)
            take_in_local(book.id)
        except DatabaseError as error:
            message = (
                f"the workspace {workspace} could not be written ({error}); it is as it was. "
                "Make room, or give another folder with --out"
            )
            raise EnvironmentFault(message) from error


def _told(book: Book, context: Context, results: Mapping[str, Result], language: str) -> str:
    scenario = book.settings.text("contract") or book.settings.text("reference")
    sentences = "\n".join(three_sentences(context, language))
    told = summary(context.city, results[scenario], language, warnings=False)
    return f"\n{sentences}\n\n{told}"
