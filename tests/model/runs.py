"""Running what a test has made by hand."""

from __future__ import annotations

from collections.abc import Mapping

from citypact.engine import Values, evaluate
from citypact.model import City, compile_city
from citypact.model.ramp import level_input


def nominal(city: City, levels: Mapping[str, float] | float = 1.0) -> Values:
    """All outputs, every measure at one level or at the levels given (0 where not)."""
    program = compile_city(city)
    if isinstance(levels, Mapping):
        inputs = {level_input(name): level for name, level in levels.items()}
    else:
        inputs = {item.name: levels for item in program.inputs}
    return evaluate(program, inputs, executor="numpy")
