import json
import subprocess
import sys
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from citypact import __version__
from citypact.cli import main as module
from citypact.cli.main import VERBS, main
from citypact.cli.verbs import Verb
from citypact.errors import InputError


def add_verb(monkeypatch: pytest.MonkeyPatch, name: str, command: object) -> None:
    """Put a verb into the table that is not on disk."""
    verbs = ModuleType("verbs_of_this_test")
    vars(verbs)[name] = command
    monkeypatch.setitem(sys.modules, verbs.__name__, verbs)
    monkeypatch.setitem(module.VERBS, name, Verb(f"{verbs.__name__}:{name}", f"Help of {name}."))


def test_help_lists_every_verb_with_its_line() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name, verb in VERBS.items():
        assert f"  {name} " in result.output
        assert verb.help in result.output


def test_help_imports_no_verb_and_nothing_heavy() -> None:
    script = (
        "import sys, json\n"
        "from citypact.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60
    )
    imported = set(json.loads(done.stdout.splitlines()[-1]))
    heavy = {"altair", "django", "numpy", "pandas", "pint", "rich", "typst", "xarray"}
    assert not imported & heavy
    assert not imported & {verb.command.partition(":")[0] for verb in VERBS.values()}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_its_command_and_help(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: main {name} ")


def test_an_unknown_verb_is_refused() -> None:
    result = CliRunner().invoke(main, ["rnu"])
    assert result.exit_code == 2
    assert "No such command 'rnu'" in result.output


def test_version_is_the_package_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.output == f"citypact, version {__version__}\n"


def test_bad_input_is_said_on_standard_error_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @click.command()
    def refuse() -> None:
        raise InputError("no scenario 'x'; there are: contract, reference")

    add_verb(monkeypatch, "refuse", refuse)
    result = CliRunner().invoke(main, ["refuse"])
    assert result.exit_code == 2
    assert result.stderr == "Error: no scenario 'x'; there are: contract, reference\n"
    assert result.stdout == ""


def test_an_interrupt_ends_with_130_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def wait() -> None:
        raise KeyboardInterrupt

    add_verb(monkeypatch, "wait", wait)
    result = CliRunner().invoke(main, ["wait"])
    assert result.exit_code == 130
    assert result.stderr == "\nInterrupted. The last complete output stays as it was.\n"


def test_a_fault_of_our_own_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = ZeroDivisionError("division by zero")

    @click.command()
    def divide() -> None:
        raise fault

    add_verb(monkeypatch, "divide", divide)
    result = CliRunner().invoke(main, ["divide"])
    assert result.exception is fault


def test_a_verb_that_is_no_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    add_verb(monkeypatch, "number", 7)
    with pytest.raises(TypeError, match=r"verbs_of_this_test:number is not a click command"):
        main(["number"], standalone_mode=False)
