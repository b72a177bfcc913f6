"""The pages in a browser: Malmö's own, as a reader, a keyboard and a screen reader meet them."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from tests.site.browser import Theme, opened
from tests.site.process import site

#: A few draws are enough for bands to be there; what they say is tested elsewhere.
LOAD = """
from citypact.apps.contracts.publishing import publish_contracts
from citypact.apps.workspace.loading import load_city
from citypact.book import open_book
from citypact.choice.decision_basis import decision_basis
from citypact.model import run_scenario
from dataclasses import replace
from tests.apps.local.shown import shown
from tests.apps.workspace.example import ROWS, city as invented
from citypact.apps.workspace.actions import LoadCity
# A city whose book has lost a row, and that has no contract.
LoadCity(invented()).perform()
LoadCity(replace(invented(content_hash="f" * 64), rows=ROWS[:-1])).perform()
# An earlier version, in which nothing but the sources stood yet: a row of the later has a history.
shown("template", tables={"sources"}, content_hash="0" * 64)
for name in ("malmo", "template"):
    book = open_book(name)
    city = book.city()
    results = {scenario: run_scenario(city, scenario, draws=64)
               for scenario in (city.reference, city.contract)}
    load_city(book, results, basis=decision_basis(city, results, points=5))
    publish_contracts(book)
"""
PAGES = [
    "",
    "malmo/",
    "malmo/investment-plan/",
    "malmo/plan-comparison/",
    "malmo/contracts/",
    "malmo/contracts/malmo-eu/2023/promises/",
    "malmo/contracts/malmo-national/2024/",
    "template/contracts/template/2026/changes/",
    "template/contracts/template/2026/parties/municipality/",
    "malmo/figures/reconciliation/",
    "malmo/rows/emissions/barometer:2020::::CO2e:",
    "template/rows/measures/heat-pumps",
    "exempelstad/rows/inventories/barometer",
    "exempelstad/contracts/",
    "lund/",
]
#: The same pages of a smaller book: every colour and every kind of part, fewer rows of each.
SMALL_PAGES = [
    "template/",
    "template/plan-comparison/",
    "template/contracts/template/2026/promises/",
    "template/contracts/template/2026/",
    "template/contracts/template/2026/changes/",
    "template/rows/targets/minus-70",
    "template/rows/measures/heat-pumps",
]
LANGUAGES = ["", "en/"]
#: Each width in one of the themes: what depends on a theme are colours, which are looked at below.
LOOKS: list[tuple[int, Theme]] = [(360, "light"), (1280, "dark")]
THEMES: list[Theme] = ["light", "dark"]
#: Every range in the text of a page, and on how many lines it stands.
RANGES = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("svg, pre, option, textarea, .hidden")) continue;
    for (const each of node.data.matchAll(/\\d[\\d.,\\u202f]*\u2013[\\d.,\\u202f]*\\d/g)) {
      const range = document.createRange();
      range.setStart(node, each.index);
      range.setEnd(node, each.index + each[0].length);
      const tops = [...range.getClientRects()].map(box => Math.round(box.top));
      found.push([each[0], new Set(tops).size]);
    }
  }
  return found;
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with Malmö loaded."""
    with site(tmp_path_factory.mktemp("workspace"), LOAD) as found:
        yield found


@pytest.fixture
def page(window: Browser) -> Iterator[Page]:
    """One page, wide and light."""
    with opened(window) as (found, _):
        yield found


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_every_page_is_accessible_quiet_fits_and_asks_nobody_else(
    window: Browser, address: str, width: int, theme: Theme
) -> None:
    with opened(window, width=width, theme=theme) as (page, seen):
        for language in LANGUAGES:
            for name in PAGES:
                page.goto(address + language + name)
                page.evaluate(OPEN_ALL)
                must_be_accessible(page, contrast=False)
                needed = page.evaluate("document.documentElement.scrollWidth")
                assert needed <= width, page.url
    # The page that is not there says so, and the browser repeats it.
    assert [each for each in seen.complaints if "404 (Not Found)" not in each] == []
    assert {f"http://{host}/" for host in seen.hosts} == {address}


@pytest.mark.parametrize("theme", THEMES)
def test_everything_can_be_read_against_its_ground(
    window: Browser, address: str, theme: Theme
) -> None:
    # Colours depend on the theme alone, and comparing them takes longer than all else.
    with opened(window, theme=theme) as (page, _):
        for name in SMALL_PAGES:
            page.goto(address + name)
            page.evaluate(OPEN_ALL)
            must_be_accessible(page, contrast=True)
        page.goto(address + "malmo/")
        must_be_accessible(page, contrast=True)


def test_a_pair_that_is_not_drawn_is_accessible_and_fits(window: Browser, address: str) -> None:
    with opened(window, width=360) as (page, _):
        page.goto(address + "malmo/?a=model&b=barometer:1990")
        assert page.locator("#reconciliation ~ .table-scroll").is_visible()
        must_be_accessible(page, contrast=False)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def must_be_accessible(page: Page, *, contrast: bool) -> None:
    """Let axe look at ``page``; without comparing colours where ``contrast`` is False."""
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{page.url}:\n{found.generate_report()}"


