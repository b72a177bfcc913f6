import json

import numpy as np
from tests.cli.command import refused, run_here, run_process

from citypact.book import open_book
from citypact.cli.comparison import compared


def test_table_has_both_scenarios_and_their_difference() -> None:
    done = run_process("compare", "template", "reference", "contract", "--draws", "64")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Exempelstad: Reference – The contract"
    year = next(line.split() for line in lines if line.startswith("2030"))
    first, second, difference = (float(cell.replace("−", "-")) for cell in year[1:4])
    assert abs(second - first - difference) <= 0.1
    assert any(line.startswith("Transport ") for line in lines)


def test_json_agrees_with_the_two_runs() -> None:
    options = ("--draws", "64", "--json")
    said = json.loads(run_here("compare", "template", "reference", "contract", *options).stdout)
    for found in said["scenarios"]:
        ran = run_here("run", "template", "--scenario", found["scenario"], *options)
        alone = json.loads(ran.stdout)
        for key in ("emissions", "bands", "targets"):
            assert found[key] == alone[key]
    first, second = (np.array(found["emissions"]["total"]) for found in said["scenarios"])
    assert np.array_equal(np.array(said["difference"]["total"]), second - first)
    sectors = sum(np.array(row) for row in said["difference"]["by_sector"].values())
    assert np.allclose(sectors, second - first, atol=1e-9)


def test_difference_is_taken_draw_by_draw() -> None:
    """A scenario beside itself does not differ in any draw, however wide its band is."""
    found = compared(
        open_book("template"), "contract", "contract", draws=64, seed=1, executor="auto"
    )
    assert (found.first.bands["total"].p95 > found.first.bands["total"].p05).all()
    for line in (found.band.p05, found.band.p50, found.band.p95):
        assert not line.any()


def test_scenarios_on_different_backgrounds_are_compared() -> None:
    options = ("--draws", "64", "--json")
    answer = run_here("compare", "template", "contract", "contract-slow-grid", *options)
    assert json.loads(answer.stdout)["difference"]["total"][-1] > 0.0


def test_unknown_scenario_is_told() -> None:
    said = refused("compare", "template", "reference", "half-way")
    assert said.startswith("Error: there is no scenario 'half-way'. Did you mean 'half'?")


def test_draws_that_cannot_be_kept_are_refused_before_any_work() -> None:
    said = refused("compare", "template", "reference", "contract", "--draws", "1e9")
    assert "to store 1,000,000,000 draws of" in said
    assert "GB is free" in said
