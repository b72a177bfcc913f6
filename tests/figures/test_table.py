"""The table twin, and its CSV."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.figures.table import Column, Table

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def read(text: str) -> list[list[str]]:
    """The cells of a CSV text."""
    return list(csv.reader(io.StringIO(text, newline="")))


@given(TEXTS)
def test_no_text_becomes_a_formula(text: str) -> None:
    texts = [text, f"={text}", f"+{text}", f"@{text}"]
    table = Table((Column("a", text),), tuple((each,) for each in texts))
    for meant, (cell,) in zip([text, *texts], read(table.csv()), strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert cell in (meant, f"'{meant}")


@given(NUMBERS)
def test_a_number_reads_back_to_the_same_bits(value: float) -> None:
    text = Table((Column("a", "A", "kt"),), ((value,), (np.float64(value),))).csv()
    assert [float(cell) for (cell,) in read(text)[1:]] == [value, value]


def test_the_form_is_stated_and_missing_is_empty() -> None:
    table = Table(
        (Column("year", "År"), Column("kt", "Utsläpp", "kt"), Column("who", "Vem")),
        ((1990, 1668.0, "Malmö, stad"), (1991, None, "")),
    )
    assert table.csv() == 'År,Utsläpp (kt),Vem\n1990,1668.0,"Malmö, stad"\n1991,,\n'


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="nan is no number; a missing figure is None"):
        Table((Column("a", "A"),), ((float("nan"),),))
    with pytest.raises(ValueError, match="a row has 2 cells, the table 1 columns"):
        Table((Column("a", "A"),), ((1, 2),))
