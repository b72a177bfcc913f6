"""The workbook of an investment plan: every formula comes out as the model has it."""

from functools import cache
from pathlib import Path

import pytest
from tests.documents.formulas import Spreadsheet

from citypact.book import Book, copy_book, open_book
from citypact.choice.investment_plan import investment_plan
from citypact.choice.scenario_abatement import scenario_abatement
from citypact.documents import write_investment_plan
from citypact.documents.investment_words import title_of, words
from citypact.errors import InputError
from citypact.model import City, Result, run_scenario


@cache
def run_of(name: str) -> tuple[Book, City, Result]:
    book = open_book(name)
    city = book.city()
    return book, city, run_scenario(city, "contract")


def workbook(folder: Path, name: str) -> Spreadsheet:
    path = folder / "investment-plan.xlsx"
    write_investment_plan(*run_of(name), path)
    return Spreadsheet(path)


def test_both_languages_have_the_same_words() -> None:
    assert words()["sv"].keys() == words()["en"].keys()


@pytest.mark.parametrize("name", ["template", "malmo"])
def test_every_formula_computes_what_the_model_says(tmp_path: Path, name: str) -> None:
    found = workbook(tmp_path, name)
    formulas = found.formulas()
    assert len(formulas) > 100
    for sheet, place in formulas:
        shown = found.shown[sheet][place]
        assert isinstance(shown, int | float), (sheet, place)
        assert found.number(sheet, place) == pytest.approx(shown, rel=1e-9, abs=1e-9), place


def rows_of(found: Spreadsheet, sheet: str, first: int = 0) -> dict[str, list[object]]:
    """The shown rows of a sheet by the word in one cell; the last of that word."""
    rows: dict[int, list[object]] = {}
    for place, cell in found.shown[sheet].items():
        rows.setdefault(int("".join(letter for letter in place if letter.isdigit())), []).append(
            cell
        )
    return {str(row[first]): row[first + 1 :] for row in rows.values() if len(row) > first}


@pytest.mark.parametrize(
    ("uses", "sources", "short", "liquidity", "sheet"),
    [
        (
            "Uses",
            "Promised money",
            "Sum",
            "Liquidity: promised less cost, so far",
            "Balance",
        ),
        (
            "Kostnader",
            "Utlovade pengar",
            "Summa",
            "Likviditet: utlovat minus kostnad, hittills",
            "Balans",
        ),
    ],
)
def test_the_balance_is_that_of_the_plan(
    tmp_path: Path, uses: str, sources: str, short: str, liquidity: str, sheet: str
) -> None:
    book, city, result = run_of("template")
    plan = investment_plan(city, result)
    rows = rows_of(workbook(tmp_path, book.id), sheet)
    assert rows[uses] == pytest.approx([*plan.uses.total, plan.uses.total.sum()])
    promised = plan.balance.total_sources
    assert rows[sources] == pytest.approx([*promised, promised.sum()])
    assert rows[liquidity] == pytest.approx(list(plan.balance.liquidity))
    gap = plan.balance.total_gap
    assert rows[short] == pytest.approx([*gap, gap.sum()])


def test_areas_payers_and_measures_are_summed_from_the_uses(tmp_path: Path) -> None:
    book, city, result = run_of("malmo")
    plan, found = investment_plan(city, result), workbook(tmp_path, book.id)
    rows = rows_of(found, "Balance")
    for things, parts in (
        (city.areas, plan.uses.by("area")),
        (city.actors, plan.uses.by("payer")),
    ):
        for name, series in parts.items():
            title = title_of(things[name], "en")
            written = [cell for cell in rows[title] if isinstance(cell, int | float)]
            assert len(written) == len(series) + 1
    formulas = [found.written[sheet][place] for sheet, place in found.formulas()]
    assert sum(str(each).startswith("=SUMIF(") and ",$A" in str(each) for each in formulas) > 100
    assert sum(str(each).startswith("=SUMIFS(") for each in formulas) > 100


