"""Peers do the same work: what is written down for them is what the model computes."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from tests.benchmarks.peers import script
from tests.engine.random_programs import programs

from citypact.engine import NotFiniteError, Program
from citypact.engine.arrays import Floats

work = script("work", "")
dump = script("dump")
straight = script("straight")


def values_of(program: Program, draws: int) -> Floats:
    """Values of the parameters that differ from draw to draw."""
    spread = np.linspace(0.9, 1.1, draws)
    return program.nominal[len(program.inputs) :] * spread


def run(given_dump: object, lanes: int, *, filling: bool) -> Floats:
    """All draws of a dump by the straight NumPy function, in blocks of ``lanes``."""
    function = straight.Straight.of(given_dump, lanes, filling=filling)
    out = np.empty(function.dump.drawn.shape)
    with np.errstate(all="ignore"):  # what is not finite on the way may not reach a result
        function.evaluate(function.dump.draws, out)
    return out


@given(programs())
@settings(max_examples=60)
def test_straight_numpy_is_the_same_program(program: Program) -> None:
    """Whatever the operations: to the last bit, blocks that are not full included."""
    slider = (program.inputs[0].name, 0.25)
    try:
        written = work.dump_of(program, {}, slider, values_of(program, 5))
    except NotFiniteError:
        assume(False)  # noqa: FBT003  hypothesis's own call
    for filling in (False, True):
        assert np.array_equal(run(written, 3, filling=filling), written.drawn)


@given(programs())
@settings(max_examples=60)
def test_what_is_read_once_and_is_no_result_may_stand_within_another(program: Program) -> None:
    slider = (program.inputs[0].name, 0.25)
    try:
        written = work.dump_of(program, {}, slider, values_of(program, 1))
    except NotFiniteError:
        assume(False)  # noqa: FBT003  hypothesis's own call
    forms = script("vensim", "pysd").EQUATIONS
    found = script("nesting").nested(written, forms, {"delay"})
    read = [node for step in written.steps for node in step.operands]
    for node, step in enumerate(written.steps, start=len(written.leaves)):
        result = any(one.node == node for one in written.results)
        assert (node in found) <= (read.count(node) == 1 and not result and step.name != "delay")


def test_a_city_is_the_same_program_after_writing_and_reading(tmp_path: Path) -> None:
    """The template's contract: nominal, drawn, and with a slider moved."""
    made = work.Work.main("template")
    made.write(tmp_path, draws=70)
    for name in ("evaluation", "ensemble"):
        read = dump.Dump.read(tmp_path / name)
        for filling in (False, True):
            assert np.array_equal(run(read, 64, filling=filling), read.drawn)
    assert dump.Dump.read(tmp_path / "evaluation").rows.keys() == made.program.rows.keys()
    assert json.loads((tmp_path / "work.json").read_text())["scenario"] == made.scenario


def test_the_slider_moves_the_total() -> None:
    made = work.Work.main("template")
    name, level = made.slider
    assert level == made.inputs[name] / 2.0
    written = work.dump_of(made.program, made.inputs, made.slider, values_of(made.program, 1))
    rows = written.rows["total"]
    assert np.abs(written.moved[rows] - written.expected[rows]).max() > 0.0
    assert written.inputs[written.moved_input].name == name


def test_a_figure_that_is_off_is_found() -> None:
    made = work.Work.main("template")
    written = work.dump_of(made.program, made.inputs, made.slider, values_of(made.program, 1))
    found = written.expected.copy()
    assert written.apart(found, written.expected) == 0.0
    rows = written.rows["total"]
    found[rows.start] += 1e-6 * np.abs(found[rows]).max()
    assert written.apart(found, written.expected) == pytest.approx(1e-6)


def test_who_gives_other_figures_is_not_measured() -> None:
    report = script("report").Report("peer 1.0", Path(), 1)
    assert report.agrees(1e-10, 1e-9) == 1e-10
    for apart in (1e-8, float("nan")):
        with pytest.raises(SystemExit, match=r"off Citypact's, more than 1e-09"):
            report.agrees(apart, 1e-9)


