"""The native executor: chosen when it is there, sizes checked, NumPy when it is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from tests.engine.random_programs import every_operation
from tests.processes import environment

from citypact.engine import _native, evaluate, native_status
from citypact.engine.executor import choose
from citypact.engine.native_executor import NativeExecutor, instruction_sets
from citypact.errors import InputError

PROGRAM = every_operation(last_year=2022)
ROWS = len(PROGRAM.parameters) + 1
LATIN = np.zeros((ROWS, 8), dtype=np.uint32)
SOBOL = np.zeros((ROWS, 33), dtype=np.uint32)


def test_auto_takes_the_native_one_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITYPACT_EXECUTOR", raising=False)
    best = instruction_sets()[-1]
    assert choose("auto").name == choose("native").name == f"native {best}"
    assert native_status() == f"native, {best} instructions"
    monkeypatch.setenv("CITYPACT_EXECUTOR", "numpy")
    assert choose("auto").name == "numpy"
    assert native_status().startswith("NumPy: CITYPACT_EXECUTOR asks for it")
    monkeypatch.setenv("CITYPACT_EXECUTOR", "quantum")
    with pytest.raises(InputError, match="there is no executor 'quantum'"):
        choose("auto")


def test_without_the_extension_numpy_runs_and_the_status_says_why() -> None:
    code = """
import sys
sys.modules["citypact.engine._native"] = None
from citypact.engine import evaluate, native_status
from citypact.errors import EnvironmentFault
from tests.engine.random_programs import every_operation
from tests.processes import environment
print(native_status())
print(evaluate(every_operation(last_year=2022))["output 1"].sum().hex())
try:
    evaluate(every_operation(last_year=2022), executor="native")
except EnvironmentFault as fault:
    print(fault)
