"""A range stays on one line of a page, and nothing else of the page is changed."""

import re

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from citypact.figures.numbers import write_number, write_range
from citypact.site.ranges import keep_ranges

#: What no line break parts.
WHOLE = re.compile(r'<span class="nowrap">([^<]*)</span>')


def kept(html: str) -> str:
    return str(keep_ranges(mark_safe(html)))  # noqa: S308  the tests' own


def undone(html: str) -> str:
    return WHOLE.sub(r"\1", html)


@pytest.mark.parametrize("language", ["sv", "en"])
@given(low=st.floats(0.001, 1e6), over=st.floats(1.01, 100.0))
def test_every_range_that_is_written_stays_on_one_line(
    language: str, low: float, over: float
) -> None:
    for unit in ("kt", "MSEK", "fraction", "person"):
        written = write_range(low, low * over, unit, language)
        shown = kept(f"<p>In nine of ten {written}. And more</p>")
        assert undone(shown) == f"<p>In nine of ten {written}. And more</p>"
        whole = WHOLE.findall(shown)
        assert [each for each in whole if "–" in each] == whole
        assert ("–" in written) == bool(whole)
        assert all(re.search(r"\S–\S", each) for each in whole)
        rest = WHOLE.sub("", shown)
        assert not re.search(r"\d–|–\d", rest)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<b>0–57\u00a0%</b>.", '<b><span class="nowrap">0–57\u00a0%</span></b>.'),
        ("(7–153\u00a0kt), then", '(<span class="nowrap">7–153\u00a0kt</span>), then'),
        ("2025–2030. End", '<span class="nowrap">2025–2030</span>. End'),
        (
            "1\u202f000–1\u202f020\u00a0kt",
            '<span class="nowrap">1\u202f000–1\u202f020\u00a0kt</span>',
        ),
        (
            "1–2 and 3–4",
            '<span class="nowrap">1–2</span> and <span class="nowrap">3–4</span>',
        ),
    ],
)
def test_a_range_is_kept_with_its_unit_and_without_what_stands_around_it(
    html: str, shown: str
) -> None:
    assert kept(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>No range – a dash, low–high, 5 – 6 and 20-30</p>",
        '<p title="1–2" data-a="x &gt; 3–4">text</p>',
        "<textarea>2025–2030</textarea>",
        "<select><option>1–2</option></select>",
        "<pre>1–2</pre><svg><text>3–4</text></svg>",
        "<pre>1–2",
    ],
)
def test_what_is_no_text_of_the_page_is_left_as_it_is(html: str) -> None:
    assert kept(html) == html


def test_after_what_is_left_the_text_goes_on() -> None:
    shown = kept("<svg><text>1–2</text></svg><p>3–4</p><pre>5–6</pre><p>7–8</p>")
    assert WHOLE.findall(shown) == ["3–4", "7–8"]


@given(st.text(alphabet="<>/ab 1–2\u00a0.,&;\"'=svgpre", max_size=60))
def test_no_sign_is_added_or_lost(html: str) -> None:
    assert undone(kept(html)) == html


def test_what_a_template_has_escaped_stays_escaped() -> None:
    assert kept("&lt;b&gt;1–2&lt;/b&gt;") == '&lt;b&gt;<span class="nowrap">1–2</span>&lt;/b&gt;'


def test_a_number_has_no_break_before_its_unit() -> None:
    for language in ("sv", "en"):
        assert " " not in write_number(1414.8, "kt", language)
