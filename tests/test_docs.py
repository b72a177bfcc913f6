"""The documentation says what the program does: every command stands in it, equations show."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from citypact.cli.main import main


def build(folder: Path, builder: str, **pages: str) -> subprocess.CompletedProcess[str]:
    """Build pages with the project's own way of drawing commands and equations."""
    source = folder / "source"
    source.mkdir()
    extensions = Path(__file__).resolve().parents[1] / "docs/_ext"
    (source / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(extensions)!r})\n"
        'extensions = ["mathml", "myst_parser", "sphinx_click"]\n'
        'myst_enable_extensions = ["dollarmath"]\n'
        'html_math_renderer = "mathml"\n'
    )
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet", "-b", builder]
    return subprocess.run(
        [*command, str(source), str(folder / "built")], capture_output=True, text=True, check=False
    )


def commands(command: click.Command, path: str) -> Iterator[str]:
    """The whole name of a command and of every command below it."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


def test_every_command_has_its_usage_in_the_reference(tmp_path: Path, repository: Path) -> None:
    page = (repository / "docs/command-line.md").read_text("utf-8")
    done = build(tmp_path, "text", index=page)
    assert done.returncode == 0, done.stderr
    reference = (tmp_path / "built/index.txt").read_text("utf-8")
    names = list(commands(main, "citypact"))
    assert "citypact book check" in names
    assert [name for name in names if f"   {name} [OPTIONS]" not in reference] == []


def test_an_equation_is_drawn_without_a_script(tmp_path: Path) -> None:
    page = (
        "# Page\n\nWith $a_t$ and\n\n$$\nA_t = \\prod_m (1 - v_m)\n$$ (need)\n\nsee {eq}`need`.\n"
    )
    done = build(tmp_path, "html", index=page)
    assert done.returncode == 0, done.stderr
    drawn = (tmp_path / "built/index.html").read_text("utf-8")
    assert drawn.count("<math ") == 2
    assert '<span class="eqno">(1)</span>' in drawn
    assert drawn.count('id="equation-need"') == 1
    assert "mathjax.js" not in drawn


def test_an_equation_that_cannot_be_drawn_stops_the_build(tmp_path: Path) -> None:
    done = build(tmp_path, "html", index="# Page\n\n$\\nosuchcommand$\n")
    assert done.returncode != 0
    assert "nosuchcommand" in done.stderr