"""
    found = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    )
    status, value, fault = found.stdout.splitlines()
    assert status.startswith("NumPy: the extension is not there")
    assert value == evaluate(PROGRAM)["output 1"].sum().hex()
    assert fault.startswith("there is no native executor: the extension is not there")


def test_an_instruction_set_that_the_machine_lacks_is_refused() -> None:
    with pytest.raises(InputError, match="this machine can run baseline"):
        NativeExecutor("avx9")


def run(**changed: object) -> None:
    """Call the extension as the executor does, but for what is ``changed``."""
    prepared = NativeExecutor("baseline").prepare(PROGRAM)
    arguments: dict[str, object] = {
        "program": prepared._handle,
        "instruction_set": "baseline",
        "by_years": False,
        "lanes": 3,
        "sampling": 0,
        "size": 0,
        "key": 1,
        "words": np.zeros(0, dtype=np.uint32),
        "leaves": PROGRAM.nominal,
        "parameters": None,
        "draws": np.arange(3, dtype=np.uint64),
        "scratch": np.zeros(prepared._scratch_doubles),
        "result": np.zeros((PROGRAM.quantities, 3)),
    }
    call: Callable[..., object] = _native.run
    call(*(arguments | changed).values())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"instruction_set": "avx9"}, "this machine lacks the instruction set"),
        ({"lanes": 0}, "the number of lanes is out of range"),
        ({"lanes": 2**62}, "the number of lanes is out of range"),
        ({"leaves": np.zeros(5)}, "the leaves have the wrong size"),
        ({"leaves": np.zeros(0)}, "the leaves have the wrong size"),
        ({"parameters": np.zeros(5)}, "the leaves have the wrong size"),
        ({"draws": np.zeros(2, dtype=np.uint64)}, "the draws have the wrong size"),
        ({"by_years": True}, "the draws have the wrong size"),
        ({"sampling": 3}, "there is no such sampling"),
        ({"sampling": -1}, "there is no such sampling"),
        ({"sampling": 1, "size": 3}, "the words of the sampling have the wrong size"),
        ({"words": np.zeros(1, dtype=np.uint32)}, "the words of the sampling have the wrong size"),
        ({"sampling": 1, "size": 0, "words": LATIN}, "the size of the sampling is out of range"),
        ({"sampling": 1, "size": 2**31, "words": LATIN}, "the size of the sampling is out of"),
        ({"sampling": 1, "size": 2, "words": LATIN}, "the sampling has no such draw"),
        (
            {"sampling": 2, "words": SOBOL, "draws": np.full(3, 2**32, dtype=np.uint64)},
            "the sampling has no such draw",
        ),
        ({"scratch": np.zeros(3)}, "the scratch memory is too small"),
        ({"result": np.zeros(3)}, "the result has the wrong size"),
        ({"result": np.zeros((PROGRAM.quantities, 4))}, "the result has the wrong size"),
        ({"result": np.zeros((3, PROGRAM.quantities)).T}, "the result has the wrong size"),
        ({"program": object()}, "PyCapsule"),
    ],
)
def test_the_extension_checks_what_it_is_given(changed: dict[str, object], message: str) -> None:
    run()
    with pytest.raises(ValueError, match=message):
        run(**changed)


def count(**changed: object) -> None:
    """Count eight draws as the executor does, but for what is ``changed``."""
    prepared = NativeExecutor("baseline").prepare(PROGRAM)
    quantities = PROGRAM.quantities
    arguments: dict[str, object] = {
        "program": prepared._handle,
        "instruction_set": "baseline",
        "lanes": 8,
        "sampling": 0,
        "size": 0,
        "key": 1,
        "words": np.zeros(0, dtype=np.uint32),
        "leaves": PROGRAM.nominal,
        "draws": np.arange(8, dtype=np.uint64),
        "scratch": np.zeros(prepared._scratch_doubles),
        "low": np.zeros(quantities),
        "scale": np.ones(quantities),
        "counts": np.zeros((quantities, 5), dtype=np.uint32),
        "minimum": np.zeros(quantities),
        "maximum": np.zeros(quantities),
        "sums": np.zeros((1, quantities)),
    }
    call: Callable[..., object] = _native.count
    call(*(arguments | changed).values())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"instruction_set": "avx9"}, "this machine lacks the instruction set"),
        ({"lanes": 7, "draws": np.arange(7, dtype=np.uint64)}, "lanes are counted eight at a time"),
        ({"draws": np.zeros(7, dtype=np.uint64)}, "the draws have the wrong size"),
        ({"low": np.zeros(3)}, "the histogram has the wrong size"),
        ({"scale": np.zeros(3)}, "the histogram has the wrong size"),
        ({"counts": np.zeros(3, dtype=np.uint32)}, "the histogram has the wrong size"),
        (
            {"counts": np.zeros((PROGRAM.quantities, 2), dtype=np.uint32)},
            "the histogram has the wrong size",
        ),
        (
            {"counts": np.zeros((PROGRAM.quantities, 2**15), dtype=np.uint32)},
            "the histogram has the wrong size",
        ),
        ({"minimum": np.zeros(3)}, "the histogram has the wrong size"),
        ({"maximum": np.zeros(3)}, "the histogram has the wrong size"),
        ({"sums": np.zeros(3)}, "the histogram has the wrong size"),
    ],
)
def test_the_extension_counts_in_no_other_memory(changed: dict[str, object], message: str) -> None:
    count()
    with pytest.raises(ValueError, match=message):
        count(**changed)


SOUND: dict[str, object] = {
    "first_year": 2020,
    "years": 2,
    "registers": 2,
    "shared": 0,
    "operations": np.array([[18, 1, 0, 0, 0, 1]], dtype=np.int32),
    "tables": np.zeros((1, 2)),
    "inputs": np.zeros(1, dtype=np.int32),
    "words": np.array([[1, 0, -1]], dtype=np.int32),
    "streams": np.zeros(1, dtype=np.uint64),
    "numbers": np.zeros((1, 7)),
    "groups": np.zeros(0, dtype=np.uint64),
    "outputs": np.array([[1, 0]], dtype=np.int32),
}


def operation(*fields: int) -> dict[str, object]:
    return {"operations": np.array([fields], dtype=np.int32)}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"years": 0}, "the number of years is out of range"),
        ({"years": 1001}, "the number of years is out of range"),
        ({"registers": -1}, "more registers than results"),
        ({"registers": 9}, "more registers than results"),
        ({"shared": 2}, "more operations are shared than there are"),
        (operation(99, 1, 0, 0, 0, 0), "an operation has an unknown code"),
        (operation(1, 2, 0, 0, 0, 0), "writes to a register that does not exist"),
        (operation(1, 1, 0, 7, 0, 0), "reads a register that does not exist"),
        (operation(5, 1, 0, 0, 0, 1), "reads a row that does not exist"),
        (operation(18, 1, 0, 0, 0, 0), "a delay is out of range"),
        (operation(18, 1, 0, 0, 0, 2000), "a delay is out of range"),
        ({"operations": np.zeros(5, dtype=np.int32)}, "an array has the wrong size"),
        ({"tables": np.zeros(3)}, "an array has the wrong size"),
        ({"inputs": np.full(1, 2, dtype=np.int32)}, "an input is placed in a register"),
        ({"words": np.array([[2, 0, -1]], dtype=np.int32)}, "a parameter is placed in a register"),
        (
            {"words": np.array([[1, 9, -1]], dtype=np.int32)},
            "a parameter has an unknown distribution",
        ),
        (
            {"words": np.array([[1, 0, 0]], dtype=np.int32)},
            "a parameter is in a group that does not exist",
        ),
        ({"streams": np.zeros(2, dtype=np.uint64)}, "the arrays of parameters differ in length"),
        ({"outputs": np.array([[2, 0]], dtype=np.int32)}, "an output is taken from a register"),
        ({"outputs": np.array([[1, 3]], dtype=np.int32)}, "an output has an unknown reduction"),
    ],
)
def test_the_extension_takes_no_program_that_leads_it_astray(
    changed: dict[str, object], message: str
) -> None:
    call: Callable[..., object] = _native.prepare
    call(*SOUND.values())
    with pytest.raises(ValueError, match=message):
        call(*(SOUND | changed).values())