def test_there_are_five_sheets_in_each_language(tmp_path: Path) -> None:
    found = workbook(tmp_path, "template")
    assert list(found.shown) == [
        words()[language][f"{key}-sheet"]
        for language in ("sv", "en")
        for key in ("uses", "sources", "balance", "contract", "stated")
    ]


def test_the_fifteen_tables_of_the_contract_are_there_and_say_where_there_is_no_data(
    tmp_path: Path,
) -> None:
    cells = [str(cell) for cell in workbook(tmp_path, "malmo").shown["Contract tables"].values()]
    headings = [words()["en"][f"t{number}"] for number in range(1, 16)]
    assert [cell for cell in cells if cell in headings] == headings
    without = {
        cells[cells.index(one)]
        for one in headings
        if cells[cells.index(one) + 1] == "No data in the city book."
    }
    assert {one.split()[0] for one in without} == {
        "T1", "T2", "T3", "T5", "T12", "T15",
    }  # fmt: skip


def test_what_a_tonne_costs_is_that_of_the_abatement_curve(tmp_path: Path) -> None:
    _, city, result = run_of("malmo")
    curve = scenario_abatement(city, "contract", "fair-share", 0.035, seed=result.seed).curve
    found = workbook(tmp_path, "malmo").shown["Contract tables"]
    title = city.measures["act-ccs"].title_en
    rows = [place[1:] for place, cell in found.items() if cell == title and place[0] == "B"]
    dear = next(step.measure for step in curve.costly if step.measure.id == "act-ccs")
    assert pytest.approx(dear.cost_per_tonne) in [
        cell for row in rows for cell in (found[f"E{row}"], found[f"F{row}"])
    ]
    assert "cuts nothing" in found.values()


def test_the_risk_of_a_source_is_what_its_failing_means(tmp_path: Path) -> None:
    _, city, result = run_of("template")
    plan = investment_plan(city, result)
    rows = rows_of(workbook(tmp_path, "template"), "Contract tables", first=1)
    grant = next(one for one in plan.failures if one.source == "capture-grant")
    found = rows[city.funding["capture-grant"].title_en]
    assert found[0] == "The money does not come"
    assert found[1] == pytest.approx(float(grant.gap.sum()))
    assert found[2] == "Medium (money applied for)"


def test_what_malmos_contract_states_stands_beside(tmp_path: Path) -> None:
    rows = rows_of(workbook(tmp_path, "malmo"), "Stated by the plan")
    assert rows["Investments that count"] == pytest.approx([10_222.6, 10_822.6])
    assert rows["Yearly costs that count, MSEK a year"] == pytest.approx([1_004.7, 1_004.7])


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_investment_plan(*run_of("template"), first)
    write_investment_plan(*run_of("template"), second)
    assert first.read_bytes() == second.read_bytes()


def test_a_book_that_states_no_money_has_a_workbook_that_says_so(tmp_path: Path) -> None:
    folder = copy_book("template", tmp_path / "poor")
    for table in ("flows", "funding", "assets"):
        path = folder / f"{table}.csv"
        header = next(line for line in path.read_text("utf-8").split("\n") if line[0] != "#")
        path.write_text(f"{header}\n", "utf-8")
    book = open_book(folder)
    city = book.city()
    path = tmp_path / "poor.xlsx"
    write_investment_plan(book, city, run_scenario(city, "contract"), path)
    found = Spreadsheet(path)
    assert "The city book states no money that is promised." in found.shown["Sources"].values()
    for sheet, place in found.formulas():
        assert found.number(sheet, place) == 0.0


def test_a_result_of_another_book_is_refused(tmp_path: Path) -> None:
    book, city, _ = run_of("template")
    with pytest.raises(InputError, match="another book"):
        write_investment_plan(book, city, run_of("malmo")[2], tmp_path / "mixed.xlsx")
