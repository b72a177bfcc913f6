"""The computed parts of the page on Malmö's book: tables between markers, written anew.

::

    python docs/_ext/malmo_page.py           # write them into docs/malmo.md
    python docs/_ext/malmo_page.py --check   # end with 1 where the page has fallen behind

Every figure in those tables comes from the packaged book and the model; none is typed. A part
stands between ``<!-- computed: NAME -->`` and ``<!-- end -->``.
"""

import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from malmo_assumptions import assumptions, defaults
from malmo_money import households, payers, society
from malmo_tables import MINUS, NONE, kt, percent, table

from citypact.book import Book, open_book
from citypact.model import Result, base_year_distance, run_scenario

PAGE = Path(__file__).resolve().parents[1] / "malmo.md"
SCENARIOS = (
    *("reference", "reference-weakened", "contract", "contract-weakened"),
    *("technical", "behavioural", "combined"),
)
TARGET, YEAR, DRAWS, SEED = "tgt-territorial-500kt", 2030, 2_000, 1
FOUR = "Change from 2020 to 2030 over the four areas,"
#: The four areas of the plan's own projection, as sectors of this book; shipping and rail apart.
FOUR_AREAS = ("energy", "heating", "transport", "machinery")
#: 1990 less the reductions in existing strategies, kt (action plan, A-2.3), by sector.
REMAINING = {
    ("transport",): 261,
    ("energy", "heating"): 16,
    ("industry",): 76,
    ("product-use",): 52,
    ("machinery",): 20,
    ("waste",): 20,
    ("agriculture",): 8,
}
#: Means of the stock of cars, each with the indicator that observes it.
CARS = {"car-electric": "obs-electric-cars", "car-plugin": "obs-plugin-cars"}


@cache
def book() -> Book:
    """The packaged book."""
    return open_book("malmo")


def background(scenario: str) -> str:
    """The background of a scenario, empty for none."""
    return book().row(f"scenarios/{scenario}").text("background")


@cache
def run(scenario: str) -> Result:
    """A scenario with its band; for the contract also what each measure is worth."""
    city = book().city(background(scenario))
    measures = scenario.startswith("contract")
    return run_scenario(city, scenario, draws=DRAWS, seed=SEED, measures=measures)


def title(key: str) -> str:
    """The English title of a row."""
    return book().row(key).text("title_en")


def base_year() -> str:
    """The model's base year against the main inventory, sector by sector."""
    rows = []
    for one in base_year_distance(book().city()):
        if one.model is None or one.inventory is None:
            continue
        name = title(f"sectors/{one.sector}") if one.sector else "Total"
        share = 100 * (one.model - one.inventory) / one.inventory
        rows.append([name, kt(one.model, 1), kt(one.inventory), percent(share)])
    return table(["Sector", "Model, kt", "Inventory, kt", "Distance"], rows)


def scenarios() -> str:
    """All scenarios in the target's year."""
    rows = []
    for name in SCENARIOS:
        result = run(name)
        at = list(result.years).index(YEAR)
        band = result.bands["total"]
        target = next(one for one in result.targets if one.id == TARGET)
        allowed, probability = target.value or 0.0, target.probability or 0.0
        rows.append(
            [
                title(f"scenarios/{name}"),
                "lowered" if background(name) else "as first decided",
                kt(result.total[at]),
                f"{kt(band.p05[at])} to {kt(band.p95[at])}",
                kt(result.total[at] - allowed),
                kt(band.p50[at] - allowed),
                f"{100 * probability:.0f} %",
            ]
        )
    head = ["Scenario", "Obligation", "On time, kt", "5 to 95 %, kt", "Gap on time, kt"]
    return table([*head, "Gap, median, kt", "Met"], rows)


def _four_areas(result: Result, year: int) -> float:
    """What the plan's projection covers: road traffic, so shipping and rail are taken out."""
    at = list(result.years).index(year)
    ships = result.use["shipping-and-rail", "shipping-and-rail-all", "shipping-emissions"]
    return float(sum(result.by_sector[name][at] for name in FOUR_AREAS) - ships[at])


