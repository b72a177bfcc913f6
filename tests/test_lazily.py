"""A room gives the names that it says it gives, whatever of it has been imported before."""

import ast
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from citypact.lazily import lazily

ROOMS = ("citypact.book", "citypact.contract.checker", "citypact.figures", "citypact.model")


def shown_to_types(room: str) -> dict[str, str]:
    """The names that a room imports for those who read types, with the modules they are of."""
    file = import_module(room).__file__
    assert file is not None
    (branch,) = (
        each for each in ast.parse(Path(file).read_text()).body if isinstance(each, ast.If)
    )
    imports = [each for each in branch.body if isinstance(each, ast.ImportFrom)]
    return {name.name: each.module or "" for each in imports for name in each.names}


@pytest.mark.parametrize("room", ROOMS)
def test_what_types_see_is_what_is_given(room: str) -> None:
    package, shown = import_module(room), shown_to_types(room)
    assert sorted(shown) == sorted(package.__all__)
    for name, module in shown.items():
        assert getattr(package, name) is getattr(import_module(module), name), name


@pytest.mark.parametrize("room", ROOMS)
def test_no_name_is_that_of_a_module_which_would_take_its_place(room: str) -> None:
    modules = [name for name in import_module(room).__all__ if find_spec(f"{room}.{name}")]
    assert modules == []


def test_a_name_that_is_not_given_is_an_error_that_names_both() -> None:
    given = lazily("citypact.book", {"table": ("Row",)})
    assert given("Row") is import_module("citypact.book.table").Row
    with pytest.raises(AttributeError, match=r"'citypact\.book' has no attribute 'Table'"):
        given("Table")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_imported_without_what_it_rests_on(room: str) -> None:
    code = f"import sys, {room}; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
