"""A city is prepared from its book and its results: everything is there, nothing is computed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from citypact.apps.conduct.actor import VISITOR
from citypact.apps.workspace.loading import load_city
from citypact.apps.workspace.models import City, StoredFigure
from citypact.apps.workspace.prepared import PreparedCity, PreparedPage
from citypact.apps.workspace.preparing import prepare_city
from citypact.apps.workspace.remarks import remarks
from citypact.apps.workspace.svg import must_be_passive
from citypact.book import Book, open_book
from citypact.choice.decision_basis import decision_basis
from citypact.errors import InputError, Problem
from citypact.figures import FIGURES, Context
from citypact.model import Result, run_scenario
from citypact.model.left_out import LeftOut
from citypact.said import Said

LANGUAGES = ["sv", "en"]
Results = Mapping[str, Result]


@pytest.fixture(scope="module")
def book() -> Book:
    """The invented city's book."""
    return open_book("template")


@pytest.fixture(scope="module")
def results(book: Book) -> Results:
    """Its reference and its contract, with a few draws."""
    city = book.city()
    return {name: run_scenario(city, name, draws=32) for name in (city.reference, city.contract)}


@pytest.fixture(scope="module")
def steps() -> list[tuple[int, int, str]]:
    """What was said of progress while the city was prepared."""
    return []


@pytest.fixture(scope="module")
def prepared(book: Book, results: Results, steps: list[tuple[int, int, str]]) -> PreparedCity:
    """The city, prepared."""
    basis = decision_basis(book.city(), results)
    return prepare_city(book, results, basis=basis, progress=lambda *step: steps.append(step))


def page(prepared: PreparedCity, language: str) -> PreparedPage:
    """Its page in ``language``."""
    return next(each for each in prepared.pages if each.language == language)


def test_the_book_is_kept_as_it_is_written(book: Book, prepared: PreparedCity) -> None:
    assert prepared.content_hash == book.hash
    rows = {row.key: row for row in prepared.rows}
    assert len(rows) == sum(len(table) for table in book.tables.values())
    for key, row in rows.items():
        assert row.cells == book.row(key).texts
        assert row.line == book.row(key).line
    assert prepared.form.keys() == book.tables.keys()