def checks() -> str:
    """The two published checks of the reference, beside what the model gives."""
    first, later = run("reference"), run("reference-weakened")
    change = {
        name: 100 * (_four_areas(result, YEAR) / _four_areas(result, 2020) - 1)
        for name, result in (("first", first), ("later", later))
    }
    at = list(first.years).index(YEAR)
    more = later.total[at] - first.total[at]
    rows = [
        [f"{FOUR} obligation as first decided", percent(-12, 0), percent(change["first"])],
        [f"{FOUR} obligation lowered", "not published", percent(change["later"])],
        ["More emissions in 2030 with the obligation lowered, kt", kt(100), kt(more)],
    ]
    return table(["Check", "Published", "Model"], rows)


def fleet() -> str:
    """The cars that the turn-over gives for 2025, beside those observed."""
    result = run("reference")
    at = list(result.years).index(2025)
    observed = {row.text("indicator"): row for row in book().tables["indicator_values"].rows}
    rows = [
        [
            title(f"means/{means}"),
            percent(100 * result.share[means][0]),
            percent(100 * result.share[means][at], 2),
            percent(observed[indicator].number("value") or 0.0, 2),
        ]
        for means, indicator in CARS.items()
    ]
    return table(["Share of the cars", "2020, assumed", "2025, model", "2025, observed"], rows)


def expected() -> str:
    """What the plan's gap table leaves of each sector in 2030, beside the contract's scenario."""
    result = run("contract")
    at = list(result.years).index(YEAR)
    rows = [
        [
            " and ".join(title(f"sectors/{sector}") for sector in sectors),
            kt(remaining),
            kt(sum(result.by_sector[sector][at] for sector in sectors)),
        ]
        for sectors, remaining in REMAINING.items()
    ]
    rows.append(["Total", kt(sum(REMAINING.values())), kt(result.total[at])])
    return table(["Sector", "Plan, kt", "Model, kt"], rows)


def measures() -> str:
    """What the contract claims of each computed measure, beside the model's answers."""
    first, later = run("contract"), run("contract-weakened")
    at = list(first.years).index(YEAR)
    claims = {
        row.text("measure"): row
        for row in book().tables["claims"].rows
        if row.text("kind") == "emissions" and row["counted"]
    }
    rows = []
    for one, other in zip(first.measures, later.measures, strict=True):
        if not one.computable:
            continue
        claim = claims[one.id].number("value") if one.id in claims else None
        worth = [one.alone, one.last, one.share, other.share]
        rows.append(
            [
                title(f"measures/{one.id}"),
                NONE if claim is None else kt(claim / 1000),
                *[kt(series[at], 1) for series in worth],
            ]
        )
    rows.sort(key=lambda row: -float(row[4].replace(MINUS, "-")))
    head = ["Measure", "Claimed, kt", "Alone, kt", "Last, kt", "Share, kt"]
    return table([*head, "Share, obligation lowered, kt"], rows)


def not_computable() -> str:
    """The measures whose effect no source lets be computed, and what would change that."""
    rows = [
        [row.text("title_en"), title(f"transition_areas/{row.text('area')}"), row.text("reason_en")]
        for row in book().tables["measures"].rows
        if not row["computable"] and not row["same_as"]
    ]
    return table(["Measure", "Area", "Why, and what would make it computable"], rows)


#: The parts of the page, by the name in their marker.
PARTS: Mapping[str, Callable[[], str]] = {
    "base-year": base_year,
    "scenarios": scenarios,
    "checks": checks,
    "expected": expected,
    "fleet": fleet,
    "measures": measures,
    "not-computable": not_computable,
    "payers": lambda: payers(book()),
    "society": lambda: society(book()),
    "households": lambda: households(book()),
    "assumptions": lambda: assumptions(book()),
    "defaults": lambda: defaults(book()),
}


def renewed(text: str) -> str:
    """The page with every computed part written anew."""
    for name, part in PARTS.items():
        marker = f"<!-- computed: {name} -->"
        pattern = re.compile(re.escape(marker) + r".*?<!-- end -->", re.DOTALL)
        if len(pattern.split(text)) != len(("before", "after")):
            message = f"{PAGE.name} must have the marker {marker} once, with its end"
            raise SystemExit(message)
        written = f"{marker}\n\n{part()}\n\n<!-- end -->"
        before, after = pattern.split(text)
        text = before + written + after
    return text


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    old = PAGE.read_text("utf-8")
    new = renewed(old)
    if arguments == ["--check"]:
        if new != old:
            sys.stderr.write(f"{PAGE} has fallen behind: run python docs/_ext/malmo_page.py\n")
        return int(new != old)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
