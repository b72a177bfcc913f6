import errno
import tomllib
from pathlib import Path

import pytest

from citypact.cli.failures import EXTRAS, failure_from
from citypact.errors import BookError, CitypactError, EnvironmentFault, InputError, Problem
from citypact.said import Said


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (InputError("a"), 2),
        (BookError("malmo", [Problem("book.toml", 1, "id", "missing", Said("no id"))]), 2),
        (EnvironmentFault("a"), 1),
        (CitypactError("a"), 1),
    ],
)
def test_an_error_raised_on_purpose_keeps_its_words(error: CitypactError, exit_code: int) -> None:
    failure = failure_from(error)
    assert failure is not None
    assert failure.message == str(error)
    assert failure.exit_code == exit_code


def test_a_full_disk_says_where_and_what_to_do() -> None:
    failure = failure_from(OSError(errno.ENOSPC, "No space left on device", "out/results.json"))
    assert failure is not None
    assert failure.message == (
        "the disk is full at out/results.json: "
        "make room, or write to another place, and run it again"
    )
    assert failure.exit_code == 1


@pytest.mark.parametrize(("module", "extra"), EXTRAS.items())
def test_a_part_that_is_not_installed_is_named_with_its_extra(module: str, extra: str) -> None:
    failure = failure_from(ModuleNotFoundError("No module", name=f"{module}.inner"))
    assert failure is not None
    assert failure.message == (
        f"this needs {module}, which is not installed: pip install 'citypact[{extra}]'"
    )
    assert failure.exit_code == 1


@pytest.mark.parametrize("module", EXTRAS)
def test_the_extra_that_is_named_brings_the_module(module: str, repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    brought = " ".join(project["optional-dependencies"][EXTRAS[module]]).lower()
    assert module.replace("_", "-") in brought


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a"),
        OSError(errno.EIO, "Input/output error"),
        ModuleNotFoundError("No module", name="citypact.nothing"),
        ModuleNotFoundError("No module"),
    ],
)
def test_every_other_exception_is_a_fault_of_our_own(error: Exception) -> None:
    assert failure_from(error) is None
