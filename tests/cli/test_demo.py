"""The demo: what it leaves behind when it ends well, and that it leaves nothing half when not."""

import hashlib
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.command import ENVIRONMENT, command, refused, run_process

from citypact.apps.workspace.preparing import prepare_city
from citypact.book import open_book
from citypact.choice.decision_basis import decision_basis
from citypact.cli.demo import _begin_drawing
from citypact.cli.output_folder import CONTENTS
from citypact.documents.summary import summary
from citypact.figures import Context, draw_all, drawing
from citypact.figures.words import LANGUAGES
from citypact.model import run_scenario

#: So many draws take far longer than a test waits.
ENDLESS = "5e8"

SPOILED = """
import errno, sys
from pathlib import Path
from citypact.cli import demo, main

def write_files(folder, *rest):
    (folder / "results.json").write_text("{")
    raise OSError(errno.ENOSPC, "No space left on device")

demo.write_files = write_files
main.main(sys.argv[1:])
"""


#: The demo on a disk that is full when the workspace is written.
FULL_WORKSPACE = """
import sys
from citypact.cli import demo, main

prepare = demo.setup

def setup(workspace):
    prepare(workspace)
    from citypact.apps.workspace import loading
    from django.db import OperationalError

    def load_city(*rest, basis, progress):
        raise OperationalError("database or disk is full")

    loading.load_city = load_city

demo.setup = setup
demo.write_files = lambda *rest: []
main.main(sys.argv[1:])
"""

