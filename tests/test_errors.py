"""§ 8.1: an error says what is wrong, where, both values, and how to mend it."""

import pytest

from citypact.errors import BookError, CitypactError, EnvironmentFault, InputError, Problem
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
