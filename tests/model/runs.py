"""Running what a test has made by hand."""

from __future__ import annotations

from collections.abc import Mapping

from citypact.engine import Program, Values, evaluate
from citypact.model import City, compile_city
from citypact.model.ramp import level_input


def level_inputs(program: Program) -> list[str]:
    """The inputs that say how far measures go."""
    return [item.name for item in program.inputs if item.name.startswith("level/")]


def nominal(city: City, levels: Mapping[str, float] | float = 1.0) -> Values:
    """All outputs, every measure at one level or at the levels given (0 where not)."""
    program = compile_city(city)
    if isinstance(levels, Mapping):
        inputs = {level_input(name): level for name, level in levels.items()}
    else:
        inputs = dict.fromkeys(level_inputs(program), levels)
    return evaluate(program, inputs, executor="numpy")
