import json
from itertools import pairwise

import pytest
from tests.cli.command import refused, run_here, run_process

from citypact.book import open_book
from citypact.cli.way_back import find_way_back
from citypact.model.compile import compiled
from citypact.model.scenario import run_scenario


def said(*arguments: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(run_here("sensitivity", *arguments, "--json").stdout)
    return answer


def test_malmo_is_told_in_tables() -> None:
    done = run_process("sensitivity", "malmo", "--samples", "64", "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("target/tgt-territorial-70, 2030: ")
    for heading in ("Sobol index", "Tornado", "If known", "What to measure next"):
        assert f"\n{heading}" in done.stdout
    assert "\nmeasures/act-ccs#delay " in done.stdout
    assert "MSEK" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_malmo_in_json_has_every_figure_once_and_in_order() -> None:
    answer = said("malmo", "--samples", "64")
    program = compiled(open_book("malmo").city()).program.select([str(answer["output"])])
    names = sorted(parameter.name for parameter in program.parameters)
    factors, bars = answer["factors"], answer["tornado"]
    assert isinstance(factors, list)
    assert isinstance(bars, list)
    assert sorted(name for factor in factors for name in factor["parameters"]) == names
    assert sorted(bar["parameter"] for bar in bars) == names
    totals = [factor["total"] for factor in factors]
    assert totals == sorted(totals, reverse=True)
    lengths = [abs(bar["high"] - bar["low"]) for bar in bars]
    assert all(one >= other for one, other in pairwise(lengths))
    for factor in factors:
        low, high = factor["total_interval"]
        assert low <= factor["total"] <= high


def test_template_in_swedish_with_money() -> None:
    arguments = ("--carbon-value", "1500", "--language", "sv", "--samples", "64")
    told = run_here("sensitivity", "template", *arguments).stdout
    assert "Vad som bör mätas härnäst (minus-70, 2030)" in told
    assert "MSEK" in told
    information = said("template", "--carbon-value", "1500", "--samples", "64")["information"]
    assert isinstance(information, dict)
    assert information["figures"][0]["value_msek"] > 0.0
    without = said("template", "--samples", "64")["information"]
    assert isinstance(without, dict)
    assert {each["value_msek"] for each in without["figures"]} == {None}


def test_tornado_is_what_explain_says() -> None:
    answer = said("template", "--output", "sector/transport", "--year", "2040", "--samples", "64")
    book = open_book("template")
    way_back = find_way_back(book, "sector/transport@2040", "contract")
    ends = {ground.row.full_key: (ground.low, ground.high) for ground in way_back.grounds}
    assert answer["value"] == way_back.value
    bars = answer["tornado"]
    assert isinstance(bars, list)
    assert bars
    for bar in bars:
        assert ends[bar["parameter"].partition("#")[0]] == (bar["low"], bar["high"])


def test_scenario_and_seed_are_taken() -> None:
    reference = said("template", "--scenario", "reference", "--samples", "64")
    result = run_scenario(open_book("template").city(), "reference", measures=False)
    assert reference["value"] == next(t.result for t in result.targets if t.id == "minus-70")
    one, same, other = (said("template", "--samples", "64", "--seed", k) for k in "113")
    assert one == same
    assert one["factors"] != other["factors"]
    assert one["tornado"] == other["tornado"]


def test_figure_that_does_not_vary_has_no_indices() -> None:
    arguments = ("template", "--output", "met/minus-70", "--samples", "64")
    answer = said(*arguments)
    factors = answer["factors"]
    assert isinstance(factors, list)
    assert answer["variance"] == 0.0
    assert {factor["total"] for factor in factors} == {None}
    assert "there is no variance to divide" in run_here("sensitivity", *arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--output", "sector/transprt"], "Did you mean 'sector/transport'?"),
        (["--scenario", "contrct"], "there is no scenario 'contrct'. Did you mean 'contract'?"),
        (["--year", "2070"], "is yearly, from 2020 to 2050; found the year 2070"),
        (["--samples", "8"], "8 is not at least 16"),
        (["--carbon-value", "-1"], "a carbon value is greater than 0 SEK a tonne"),
        (["--output", "allowed/forty-kt"], "there is no variance to divide"),
    ],
)
def test_what_is_refused(arguments: list[str], why: str) -> None:
    assert why in refused("sensitivity", "template", "--language", "en", *arguments)
