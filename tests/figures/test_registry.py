"""What holds for every figure, in both languages, at both widths, for two cities."""

import math
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from tests.figures.cities import book_of, context_of

from citypact.errors import InputError
from citypact.figures import FIGURES, Figure, draw_figure
from citypact.figures.words import LANGUAGES
from citypact.model.dependencies import explainable

SVG = "{http://www.w3.org/2000/svg}"
#: Made for layout, not figures: where labels and pixels stand.
PLACED = ("place", "piece")
CASES = [
    pytest.param(city, name, language, id=f"{city}-{name}-{language}")
    for city in ("malmo", "template")
    for name in FIGURES
    for language in LANGUAGES
    if (city, name) != ("template", "reconciliation")  # it has one inventory to compare with
]

each = pytest.mark.parametrize(("city", "name", "language"), CASES)


@cache
def figure_of(city: str, name: str, language: str) -> Figure:
    """A figure, made once."""
    return FIGURES[name](context_of(city), language)


def numbers_in(spec: object) -> Iterator[float]:
    """Every number of the chart's data that is a figure."""
    assert isinstance(spec, dict)
    for layer in spec["layer"]:
        for row in layer["data"]["values"]:
            for key, value in row.items():
                if isinstance(value, int | float) and not key.startswith(PLACED):
                    yield float(value)


@each
def test_it_has_its_words(city: str, name: str, language: str) -> None:
    figure = figure_of(city, name, language)
    assert figure.id == name
    assert figure.language == language
    for words in (figure.title, figure.subtitle, figure.description, figure.method_note):
        assert len(words) > 12
        assert "{" not in words
    assert figure.unit in ("kt", "MSEK", "SEK/t")
    assert book_of(city).hash[:12] in figure.origin


@each
def test_its_table_has_every_number_of_the_chart(city: str, name: str, language: str) -> None:
    figure = figure_of(city, name, language)
    cells = {float(c) for row in figure.table.rows for c in row if isinstance(c, int | float)}
    # Of a table with a column a year, the years are the headings.
    cells |= {float(column.id) for column in figure.table.columns if column.id.isdigit()}
    shown = set(numbers_in(figure.spec(900))) | set(numbers_in(figure.spec(340)))
    assert shown
    missing = [value for value in shown if not any(math.isclose(value, cell) for cell in cells)]
    assert missing == []


@each
def test_it_is_drawn_as_valid_svg_of_the_width_asked(city: str, name: str, language: str) -> None:
    figure = figure_of(city, name, language)
    for width in (340, 900):
        root = ET.fromstring(figure.svg(width))  # noqa: S314  (our own picture)
        assert root.tag == f"{SVG}svg"
        assert float(root.attrib["width"]) == width
        assert root.attrib["role"] == "img"
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert title.text == figure.title
        assert description is not None
        assert figure.description in (description.text or "")
        assert len(list(root.iter(f"{SVG}text"))) >= 4


@each
def test_nothing_is_written_outside_the_picture(city: str, name: str, language: str) -> None:
    for width in (340, 900):
        root = ET.fromstring(figure_of(city, name, language).svg(width))  # noqa: S314  (our own picture)
        for left, right, words in texts_across(root, 0.0):
            assert left >= -1, words
            assert right <= width + 1, words


def texts_across(element: ET.Element, shift: float) -> Iterator[tuple[float, float, str]]:
    """The left and right edge of every text, by the mean width of its letters."""
    moved = re.search(r"translate\(([-\d.]+)", element.attrib.get("transform", ""))
    shift += float(moved[1]) if moved else 0.0
    if element.tag == f"{SVG}text" and float(element.attrib.get("opacity", 1)) > 0:
        lines = [span.text or "" for span in element.iter() if span.text]
        size = float(element.attrib["font-size"].removesuffix("px"))
        bold = 1.04 if element.attrib.get("font-weight") == "600" else 1.0
        for line in lines:
            wide = 0.47 * size * len(line) * bold
            start = {"middle": wide / 2, "end": wide}.get(element.attrib["text-anchor"], 0.0)
            yield shift - start, shift - start + wide, line
        return
    for child in element:
        yield from texts_across(child, shift)


@each
def test_its_sources_lead_to_rows_of_the_book(city: str, name: str, language: str) -> None:
    figure, book = figure_of(city, name, language), book_of(city)
    # The trend is of the national statistics, which are no part of a book.
    assert bool(figure.sources) is (name != "fan")
    for key in figure.sources:
        assert book.row(key).full_key == key
    known = set(explainable(book.city()))
    assert set(figure.outputs) <= known


@each
def test_in_a_page_its_colours_are_names(city: str, name: str, language: str) -> None:
    svg = figure_of(city, name, language).svg(340, "page")
    ET.fromstring(svg)  # noqa: S314  (our own picture)
    painted = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) - {"none"}
    assert painted
    assert all(re.fullmatch(r"var\(--figure-[a-z0-9-]+, #[0-9a-f]{6}\)", each) for each in painted)
    assert not re.search(r"</desc><rect", svg), "a page has its own ground"
    assert "<style" not in svg
    assert "style=" not in svg
    assert "<title" not in svg


def test_the_languages_differ_in_words_and_not_in_numbers() -> None:
    for name in FIGURES:
        swedish, english = (figure_of("malmo", name, language) for language in LANGUAGES)
        assert swedish.title != english.title
        numbers = [
            [[c for c in row if not isinstance(c, str)] for row in figure.table.rows]
            for figure in (swedish, english)
        ]
        assert numbers[0] == numbers[1]


def test_the_same_results_give_the_same_bytes() -> None:
    drawing = """
import sys
sys.path.insert(0, ".")
from tests.figures.cities import context_of
from citypact.figures import FIGURES
sectors, gap = (FIGURES[name](context_of("template"), "sv") for name in ("sectors", "gap"))
sys.stdout.buffer.write((gap.svg(340) + sectors.svg(900) + sectors.csv()).encode())
"""
    first, second = (
        subprocess.run([sys.executable, "-c", drawing], check=True, capture_output=True).stdout
        for _ in range(2)
    )
    assert first == second
    figure = figure_of("template", "sectors", "sv")
    assert first.decode().endswith(figure.svg(900) + figure.csv())


def test_light_and_dark_differ_in_colour_alone() -> None:
    figure = figure_of("template", "pathway", "sv")
    light, dark = (
        re.sub(r"#[0-9a-f]{6}", "", figure.svg(340, theme)) for theme in ("light", "dark")
    )
    assert figure.svg(340, "dark") != figure.svg(340, "light")
    assert re.sub(r"clip-[0-9a-f]+", "", light) == re.sub(r"clip-[0-9a-f]+", "", dark)


def test_figures_are_imported_without_the_libraries_that_draw() -> None:
    heavy = "{'altair', 'typst', 'vl_convert', 'pandas'}"
    code = f"import sys, citypact.figures, citypact.documents; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_a_figure_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="no figure is named 'pie'; there are gap, pathway"):
        draw_figure("pie", context_of("template"), "sv")
    assert draw_figure("gap", context_of("template"), "sv").id == "gap"


def test_a_width_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(InputError, match="a figure is at least 300 pixels wide, not 120"):
        figure_of("template", "gap", "sv").svg(120)
