"""Who pays and who gains by Malmö's contract, and what households meet: tables of the page."""

from malmo_tables import NONE, kt, percent, table

from citypact.book import Book
from citypact.choice.household import household_views
from citypact.choice.perspective import View, Views, usual_reference, views
from citypact.model import run_scenario

__all__ = ["households", "payers", "society"]


def _seen(book: Book) -> Views:
    city = book.city()
    results = [run_scenario(city, name, measures=False) for name in ("contract", "reference")]
    return views(city, results[0], city, results[1])


def _row(title: str, view: View) -> list[str]:
    rate = NONE if view.rate is None else percent(100 * view.rate, 2)
    present = NONE if view.present_value is None else kt(view.present_value)
    return [title, rate, kt(view.total), present]


def payers(book: Book) -> str:
    """Every perspective of the contract against decided policy."""
    found = _seen(book)
    rows = [
        _row(book.row(f"perspectives/{view.id}").text("title_en"), view)
        for view in (*found.actors, found.society)
    ]
    return table(["Who", "Discount rate", "Sum, MSEK", "Present value, MSEK"], rows)


def society(book: Book) -> str:
    """Society's view of the contract, line by line."""
    view = _seen(book).society
    rows = []
    for name, row in view.lines.items():
        impact = name.removeprefix("impact/")
        key = f"impacts/{impact}"
        title = book.row(key).text("title_en") if impact != name else _LINES[name]
        present = view.discounted(row)
        rows.append([title, kt(float(row.sum())), NONE if present is None else kt(present)])
    rows.sort(key=lambda row: row[0])
    return table(["Society's gains and losses", "Sum, MSEK", "Present value, MSEK"], rows)


#: What the lines of society are called.
_LINES = {
    "investment": "Investment",
    "replacement": "Replacement of what wears out",
    "residual": "Residual value in 2050",
    "operation": "Operation",
    "energy": "Energy and materials",
    "tax-factor": "Tax factor",
    "carbon-value": "Value of emissions cut",
}


def households(book: Book) -> str:
    """Every type of household under the contract, and under all explorations together."""
    rows = []
    for scenario in ("contract", "combined"):
        city = book.city(book.row(f"scenarios/{scenario}").text("background"))
        for view in household_views(city, scenario, city, usual_reference(city, scenario)):
            at = list(view.years).index(2030)
            rows.append(
                [
                    book.row(f"scenarios/{scenario}").text("title_en"),
                    book.row(f"households/{view.id}").text("title_en"),
                    kt(float(view.with_other.running[at])),
                    kt(float(view.with_scenario.running[at])),
                    kt(float(view.invested.sum())),
                    kt(view.present_value or 0.0),
                    kt(float(view.with_other.emissions[at]), 1),
                    kt(float(view.with_scenario.emissions[at]), 1),
                ]
            )
    head = ["Scenario", "Household", "Bill 2030 without it, SEK", "With it, SEK"]
    head += ["Invests, SEK", "Better off, SEK in present value"]
    return table([*head, "Emits 2030 without it, t", "With it, t"], rows)