def test_the_first_tab_leads_past_the_header(page: Page, address: str) -> None:
    page.goto(address + "malmo/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "#content"
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_has_the_focus_can_be_seen(page: Page, address: str) -> None:
    page.goto(address + "malmo/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "3px"]


def test_a_drawer_opens_and_closes_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address + "malmo/")
    summary = page.locator("#gap ~ .drawers summary").first
    details = page.locator("#gap ~ .drawers details").first
    summary.focus()
    for state in (True, False):
        page.keyboard.press("Enter")
        assert details.evaluate("each => each.open") is state


def test_a_wide_table_is_reached_by_the_keyboard_and_has_a_name(
    window: Browser, address: str
) -> None:
    with opened(window, width=360) as (page, _):
        page.goto(address + "malmo/")
        page.evaluate(OPEN_ALL)
        for region in page.locator(".table-scroll").all():
            assert region.get_attribute("tabindex") == "0"
            name = region.get_attribute("aria-labelledby")
            assert page.locator(f"caption#{name}").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_range_is_parted_at_the_end_of_a_line(
    window: Browser, address: str, language: str
) -> None:
    with opened(window, width=360) as (page, _):
        seen = 0
        for name in PAGES:
            page.goto(address + language + name)
            page.evaluate(OPEN_ALL)
            found = page.evaluate(RANGES)
            seen += len(found)
            assert [text for text, lines in found if lines > 1] == [], page.url
    assert seen > 100


def test_headings_come_in_order(page: Page, address: str) -> None:
    for name in PAGES:
        page.goto(address + name)
        levels = [
            int(each.evaluate("e => e.tagName[1]")) for each in page.locator("h1,h2,h3").all()
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(360, "narrow", "wide"), (1280, "wide", "narrow")]
)
def test_a_figure_is_drawn_for_the_width_of_the_page(
    window: Browser, address: str, width: int, shown: str, hidden: str
) -> None:
    with opened(window, width=width) as (page, _):
        page.goto(address + "malmo/")
        for figure in page.locator("figure.drawing").all():
            assert figure.locator(f".{shown} svg").is_visible()
            assert not figure.locator(f".{hidden} svg").is_visible()


def test_the_page_works_without_javascript(window: Browser, address: str) -> None:
    with opened(window, javascript=False) as (page, seen):
        page.goto(address + "malmo/")
        table = page.locator("#gap ~ .drawers table")
        assert not table.is_visible()
        page.locator("#gap ~ .drawers summary").nth(1).click()
        assert table.is_visible()
        page.locator("#side-a").select_option("model")
        page.locator("#side-b").select_option("barometer:2020")
        page.locator("form.choice button").click()
        assert page.locator("#side-a").input_value() == "model"
        page.locator("header a[hreflang=en]").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("#side-a").input_value() == "model"
    assert seen.complaints == []


def test_the_money_is_found_by_keyboard_and_the_workbook_taken_along(
    page: Page, address: str
) -> None:
    page.goto(address + "malmo/")
    page.locator("nav.pages a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "malmo/investment-plan/")
    with page.expect_download() as taken:
        page.locator(".downloads a").last.click()
    assert taken.value.suggested_filename == "malmo-investment-plan.xlsx"


def test_the_money_is_printed_with_its_tables_and_without_what_leads_on(
    page: Page, address: str
) -> None:
    page.goto(address + "malmo/investment-plan/")
    page.emulate_media(media="print")
    assert not page.locator("nav.pages").is_visible()
    assert page.locator("#not-counted-caption").is_visible()
    assert page.locator("#by-measure-caption").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_promises_add_up_to_is_one_sheet_of_paper(
    page: Page, address: str, language: str
) -> None:
    for contract in ("malmo-national/2024", "malmo-eu/2023"):
        page.goto(f"{address}{language}malmo/contracts/{contract}/promises/")
        sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        assert len(sheets) == 1


def test_the_contract_is_read_by_keyboard_from_its_rail(page: Page, address: str) -> None:
    page.goto(address + "malmo/contracts/malmo-national/2024/")
    page.locator(".rail a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#clause-purpose")
    assert page.locator("#clause-purpose").is_visible()


def test_a_drawing_stands_alone_under_the_same_policy(window: Browser, address: str) -> None:
    with opened(window) as (page, seen):
        page.goto(address + "malmo/figures/pathway.svg")
        assert page.locator("svg > desc").count() == 1
    assert seen.complaints == []


def test_the_way_back_from_the_first_figure_ends_at_its_source(page: Page, address: str) -> None:
    page.goto(address + "malmo/")
    page.locator(".key-figure.now summary").click()
    page.locator(".key-figure.now dd a").first.click()
    assert page.locator(".row-value").inner_text().startswith("963 kt")
    assert page.locator("#source").is_visible()


def test_figures_follow_the_theme_of_the_system(window: Browser, address: str) -> None:
    colours = []
    for theme in THEMES:
        with opened(window, theme=theme) as (page, _):
            page.goto(address + "malmo/")
            text = page.locator("figure.drawing .wide svg text").first
            colours.append(text.evaluate("each => getComputedStyle(each).fill"))
    assert len(set(colours)) == len(THEMES)


def test_the_typeface_is_the_one_that_is_shipped(page: Page, address: str) -> None:
    page.goto(address + "malmo/")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(each => each.status === 'loaded')"
        ".map(each => `${each.family.replaceAll('\"', '')} ${each.weight}`)"
    )
    assert sorted(loaded) == ["Source Sans 3 400", "Source Sans 3 600"]


def test_print_shows_what_is_folded_and_leaves_out_what_only_leads_on(
    page: Page, address: str
) -> None:
    page.goto(address + "malmo/")
    page.emulate_media(media="print")
    assert not page.locator("nav.contents").is_visible()
    assert page.locator("#gap ~ .drawers table").is_visible()


def test_nothing_moves_for_who_has_asked_for_that(window: Browser, address: str) -> None:
    context = window.new_context(reduced_motion="reduce")
    try:
        page = context.new_page()
        page.goto(address + "malmo/")
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].filter(each => {"
            " const style = getComputedStyle(each);"
            " return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'"
            "}).length"
        )
        assert moving == 0
    finally:
        context.close()
