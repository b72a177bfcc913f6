"""From a specification to SVG."""

import re
import sys
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from citypact.errors import EnvironmentFault
from citypact.figures import drawing
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.marks import channel, points


def spec_of(places: int, theme: str = "light") -> Spec:
    """A small picture."""
    x, y = channel("x", (0, 9)), channel("y", (0, 9))
    rows = [{"x": place, "y": place} for place in range(places)]
    canvas = Canvas(340, theme, "sv")
    layer = points(rows, x, y, canvas.colour("accent"))
    clipped = layer | {"mark": {"type": "point", "clip": True, "stroke": canvas.colour("ink")}}
    return canvas.sheet(100, Margins(), [layer, clipped])


def test_words_cannot_break_out_of_the_picture() -> None:
    svg = drawing.draw(spec_of(2), 'A "title" <b>&', "</svg><script>alert(1)</script>")
    root = ET.fromstring(svg)  # noqa: S314  (our own picture)
    assert root.attrib["aria-label"] == 'A "title" <b>&'
    assert "<script" not in svg


def test_two_pictures_in_one_page_share_no_ids() -> None:
    ids = [set(re.findall(r'id="([^"]+)"', drawing.draw(spec_of(n), "t", "d"))) for n in (2, 3)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for svg, known in zip((drawing.draw(spec_of(2), "t", "d"),), ids, strict=False):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= known


def test_the_same_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    converter = drawing._converter()

    class Counting:
        @staticmethod
        def vegalite_to_svg(spec: Spec) -> str:
            calls.append(spec)
            return str(converter.vegalite_to_svg(spec))

    monkeypatch.setattr(drawing, "_converter", lambda: Counting)
    drawing._drawn.cache_clear()
    first = drawing.draw(spec_of(4), "t", "d")
    assert drawing.draw(spec_of(4), "t", "d") == first
    assert drawing.draw(spec_of(4), "another title", "d") != first
    assert drawing.draw(spec_of(4), "t", "d", page=True) != first
    assert len(calls) == 1


def test_what_was_begun_elsewhere_is_taken_from_there_and_no_second_time() -> None:
    drawing._drawn.cache_clear()
    here = drawing.draw(spec_of(5), "t", "d")
    drawing._drawn.cache_clear()
    asked: list[str] = []
    taken: list[str] = []

    def elsewhere(work: Callable[[str], str], specification: str) -> Callable[[], str]:
        asked.append(specification)

        def found() -> str:
            taken.append(specification)
            return work(specification)

        return found

    drawing.begin(spec_of(5), elsewhere)
    drawing.begin(spec_of(5), elsewhere)
    assert (len(asked), taken) == (1, [])
    assert drawing.draw(spec_of(5), "t", "d") == here
    assert taken == asked
    assert drawing.draw(spec_of(5), "another title", "d", page=True) != here
    assert taken == asked


def test_the_page_decides_the_colours() -> None:
    svg = drawing.draw(spec_of(2), "t", "d", page=True)
    assert 'stroke="var(--figure-accent, #006a6b)"' in svg
    assert "#ffffff" not in svg


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing._converter.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    try:
        with pytest.raises(EnvironmentFault, match=r"pip install 'citypact\[documents\]'"):
            drawing._converter()
    finally:
        drawing._converter.cache_clear()
