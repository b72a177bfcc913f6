"""From a book and its results to everything that the workspace keeps, drawn and written.

This is where the rooms below are asked; it is done once, when a city is loaded. The figures'
words come from their own room, the page's from the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext

from citypact.apps.workspace.comparison_page import comparison_report
from citypact.apps.workspace.investment_page import investment_report
from citypact.apps.workspace.key_figures import key_figures
from citypact.apps.workspace.naming import name_of
from citypact.apps.workspace.pairs import compared, first_pair, offered, variant_of
from citypact.apps.workspace.places import (
    CITY_PAGE,
    COMPARISON,
    CONTRACTS,
    INVESTMENT,
    LOCAL,
    page_of,
)
from citypact.apps.workspace.prepared import (
    Assumption,
    PreparedCity,
    PreparedColumn,
    PreparedFigure,
    PreparedForm,
    PreparedPage,
    PreparedReport,
    PreparedResult,
    PreparedRow,
    Unavailable,
    Unmeasured,
)
from citypact.apps.workspace.remarks import remarks
from citypact.apps.workspace.runs import run_line
from citypact.apps.workspace.sources import publications_of, rows_behind
from citypact.apps.workspace.svg import must_be_passive
from citypact.apps.workspace.tables import in_language, read_table
from citypact.apps.workspace.take_along import files_to_take_along
from citypact.book import Book, Row
from citypact.choice.decision_basis import DecisionBasis
from citypact.contract.folder import kinds_of
from citypact.errors import InputError
from citypact.figures import FIGURES, Context, Figure, FigureUnavailable
from citypact.figures.numbers import write_unit
from citypact.figures.widths import FILE, PAGE, TELEPHONE
from citypact.figures.words import LANGUAGES, title_of
from citypact.model import City, Result
from citypact.model.city import Measure

__all__ = ["Progress", "prepare_city"]

#: Called with figures drawn, figures in all, and what was drawn.
Progress = Callable[[int, int, str], None]


def prepare_city(
    book: Book,
    results: Mapping[str, Result],
    *,
    basis: DecisionBasis | None = None,
    progress: Progress | None = None,
) -> PreparedCity:
    """Draw and write everything of a city.

    Args:
        book: a checked city book.
        results: by scenario id; those on the usual background are drawn, the others listed.
        basis: what a decision rests on.
        progress: called for each figure that is drawn.

    Raises:
        InputError: there are no results, or they are another book's.
        EnvironmentFault: what draws figures is not installed.
    """
    _must_fit(book, results)
    context = _drawable(book, results, basis)
    figures: list[PreparedFigure] = []
    unavailable: dict[str, list[Unavailable]] = {language: [] for language in LANGUAGES}
    every = [(language, name) for language in LANGUAGES for name in FIGURES]
    for done, (language, name) in enumerate(every, start=1):
        try:
            figure = FIGURES[name](context, language)
            if name == "reconciliation":
                figures += _compared(book, context, language)
            else:
                figures.append(_figure(book, context, figure))
        except FigureUnavailable as error:
            unavailable[language].append(Unavailable(name, str(error)))
        if progress is not None:
            progress(done, len(every), name)
    return PreparedCity(
        city_id=book.id,
        title_sv=book.settings.text("title_sv"),
        title_en=book.settings.text("title_en"),
        content_hash=book.hash,
        settings=dict(book.settings.texts),
        form=_form(book),
        rows=tuple(_rows(book)),
        results=tuple(_result(context, result) for result in results.values()),
        figures=tuple(figures),
        pages=tuple(
            _page(book, context, results, tuple(unavailable[language]), language)
            for language in LANGUAGES
        ),
        reports=tuple(
            report
            for language in LANGUAGES
            for report in _reports(context, unavailable[language], language)
        ),
        files=tuple(files_to_take_along(book, context)),
    )


def _reports(
    context: Context, unavailable: list[Unavailable], language: str
) -> Iterator[PreparedReport]:
    """The pages on money and choice."""
    basis = context.basis
    if basis is None:
        return
    lacking = {each.figure_id: each.reason for each in unavailable}
    pages = _pages(context)
    with translation.override(language):
        yield investment_report(context.city, basis, lacking, language, pages)
        if basis.comparison is not None:
            yield comparison_report(context.city, basis.comparison, lacking, language, pages)


def _pages(context: Context) -> tuple[str, ...]:
    """The names of a city's pages, and of its contracts' where some come with Citypact."""
    basis, kinds = context.basis, kinds_of(context.city.id)
    there = {
        CITY_PAGE: True,
        INVESTMENT: basis is not None,
        COMPARISON: basis is not None and basis.comparison is not None,
        CONTRACTS: any(kind != "local" for kind in kinds),
        LOCAL: "local" in kinds,
    }
    return tuple(name for name, is_there in there.items() if is_there)


def _drawable(book: Book, results: Mapping[str, Result], basis: DecisionBasis | None) -> Context:
    """The city with the results that stand on the background it is made for."""
    context = Context.of(book.city(), results, basis, book)
    if not context.results:
        raise InputError(
            f"no result of {book.id} stands on its usual background: "
            f"run {context.city.reference} too"
        )
    return context


def _must_fit(book: Book, results: Mapping[str, Result]) -> None:
    if not results:
        raise InputError(f"no result of {book.id} is given: run at least one of its scenarios")
    for result in results.values():
        if result.book_hash != book.hash:
            raise InputError(
                f"the result of {result.scenario} is of the book {result.book_hash[:12]}, and "
                f"this is {book.hash[:12]}: run the scenario again"
            )


def _form(book: Book) -> dict[str, PreparedForm]:
    return {
        name: PreparedForm(
            title=table.form.title,
            file=table.form.file,
            columns=tuple(
                PreparedColumn(column.name, column.title, column.type, column.table)
                for column in table.form.columns.values()
            ),
        )
        for name, table in book.tables.items()
    }


def _rows(book: Book) -> Iterator[PreparedRow]:
    for name, table in book.tables.items():
        for row in table.rows:
            yield PreparedRow(
                key=row.full_key,
                table=name,
                line=row.line,
                name_sv=name_of(book, row, "sv"),
                name_en=name_of(book, row, "en"),
                cells=dict(row.texts),
            )


def _result(context: Context, result: Result) -> PreparedResult:
    scenario = context.city.scenarios[result.scenario]
    return PreparedResult(
        scenario=result.scenario,
        title_sv=scenario.title_sv,
        title_en=scenario.title_en,
        seed=result.seed,
        draws=result.draws,
        program_version=result.program_version,
        document=result.to_json(),
    )


def _figure(book: Book, context: Context, figure: Figure, *, draw: bool = True) -> PreparedFigure:
    keys = rows_behind(figure, context)
    return PreparedFigure(
        language=figure.language,
        figure_id=figure.id,
        page=page_of(figure.id),
        title=figure.title,
        subtitle=figure.subtitle,
        description=figure.description,
        unit=figure.unit,
        method=figure.method_note,
        origin=figure.origin,
        table=read_table(figure.table, figure.language),
        csv=figure.csv(),
        sources=keys,
        publications=publications_of(book, keys, figure.language),
        drawings=_drawings(figure) if draw else {},
    )


def _drawings(figure: Figure) -> dict[str, str]:
    return {
        "wide": must_be_passive(figure.svg(PAGE, "page")),
        "narrow": must_be_passive(figure.svg(TELEPHONE, "page")),
        "file": figure.svg(FILE, "light", heading=True),
    }


def _compared(book: Book, context: Context, language: str) -> Iterator[PreparedFigure]:
    """Every pair of inventories; only the one that is shown first is drawn."""
    first = variant_of(*first_pair(context))
    for a, b, figure in compared(context, language):
        variant = variant_of(a, b)
        chosen = variant == first
        yield replace(_figure(book, context, figure, draw=chosen), variant=variant, chosen=chosen)


def _page(
    book: Book,
    context: Context,
    results: Mapping[str, Result],
    unavailable: tuple[Unavailable, ...],
    language: str,
) -> PreparedPage:
    left_out, pages = _left_out(context, language), _pages(context)
    return PreparedPage(
        language=language,
        key_figures=key_figures(book, context, language),
        unavailable=tuple(
            each for each in unavailable if page_of(each.figure_id) not in set(pages) - {CITY_PAGE}
        ),
        not_computable=tuple(each for each in left_out if not each.repeats),
        repetitions=tuple(each for each in left_out if each.repeats),
        assumptions=tuple(_assumptions(book, language)),
        runs=tuple(run_line(book, context, result, language) for result in results.values()),
        sides=offered(context, language),
        warnings=remarks(book, context.city, results.values(), language),
        pages=pages,
    )


def _left_out(context: Context, language: str) -> tuple[Unmeasured, ...]:
    """The measures without an effect of their own, by transition area; repetitions last.

    They are those of the contract, or of the whole book where no contract was run.
    """
    city, result = context.city, context.contract
    named = city.measures if result is None else [effect.id for effect in result.measures]
    measures = (city.measures[name] for name in named)
    left_out = [each for each in measures if each.same_as or not each.computable]
    ranked = sorted(left_out, key=lambda each: (bool(each.same_as), each.area, each.id))
    return tuple(_unmeasured(city, measure, language) for measure in ranked)


def _unmeasured(city: City, measure: Measure, language: str) -> Unmeasured:
    reason = measure.reason_sv if language == "sv" else measure.reason_en
    if measure.same_as:
        with translation.override(language):
            other = title_of(city.measures[measure.same_as], language)
            reason = gettext("It repeats “%(other)s”, and is counted there.") % {"other": other}
    return Unmeasured(
        title=title_of(measure, language),
        area=title_of(city.areas[measure.area], language),
        reason=reason,
        repeats=bool(measure.same_as),
        key=f"measures/{measure.id}",
    )


def _assumptions(book: Book, language: str) -> Iterator[Assumption]:
    for table in book.tables.values():
        if "quality" in table.form.columns:
            for row in table.rows:
                if row.text("quality") == "assumption":
                    yield _assumption(book, row, language)


def _assumption(book: Book, row: Row, language: str) -> Assumption:
    unit = write_unit(row.text("unit"), language)
    value, low, high = (in_language(row.text(name), language) for name in ("value", "low", "high"))
    return Assumption(
        what=name_of(book, row, language),
        value=f"{value} {unit}".strip(),
        span=f"{low}–{high} {unit}".strip() if low or high else "",
        reason=row.told("note", language)[0],
        key=row.full_key,
    )
