"""``citypact bench``: speed and memory on this machine, medians of several runs."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from citypact.book import open_book
from citypact.cli.bench_draws import draws_figures
from citypact.cli.bench_interaction import interaction_figures
from citypact.cli.bench_plans import plan_figures
from citypact.cli.bench_scenario import scenario_figures
from citypact.cli.bench_scripts import peers
from citypact.cli.bench_subject import Figure, Subject
from citypact.cli.grid import grid
from citypact.cli.measurement import Samples, machine
from citypact.cli.nearest import known
from citypact.cli.options import form_option
from citypact.cli.progress import shown
from citypact.cli.scenario import main_scenario
from citypact.engine import native_status
from citypact.engine.executor import choose

__all__ = ["bench"]


@click.command()
@click.option("--book", "name", default="malmo", show_default=True, help="Which city book.")
@click.option(
    "--samples",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="How many of each figure.",
)
@click.option(
    "--only",
    metavar="FIGURE",
    multiple=True,
    help="Measure this figure and no other, such as draws_1m_s; may be given several times.",
)
@click.option("--pandas/--no-pandas", default=True, help="Compare with plain pandas, or not.")
@click.option("--peers", "with_peers", is_flag=True, help="Compare with peers too: takes long.")
@form_option("json", "table")
def bench(
    name: str, samples: int, *, only: Sequence[str], pandas: bool, with_peers: bool, form: str
) -> None:
    """Measure speed and memory on this machine: medians of several runs."""
    book = open_book(name)
    subject = Subject(book, main_scenario(book), samples)
    figures = [
        *scenario_figures(subject),
        *interaction_figures(subject),
        *draws_figures(subject),
        *plan_figures(subject),
    ]
    names = [figure.name for figure in figures]
    wanted = {known("figure", one, names) for one in only} or set(names)
    if not pandas:
        wanted.discard("pandas_ms")
    found = _measure(figures, wanted)
    compared = peers() if with_peers else None
    if form == "json":
        click.echo(json.dumps(_json(found, compared), ensure_ascii=False))
        return
    click.echo("\n".join(_told(figures, found, compared)))


def _measure(figures: Sequence[Figure], wanted: set[str]) -> dict[str, Samples | None]:
    """Each of ``figures`` in its unit; None where it is not wanted or cannot be measured."""
    found: dict[str, Samples | None] = {}
    with shown() as progress:
        for figure in figures:
            found[figure.name] = None
            if figure.name in wanted:
                with progress.step(figure.name):
                    found[figure.name] = figure.measure()
    return found


def _json(
    found: dict[str, Samples | None], compared: dict[str, object] | None
) -> dict[str, object]:
    return {
        # The name of the native one also says which instructions it uses.
        "executor": choose("auto").name.partition(" ")[0],
        **{name: samples and samples.median for name, samples in found.items()},
        "peers": compared,
        "machine": machine(),
    }


def _told(
    figures: Sequence[Figure],
    found: dict[str, Samples | None],
    compared: dict[str, object] | None,
) -> list[str]:
    rows = [["median (least to greatest)", ""]]
    for figure in figures:
        samples = found[figure.name]
        rows.append([figure.words, "not measured" if samples is None else str(samples)])
    ours, pandas = found["evaluation_ms"], found["pandas_ms"]
    if ours is not None and pandas is not None:
        rows.append(["plain pandas takes, times", f"{pandas.median / ours.median:.0f}"])
    for name, one in (compared or {}).items():
        if isinstance(one, dict) and "ratio_to_citypact" in one:
            rows.append([f"{name} takes, times", f"{one['ratio_to_citypact']:,.3g}"])
    described = ", ".join(f"{name} {value}" for name, value in machine().items())
    return [*grid(rows), f"Executor: {native_status()}", f"Machine: {described}"]
