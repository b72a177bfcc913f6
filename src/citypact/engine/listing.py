"""A program written out for people."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.engine.arrays import Floats
from citypact.engine.layout import Layout
from citypact.engine.names import UNPLACED
from citypact.engine.operation import BY_CODE

__all__ = ["describe"]


def describe(first_year: int, layout: Layout) -> str:
    """List names, registers and operations, one a line."""
    return "\n".join(_lines(first_year, layout))


def _lines(first_year: int, layout: Layout) -> Iterator[str]:
    last_year = first_year + layout.tables.shape[1] - 1
    yield (
        f"{first_year} to {last_year}: {len(layout.operations)} operations, "
        f"{len(layout.tables)} rows, {layout.registers} registers"
    )
    for item in layout.inputs:
        place = "unused" if item.register == UNPLACED else f"r{item.register}"
        yield f"{place} = input {item.name!r} (default {item.default!r})"
    for parameter in layout.parameters:
        chosen = parameter.distribution
        line = (
            f"r{parameter.register} = parameter {parameter.name!r} ({chosen.name} "
            f"{chosen.value!r}, {chosen.low!r} to {chosen.high!r})"
        )
        if parameter.group:
            line += f" in group {parameter.group!r}, correlation {parameter.correlation!r}"
        yield line
    for position, (code, destination, *sources, row) in enumerate(layout.operations.tolist()):
        if position == 0 and layout.shared:
            yield "for all draws:"
        if position == layout.shared:
            yield "for every draw:"
        operation = BY_CODE[code]
        words = [operation.name, *(f"r{source}" for source in sources[: len(operation.operands)])]
        if operation.row == "table":
            words.append(_row(layout.tables[row]))
        elif operation.row == "years":
            words.append(f"{row} years")
        yield f"  r{destination} = {' '.join(words)}"
    for output in layout.outputs:
        yield f"output {output.name!r} = r{output.register} ({output.reduce})"


def _row(values: Floats) -> str:
    """``[1.5]`` for the same in all years, ``[1.0 … 2.0]`` otherwise."""
    if (values == values[0]).all():
        return f"[{float(values[0])!r}]"
    return f"[{float(values[0])!r} … {float(values[-1])!r}]"