@pytest.mark.parametrize("peer", ["pandas", "xarray"])
def test_a_model_written_anew_gives_the_figures_of_the_dump(peer: str) -> None:
    """From the tables alone: replacements and valued impacts are in the template too."""
    made = work.Work.main("template")
    written = work.dump_of(made.program, made.inputs, made.slider, values_of(made.program, 1))
    module = script("peer", peer)
    given_tables = module.given(made.book.path, made.scenario)
    held = module.compare(written, given_tables, module.evaluate(given_tables))
    assert held.apart < 1e-9
    assert {"total", "society"} <= held.compared
    words = {name.partition("/")[0] for name in held.compared}
    assert words >= {"sector", "use", "money", "impact-value", "target"}
    assert any(name.startswith("money/replacement/") for name in held.compared)


FOUND = {
    "numpy": {
        "version": "NumPy 9",
        "work": "draws",
        "us_per_draw": 30.0,
        "least": 27.0,
        "greatest": 33.0,
        "agreement": 0.0,
        "note": "1 process",
        "citypact_us_per_draw": 6.0,
        "ratio_to_citypact": 5.0,
        "aim": 15.0,
    },
    "ema": {"missing": "no disk"},
    "pysd": {"refused": "off"},
}


def test_the_table_tells_what_was_missed_missing_or_refused() -> None:
    *lines, missing, refused, machine = script("table", "").text(FOUND, {"cores": 2})
    assert lines[1].split("  ")[0] == "numpy (NumPy 9)"
    for told in ("30 µs a draw (90% to 110%)", "6 µs a draw", "15, missed", "0e+00"):
        assert told in lines[1]
    assert missing == "MISSING: ema: no disk"
    assert refused == "REFUSED: pysd: off"
    assert machine == "Machine: cores 2."


def test_the_table_is_written_into_the_readme(tmp_path: Path, repository: Path) -> None:
    table = script("table", "")
    readme = tmp_path / "README.md"
    readme.write_text((repository / "benchmarks" / "README.md").read_text(encoding="utf-8"))
    before, after = readme.read_text().split(table.BEGIN)
    for _ in range(2):  # again over what it has written
        table.write(FOUND, {"cores": 2}, readme)
        written = readme.read_text()
        assert written.startswith(before)
        assert written.endswith(after.split(table.END)[1])
        assert written.count("| numpy (NumPy 9) | draws |") == 1
    readme.write_text("no such lines")
    with pytest.raises(ValueError, match="to write the table between"):
        table.write(FOUND, {}, readme)


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Any]:
    """A peer of a few words, and its environment."""
    environments = script("environments", "")
    monkeypatch.setattr(environments, "HERE", tmp_path)
    folder = tmp_path / "stub"
    folder.mkdir()
    (folder / "requirements.txt").write_text("")
    return folder / "peer.py", environments.Environment("stub", tmp_path / "cache")


def test_what_cannot_be_installed_is_missing(stub: tuple[Path, Any]) -> None:
    _, environment = stub
    environment.path.parent.mkdir()
    environment.path.write_text("a file where a folder has to be")
    with pytest.raises(script("environments", "").MissingError, match="cannot be installed"):
        environment.make()


def test_a_peer_answers_lacks_something_or_is_refused(stub: tuple[Path, Any]) -> None:
    environments = script("environments", "")
    file, environment = stub
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    file.write_text("import sys; print('begun'); print(sys.argv[1])")
    assert environment.run(["done"]) == "done"
    file.write_text("import sys; print('no soffice', file=sys.stderr); sys.exit(69)")
    with pytest.raises(environments.MissingError, match="no soffice"):
        environment.run([])
    file.write_text("import sys; sys.exit('its figures are off')")
    with pytest.raises(environments.RefusedError, match="its figures are off"):
        environment.run([])


def test_other_requirements_make_another_environment(stub: tuple[Path, Any]) -> None:
    _, environment = stub
    before = environment.path
    environment.requirements.write_text("numpy==2.4.6\n")
    assert environment.path != before
