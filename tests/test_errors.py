"""§ 8.1: an error says what is wrong, where, both values, and how to mend it."""

import copy
import importlib
import pickle
import pkgutil
from collections.abc import Iterator

import pytest

import citypact
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.cycle.stepping import StepError
from citypact.apps.drafting.models import KeptRow
from citypact.apps.drafting.rows import ConflictError, Edit
from citypact.apps.parties.details import DetailsError
from citypact.documents.bounded_verification import BoundError
from citypact.engine.errors import NotFiniteError, ProgramError
from citypact.engine.workers import StoppedError
from citypact.errors import (
    BookError,
    CitypactError,
    ContractError,
    EnvironmentFault,
    InputError,
    Problem,
)
from citypact.figures.figure import FigureUnavailable
from citypact.said import Said

FULL = Problem(
    "measures.csv",
    7,
    "authority",
    "choice",
    Said("it is not allowed"),
    "boss",
    Said("board"),
    Said("write board"),
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (
            FULL,
            (
                "measures.csv, row 7, authority: it is not allowed (found 'boss'; allowed: board). "
                "Mend: write board"
            ),
        ),
        (Problem("a.csv", 0, "", "x", Said("it is empty")), "a.csv: it is empty"),
        (
            Problem("a.csv", 3, "", "x", Said("it is odd"), mend=Said("b")),
            "a.csv, row 3: it is odd. Mend: b",
        ),
        (
            Problem("a.csv", 0, "c", "x", Said("it is odd"), found="1"),
            "a.csv, c: it is odd (found '1')",
        ),
        (
            Problem("a.csv", 0, "c", "x", Said("it is odd"), allowed=Said("2")),
            "a.csv, c: it is odd (allowed: 2)",
        ),
    ],
)
def test_a_problem_is_told_in_one_sentence(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_problems_are_ordered_by_file_row_and_column() -> None:
    problems = [
        Problem("b.csv", 1, "a", "x", Said("m")),
        Problem("a.csv", 10, "a", "x", Said("m")),
        Problem("a.csv", 9, "b", "x", Said("m")),
        Problem("a.csv", 9, "a", "x", Said("m")),
    ]
    assert sorted(problems) == problems[::-1]


@pytest.mark.parametrize(("count", "noun"), [(1, "1 problem:"), (2, "2 problems:")])
def test_a_book_error_carries_and_lists_every_problem(count: int, noun: str) -> None:
    error = BookError("malmo", [FULL] * count)
    assert error.problems == (FULL,) * count
    assert str(error).startswith(f"the city book malmo has {noun}\n  - measures.csv, row 7")
    assert str(error).count("\n  - ") == count


def test_the_tree_of_errors() -> None:
    assert issubclass(BookError, InputError)
    assert issubclass(InputError, CitypactError)
    assert issubclass(EnvironmentFault, CitypactError)
    assert not issubclass(EnvironmentFault, InputError)


EDIT = Edit("commitments", "2026:capture", {"text_sv": "Vi fångar in."}, 3)
#: One of each kind, as it is raised.
RAISED = {
    type(error): error
    for error in (
        CitypactError("it went wrong"),
        InputError(Said("%(count)d is too many", count=3)),
        EnvironmentFault("the disk is full", "at the end"),
        BookError("malmo", [FULL, FULL]),
        ContractError("malmo/2030", [FULL]),
        ProgramError("the program is truncated"),
        NotFiniteError("total is infinite in 2031"),
        StoppedError(),
        FigureUnavailable(Said("there are no costs")),
        BoundError("time", "it took too long"),
        FieldsError("This cannot be kept:", {"title_sv": "Give a name."}),
        DetailsError("malmo", {"number": "One digit is wrong.", "parent": "There is none."}),
        StepError(("Nobody has signed.", "There is no date.")),
        ConflictError("malmo", [(EDIT, KeptRow(pk=7)), (EDIT, None)]),
    )
}


def kinds(base: type[CitypactError] = CitypactError) -> Iterator[type[CitypactError]]:
    """Every kind of error that the package defines."""
    yield base
    for kind in base.__subclasses__():
        yield from kinds(kind)


def test_every_error_of_the_package_is_the_same_in_another_process() -> None:
    for module in pkgutil.walk_packages(citypact.__path__, "citypact."):
        if module.name not in {"citypact.__main__", "citypact.site.wsgi"}:  # these run the program
            importlib.import_module(module.name)
    for kind in kinds():
        assert kind in RAISED, f"{kind.__qualname__} is missing among those that are tried"
        error = RAISED[kind]
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301  own bytes
            assert type(again) is kind
            assert (again.args, vars(again)) == (error.args, vars(error))
            assert (str(again), again.said.template) == (str(error), error.said.template)
