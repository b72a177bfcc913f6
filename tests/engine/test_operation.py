"""The table of operations is one, and everyone follows it."""

from __future__ import annotations

import inspect
from pathlib import Path

from citypact.engine import TABLE, ProgramBuilder, _native
from citypact.engine.numpy_executor import DEFINITIONS
from citypact.engine.operation import OperationMethods


def test_codes_are_places_in_the_table() -> None:
    assert [operation.code for operation in TABLE] == list(range(len(TABLE)))
    assert len({operation.name for operation in TABLE}) == len(TABLE)


def test_every_operation_is_defined_by_numpy_and_known_to_the_extension() -> None:
    assert set(DEFINITIONS) == {operation.code for operation in TABLE}
    assert [operation.name for operation in TABLE] == list(_native.OPERATIONS)


def test_every_operation_has_a_method_of_its_name_and_every_method_an_operation() -> None:
    methods = {
        name
        for name, _ in inspect.getmembers(OperationMethods, inspect.isfunction)
        if not name.startswith("_")
    }
    assert methods - {"apply"} == {operation.name for operation in TABLE}
    for operation in TABLE:
        taken = inspect.signature(getattr(ProgramBuilder, operation.name)).parameters
        assert len(taken) == 1 + len(operation.operands) + bool(operation.row), operation.name


def test_an_operation_takes_at_most_three_operands() -> None:
    assert max(len(operation.operands) for operation in TABLE) == 3


def test_every_operation_stands_in_the_method(repository: Path) -> None:
    page = (repository / "docs/method-engine.md").read_text("utf-8")
    assert [operation.name for operation in TABLE if f"`{operation.name}`" not in page] == []
