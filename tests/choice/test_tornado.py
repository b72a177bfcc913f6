import numpy as np
import pytest

from citypact.choice.tornado import tornado
from citypact.engine import Program, ProgramBuilder, Triangular, Uniform, evaluate
from citypact.errors import InputError


def program() -> Program:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    need = b.parameter("need", Uniform(10.0, 9.0, 12.0))
    factor = b.parameter("factor", Triangular(2.0, 1.0, 3.0))
    growth = b.parameter("growth", Uniform(0.1, 0.0, 0.2))
    left = b.damp(b.multiply(need, factor), b.input("level", default=0.0))
    later = b.scale(b.multiply(left, growth), np.array([0.0, 1.0, 2.0]))
    b.output("emissions", b.add(left, later))
    b.output("sum", b.add(left, later), reduce="sum")
    b.output("level", b.input("level", default=0.0))
    return b.build()


def test_bars_are_those_of_the_formula_and_ranked() -> None:
    found = tornado(program(), "emissions", 2022, {"level": 0.5})
    assert (found.output, found.year) == ("emissions", 2022)
    assert found.value == pytest.approx(10 * 2 * 0.5 * 1.2)
    ends = [(bar.parameter, bar.low, bar.high) for bar in found.bars]
    expected = [("factor", 6.0, 18.0), ("growth", 10.0, 14.0), ("need", 10.8, 14.4)]
    assert [name for name, *_ in ends] == [name for name, *_ in expected]
    for (_, *got), (_, *wanted) in zip(ends, expected, strict=True):
        assert got == pytest.approx(wanted)
    assert [bar.moved for bar in found.bars] == pytest.approx([12.0, 4.0, 3.6])


def test_each_end_is_what_the_program_gives_there() -> None:
    made = program()
    for bar in tornado(made, "sum").bars:
        distribution = next(
            parameter.distribution
            for parameter in made.parameters
            if parameter.name == bar.parameter
        )
        for value, told in ((distribution.low, bar.low), (distribution.high, bar.high)):
            assert told == evaluate(made, parameters={bar.parameter: value})["sum"]


def test_figure_that_does_not_act_in_the_year_has_a_bar_of_no_length() -> None:
    found = tornado(program(), "emissions", 2020)
    assert (found.bars[-1].parameter, found.bars[-1].moved) == ("growth", 0.0)


def test_reduced_output_has_no_year_and_certain_one_no_bars() -> None:
    assert tornado(program(), "sum", 2021).year is None
    found = tornado(program(), "level", 2021, {"level": 0.25})
    assert (found.value, found.bars) == (0.25, ())


@pytest.mark.parametrize(("name", "year"), [("emission", 2020), ("emissions", 2019)])
def test_output_or_year_that_is_not_there(name: str, year: int) -> None:
    with pytest.raises(InputError, match=name):
        tornado(program(), name, year)
