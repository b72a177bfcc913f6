"""A drawing that is set into a page may draw, and nothing else."""

import pytest
from tests.apps.workspace.example import drawing

from citypact.apps.workspace.svg import must_be_passive


def test_a_drawing_passes_as_it_is() -> None:
    assert must_be_passive(drawing(900)) == drawing(900)


def test_a_label_may_look_like_code() -> None:
    label = '<svg x="1"><text>onload= &lt;script&gt; javascript:alert(1) style="x"</text></svg>'
    assert must_be_passive(label) == label


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<path onload="alert(1)"/>',
        "<path\nonload='alert(1)'/>",
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<image href="https://example.org/x.png"/>',
        '<use href="#x"/>',
        "<foreignObject><p>x</p></foreignObject>",
        "<style>* { background: url(x) }</style>",
        '<path style="fill: red"/>',
        '<path fill="url(https://example.org/#x)"/>',
        '<animate attributeName="href"/>',
        "<!-- x -->",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_what_runs_loads_or_styles_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match="a drawing may not hold"):
        must_be_passive(f'<svg x="1">{inside}</svg>')


@pytest.mark.parametrize("text", ["", "<p></p>", "<svg></svg><p></p>", "text <svg x='1'></svg>"])
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a drawing is one svg element"):
        must_be_passive(text)


def test_a_clip_of_its_own_may_be_used() -> None:
    clipped = '<svg x="1"><g clip-path="url(#clip-0)"/></svg>'
    assert must_be_passive(clipped) == clipped