def test_every_row_has_a_name_in_both_languages(prepared: PreparedCity) -> None:
    names = {row.key: (row.name_sv, row.name_en) for row in prepared.rows}
    assert all(sv and en for sv, en in names.values())
    factor = next(key for key in names if key.startswith("factors/"))
    assert names[factor][0].startswith("Utsläppsfaktorer · ")
    assert names[factor][1].startswith("Emission factors · ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_drawn_or_says_why_not(prepared: PreparedCity, language: str) -> None:
    drawn = {each.figure_id for each in prepared.figures if each.language == language}
    gaps = {gap.figure_id: gap for gap in page(prepared, language).unavailable}
    assert "citypact demo --smhi" in gaps["fan"].reason
    missing = set(gaps)
    missing |= {
        part.figure
        for report in prepared.reports
        if report.language == language
        for part in report.parts
        if part.lacking
    }
    assert drawn | missing == set(FIGURES)
    assert drawn & missing == set()
    for figure in prepared.figures:
        if figure.chosen:
            assert figure.drawings.keys() == {"wide", "narrow", "file"}
            assert must_be_passive(figure.drawings["wide"])
            assert "var(--figure-" in figure.drawings["narrow"]
            assert "var(--" not in figure.drawings["file"]


def test_every_figure_leads_back_to_rows_and_publications(
    book: Book, prepared: PreparedCity
) -> None:
    for figure in prepared.figures:
        assert figure.sources
        assert len(set(figure.sources)) == len(figure.sources)
        named = [key for key in figure.sources if book.source(book.row(key))]
        assert sum(each.rows for each in figure.publications) == len(named)


def test_every_table_is_as_wide_as_its_heading(prepared: PreparedCity) -> None:
    for figure in prepared.figures:
        assert figure.table.rows
        assert {len(row) for row in figure.table.rows} == {len(figure.table.columns)}
        assert figure.csv.count("\n") > len(figure.table.rows)


@pytest.mark.parametrize(("language", "chance"), [("sv", "%"), ("en", "%")])
def test_the_three_figures_are_the_inventory_s_and_the_model_s(
    book: Book, results: Results, prepared: PreparedCity, language: str, chance: str
) -> None:
    now, promised, gap = page(prepared, language).key_figures
    context = Context(book.city(), results)
    standing = context.standing(context.contract)
    assert standing is not None
    assert (now.id, promised.id, gap.id) == ("now", "promised", "gap")
    assert now.year == context.history[-1].year
    assert [key for key, _ in now.rows][:-1] == list(context.history[-1].keys)
    assert promised.year == gap.year == standing.year
    number = repr(standing.value).replace(".", "," if language == "sv" else ".")
    assert promised.exact == f"{number} kt"
    assert "–" in promised.band
    assert chance in gap.probability


def test_without_draws_no_band_and_no_probability_is_claimed(book: Book) -> None:
    city = book.city()
    undrawn = {city.contract: run_scenario(city, city.contract)}
    for each in page(prepare_city(book, undrawn), "sv").key_figures:
        assert each.band == ""
        assert each.probability == ""


def test_what_is_not_computable_is_listed_with_its_reason(
    book: Book, results: Results, prepared: PreparedCity
) -> None:
    contract = results[book.city().contract]
    listed = page(prepared, "sv").not_computable + page(prepared, "sv").repetitions
    left_out = {f"measures/{effect.id}" for effect in contract.measures if not effect.computable}
    assert {each.key for each in listed} == left_out
    assert all(each.reason for each in listed)
    for language in LANGUAGES:
        for each in page(prepared, language).not_computable:
            assert each.reason == book.row(each.key).text(f"reason_{language}")
    assert all(each.repeats for each in page(prepared, "sv").repetitions)


def test_what_should_be_measured_next_is_every_assumption(
    book: Book, prepared: PreparedCity
) -> None:
    assumed = {
        row.full_key
        for table in book.tables.values()
        for row in table.rows
        if "quality" in table.form.columns and row.text("quality") == "assumption"
    }
    assert {each.key for each in page(prepared, "en").assumptions} == assumed
    for language in LANGUAGES:
        for each in page(prepared, language).assumptions:
            assert each.reason == book.row(each.key).text(f"note_{language}")


def test_what_is_left_out_is_said_in_the_language_of_the_page(book: Book, results: Results) -> None:
    some = [
        replace(
            result,
            left_out=(
                LeftOut("no-payer", ("lime",)),
                LeftOut("no-price", ("waste", "lime-process")),
                LeftOut("no-years", ("food",)),
                LeftOut("not-computable", ("food",)),
            ),
        )
        for result in results.values()
    ]
    swedish, english = (remarks(book, book.city(), some, language) for language in LANGUAGES)
    assert len(swedish) == len(english) == 3
    assert swedish[0].endswith("ingen betalare anges: Kalkbränning.")
    assert swedish[1].endswith("inget pris anges: Restavfall, Kalkbränningens process.")
    assert english[2].endswith("no start and end are stated: Climate-smart food.")


def test_what_the_check_remarks_is_counted_on_the_page(book: Book) -> None:
    one = replace(book, warnings=(Problem("a.csv", 1, "b", "c", Said("d")),))
    (said,) = remarks(one, one.city(), (), "sv")
    assert said.startswith("Kontrollen av stadsboken har 1 anmärkning;")


def test_scenarios_on_another_background_are_listed_and_not_drawn(
    book: Book, results: Results, prepared: PreparedCity
) -> None:
    slow = run_scenario(book.city("slow-grid"), "contract-slow-grid")
    basis = decision_basis(book.city(), results)
    both = prepare_city(book, {**results, slow.scenario: slow}, basis=basis)
    assert [each.document["scenario"] for each in both.results] == [*results, slow.scenario]
    line = page(both, "en").runs[-1]
    assert line.background == book.row("backgrounds/slow-grid").text("title_en")
    assert line.value.endswith("kt")
    assert line.probability == ""
    assert [each.table for each in both.figures] == [each.table for each in prepared.figures]
    with pytest.raises(InputError, match="stands on its usual background: run reference too"):
        prepare_city(book, {slow.scenario: slow})


def test_progress_is_said_for_every_figure_in_both_languages(
    prepared: PreparedCity, steps: list[tuple[int, int, str]]
) -> None:
    assert prepared.figures
    every = len(FIGURES) * len(LANGUAGES)
    assert [done for done, _, _ in steps] == list(range(1, every + 1))
    assert {total for _, total, _ in steps} == {every}


def test_no_results_and_another_book_s_results_are_refused(book: Book, results: Results) -> None:
    with pytest.raises(InputError, match="no result of template is given: run at least one"):
        prepare_city(book, {})
    other = {name: replace(result, book_hash="0" * 64) for name, result in results.items()}
    with pytest.raises(InputError, match=r"is of the book 000000000000, and this is .* run the"):
        prepare_city(book, other)


def test_without_a_decision_basis_the_first_page_says_what_lacks(
    book: Book, results: Results
) -> None:
    bare = prepare_city(book, results)
    assert bare.reports == ()
    assert bare.files == ()
    for each in bare.pages:
        assert not {"investment-plan", "plan-comparison"} & set(each.pages)
    assert "funding" in {gap.figure_id for gap in page(bare, "sv").unavailable}


@pytest.mark.django_db
def test_loading_shows_the_city(book: Book, results: Results) -> None:
    version = load_city(book, results)
    assert City.objects.get(id="template").shown == version
    assert StoredFigure.objects.filter(book=version, figure_id="gap").count() == len(LANGUAGES)


@pytest.mark.django_db
def test_a_reader_s_load_is_refused_before_anything_is_drawn(book: Book) -> None:
    with pytest.raises(Exception, match="may not load"):
        load_city(book, {}, actor=VISITOR)