#: The demo without what takes long: pictures and paper.
QUICK = """
import sys
from citypact.cli import demo, main

demo.write_files = lambda *rest: []
demo.load = lambda book, results, workspace, progress, basis: demo.setup(workspace)
main.main(sys.argv[1:])
"""


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def started(arguments: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in ``folder``; ended with the block, whatever happens."""
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def said_until(process: subprocess.Popen[str], part: str) -> str:
    """Read what the process tells of its progress until ``part`` is said."""
    assert process.stderr is not None
    for line in process.stderr:
        if part in line:
            return line
    message = f"it ended without saying {part!r}"
    raise AssertionError(message)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which a demo of the invented city has run and ended by itself."""
    folder = tmp_path_factory.mktemp("demo")
    arguments = ("demo", "--book", "template", "--no-serve", "--draws", "64")
    done = run_process(*arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    assert "Minus 70 percent by 2030" in done.stdout
    assert "Written to out/template\n" in done.stdout
    assert done.stdout.endswith(
        "citypact contract verify out/template/contract-signed.pdf "
        "--trust out/template/contract-signed-sample-root.pem --rerun\n"
        "Open the workspace, and be told how to sign in: citypact serve --workspace out/workspace\n"
    )
    assert "Typesetting summaries: " in done.stderr
    return folder


def test_what_is_served_later_tells_how_to_sign_in_too(output: Path) -> None:
    with started(command("serve", "--port", "0", "--language", "en"), output) as process:
        assert process.stdout is not None
        opened, told = process.stdout.readline(), process.stdout.readline()
        address = next(word for word in opened.split() if word.startswith("http://"))
        assert "as demo@example.org" in told
        way_in = told.split()[-1]
        assert way_in.startswith(address)
        with urllib.request.urlopen(way_in, timeout=30) as answer:  # noqa: S310  our own site
            # A link that holds leads on to where the password is chosen.
            assert answer.url.endswith("-set-password/")


def test_output_is_complete(output: Path) -> None:
    folder = output / "out" / "template"
    found = names(folder)
    assert {"template-sammanfattning.pdf", "template-summary.pdf", "results.json"} <= found
    assert {"investment-plan.xlsx", "contract-signed.pdf"} <= found
    assert {
        f"figures/pathway.{language}.{form}" for language in ("sv", "en") for form in ("svg", "csv")
    } <= found
    assert {"tables/reference/total.csv", "tables/contract/bands.csv"} <= found
    assert (folder / "template-summary.pdf").read_bytes().startswith(b"%PDF-")
    contents = json.loads((folder / CONTENTS).read_text())["sha256"]
    assert set(contents) == found - {CONTENTS}
    for name, digest in contents.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_results_are_those_of_each_run(output: Path) -> None:
    said = json.loads((output / "out" / "template" / "results.json").read_text())
    assert list(said["scenarios"])[:2] == ["reference", "contract"]
    alone = run_process("run", "template", "--draws", "64", "--json")
    assert said["scenarios"]["contract"] == json.loads(alone.stdout)
    assert set(said["scenarios"]) == {"reference", "contract", "contract-slow-grid", "half"}
    for result in said["scenarios"].values():
        assert len(result["bands"]["p50"]) == len(result["years"])


def test_nothing_else_is_left(output: Path) -> None:
    assert {path.name for path in (output / "out").iterdir()} == {"template", "workspace"}


def test_statistics_that_are_none_or_lack_the_city_are_told_before_any_work(
    tmp_path: Path,
) -> None:
    arguments = ("demo", "--book", "template", "--no-serve", "--smhi", "figures.csv")
    done = run_process(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert "figures.csv" in done.stderr
    rows = [
        f"{place},{year},transport,{1000 + place}"
        for place in range(1280, 1286)
        for year in (1990, 2000, 2005, 2010, 2015, 2020, 2023)
    ]
    text = "\n".join(["kommun_kod,year,sector,tonnes_co2e", *rows])
    (tmp_path / "figures.csv").write_text(text + "\n")
    done = run_process(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert "'0000' is not in the figures" in done.stderr
    assert "Computing" not in done.stderr


def test_page_is_served_at_the_end_until_an_interrupt(output: Path) -> None:
    arguments = ("--book", "template", "--out", output / "other", "--draws", "16", "--port", "0")
    with started([sys.executable, "-c", QUICK, "demo", *map(str, arguments)], output) as process:
        assert process.stdout is not None
        told = ""
        while "http://" not in told:
            line = process.stdout.readline()
            assert line, told
            told += line
        address = re.search(r"http://\S+", told)
        assert address is not None
        with urllib.request.urlopen(address[0], timeout=30) as answer:  # noqa: S310  our own site
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_interrupt_leaves_the_last_output(output: Path) -> None:
    before = names(output / "out" / "template")
    arguments = ("demo", "--book", "template", "--no-serve", "--draws", ENDLESS)
    with started(command(*arguments), output) as process:
        said_until(process, "Computing reference")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted. The last complete output stays as it was." in said
    assert "Traceback" not in said
    assert names(output / "out" / "template") == before
    assert {path.name for path in (output / "out").iterdir()} == {"template", "workspace"}


def test_second_demo_is_refused_while_the_first_one_writes(output: Path) -> None:
    before = names(output / "out" / "template")
    arguments = ("demo", "--book", "template", "--no-serve", "--draws")
    with started(command(*arguments, ENDLESS), output) as process:
        said_until(process, "Computing reference")
        second = run_process(*arguments, "16", folder=output)
        assert second.returncode == 1
        assert f"out/template is being written by process {process.pid}: wait" in second.stderr
        assert "Computing" not in second.stderr
        process.kill()
    assert names(output / "out" / "template") == before


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (SPOILED, "Error: the disk is full: make room, or write to another place"),
        (FULL_WORKSPACE, "could not be written (database or disk is full); it is as it was."),
    ],
)
def test_full_disk_leaves_the_last_output(output: Path, script: str, why: str) -> None:
    before = (output / "out" / "template" / "results.json").read_bytes()
    arguments = ("demo", "--book", "template", "--no-serve", "--draws", "16")
    with started([sys.executable, "-c", script, *arguments], output) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert why in said
    assert "Traceback" not in said
    assert (output / "out" / "template" / "results.json").read_bytes() == before
    assert {path.name for path in (output / "out").iterdir()} == {"template", "workspace"}


def test_occupied_port_is_told_before_any_work(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_process("demo", "--book", "template", "--port", str(port), folder=tmp_path)
    assert done.returncode == 1
    assert f"port {port} on 127.0.0.1 is taken by another program" in done.stderr
    assert "--port" in done.stderr
    assert "Checking" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "template").mkdir()
    (tmp_path / "template" / "letter.txt").write_text("Dear city,")
    said = run_process("demo", "--book", "template", "--no-serve", "--out", tmp_path)
    assert said.returncode == 2
    assert "holds files that Citypact did not write" in said.stderr
    assert names(tmp_path) == {"template/letter.txt"}


def test_unknown_book_writes_nothing(tmp_path: Path) -> None:
    done = run_process("demo", "--book", "atlantis", "--no-serve", folder=tmp_path)
    assert done.returncode == 2
    assert "no packaged book of that name" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_port_that_is_none() -> None:
    assert "70000 is not at most 65535" in refused("demo", "--port", "70000")


def test_what_is_begun_beside_is_what_files_paper_and_pages_ask_for(tmp_path: Path) -> None:
    """Each picture once: none is begun that nobody asks for, and none is asked for unbegun."""
    book = open_book("template")
    city = book.city()
    results = {name: run_scenario(city, name) for name in ("reference", "contract")}
    basis = decision_basis(city, results, points=2)
    context = Context.of(city, results, basis, book)
    begun: set[str] = set()
    unasked = set[str]()

    def elsewhere(work: Callable[[str], str], specification: str) -> Callable[[], str]:
        begun.add(specification)
        unasked.add(specification)

        def found() -> str:
            unasked.remove(specification)
            return work(specification)

        return found

    drawing._drawn.cache_clear()
    _begin_drawing(Context.of(city, results, None, book), elsewhere)
    early = len(begun)
    _begin_drawing(context, elsewhere)
    assert 30 < early < len(begun)
    draw_all(context, tmp_path)
    for language in LANGUAGES:
        summary(context, book, language)
    prepare_city(book, results, basis=basis)
    assert unasked == set()
    assert drawing._drawn.cache_info().misses == len(begun)
