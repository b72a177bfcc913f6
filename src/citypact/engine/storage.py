"""A program as bytes: a line that names the form, a header, the operations, the tables.

The header is JSON with sorted keys and no spaces, preceded by its length in eight bytes;
operations are little-endian 32-bit integers and tables little-endian doubles, row by row.
Reading trusts nothing: lengths are compared before anything is allocated.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

import numpy as np

from citypact.engine.distribution import KINDS
from citypact.engine.errors import ProgramError
from citypact.engine.layout import Layout
from citypact.engine.names import Input, Output, Parameter
from citypact.errors import InputError

__all__ = ["read", "write"]

_MAGIC: Final = b"citypact program 3\n"
_LENGTH: Final = 8
_T = TypeVar("_T")


def write(first_year: int, layout: Layout) -> bytes:
    """Write down a program that has passed its checks."""
    header = {
        "first_year": first_year,
        "years": layout.tables.shape[1],
        "operations": len(layout.operations),
        "shared": layout.shared,
        "rows": len(layout.tables),
        "registers": layout.registers,
        "inputs": [[item.name, item.default, item.register] for item in layout.inputs],
        "parameters": [_parameter_fields(parameter) for parameter in layout.parameters],
        "outputs": [[output.name, output.reduce, output.register] for output in layout.outputs],
    }
    text = json.dumps(header, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    return b"".join(
        (
            _MAGIC,
            len(text).to_bytes(_LENGTH, "little"),
            text,
            layout.operations.astype("<i4").tobytes(),
            layout.tables.astype("<f8").tobytes(),
        )
    )


def _parameter_fields(parameter: Parameter) -> list[str | float | int]:
    chosen = parameter.distribution
    return [
        parameter.name,
        chosen.name,
        chosen.value,
        chosen.low,
        chosen.high,
        parameter.group,
        parameter.correlation,
        parameter.register,
        parameter.column,
        parameter.group_column,
    ]


def read(data: bytes) -> tuple[int, Layout]:
    """Read a program; whether it is sound is for :func:`citypact.engine.checking.check` to say.

    Raises:
        ProgramError: the bytes are not of this form.
    """
    try:
        return _read(data)
    except ProgramError:
        raise
    except (InputError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        message = f"the program cannot be read: {error}"
        raise ProgramError(message) from error


def _read(data: bytes) -> tuple[int, Layout]:
    start = len(_MAGIC) + _LENGTH
    if data[: len(_MAGIC)] != _MAGIC or len(data) < start:
        message = "these bytes are no program"
        raise ProgramError(message)
    length = int.from_bytes(data[len(_MAGIC) : start], "little")
    header = json.loads(data[start : start + length], parse_constant=_refuse_constant)
    count, years, rows = (_whole(header[name]) for name in ("operations", "years", "rows"))
    body = start + length
    tables = body + 24 * count
    if min(count, years, rows) < 0 or len(data) != tables + 8 * rows * years:
        message = "the program is cut short or has something after its end"
        raise ProgramError(message)
    return _whole(header["first_year"]), Layout(
        operations=np.frombuffer(data[body:tables], "<i4").astype(np.int32).reshape(count, 6),
        shared=_whole(header["shared"]),
        tables=np.frombuffer(data[tables:], "<f8").astype(np.float64).reshape(rows, years),
        registers=_whole(header["registers"]),
        inputs=_each(header["inputs"], _input),
        parameters=_each(header["parameters"], _parameter),
        outputs=_each(header["outputs"], _output),
    )


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is no number"
    raise ProgramError(message)


def _each(items: object, make: Callable[[list[object]], _T]) -> tuple[_T, ...]:
    if not isinstance(items, list) or not all(isinstance(item, list) for item in items):
        message = "a list of names is missing"
        raise ProgramError(message)
    return tuple(make(item) for item in items)


def _input(fields: list[object]) -> Input:
    name, default, register = fields
    return Input(_text(name), _number(default), _whole(register))


def _parameter(fields: list[object]) -> Parameter:
    name, kind, value, low, high, group, correlation, *places = fields
    distribution = KINDS[_text(kind)](_number(value), _number(low), _number(high))
    register, column, group_column = (_whole(place) for place in places)
    return Parameter(
        _text(name),
        distribution,
        _text(group),
        _number(correlation),
        register,
        column,
        group_column,
    )


def _output(fields: list[object]) -> Output:
    name, reduce, register = fields
    return Output(_text(name), _text(reduce), _whole(register))


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is no text"
        raise ProgramError(message)
    return value


def _number(value: object) -> float:
    if not isinstance(value, float):
        message = f"{value!r} is no number with a point"
        raise ProgramError(message)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        message = f"{value!r} is no whole number"
        raise ProgramError(message)
    return value
