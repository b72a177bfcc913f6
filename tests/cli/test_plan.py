import json
import sys
from typing import Any

import pytest
from tests.cli.command import refused, run_here, run_process

from citypact.book import open_book

EQUITY = ("--equity", "households")
KEYS = {
    "status",
    "gap",
    "objective",
    "agreement_with_model",
    "refinements",
    "years",
    "measures",
    "emissions",
    "target_met",
    "money",
    "seconds",
}


def test_malmo_answers_in_json_from_a_cold_process() -> None:
    """Nothing but JSON reaches standard output: the solver's own words do not."""
    done = run_process("plan", "malmo", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert set(said) >= KEYS
    assert (said["status"], said["target_met"]) == ("optimal", True)
    assert said["agreement_with_model"] <= 1e-3
    assert said["gap"] <= 1e-3
    assert said["years"] == list(range(2020, 2051))
    assert said["emissions"][2030 - 2020] <= 500.4
    measures = {each["id"]: each["level"] for each in said["measures"]}
    assert 0.0 < measures["act-ccs"][-1] < 1.0
    assert measures.keys() <= open_book("malmo").city().scenarios["contract"].levels.keys()


def test_template_cannot_reach_its_target_and_says_what_would_do() -> None:
    """With earlier starts, for those who ask for them, a little more can be reached."""
    stated = json.loads(run_here("plan", "template", "--starts", "stated", "--json").stdout)
    assert (stated["status"], stated["target_met"]) == ("infeasible", False)
    assert "target minus-70: allow 73.493 kt instead of 61.5 kt" in stated["message"]
    usual = json.loads(run_here("plan", "template", "--json").stdout)
    assert usual["message"] == stated["message"]
    free = json.loads(run_here("plan", "template", "--starts", "2022-2030", "--json").stdout)
    assert "target minus-70: allow 70.002 kt instead of 61.5 kt" in free["message"]


def test_another_target_of_the_template() -> None:
    said = json.loads(run_here("plan", "template", "--json", "--target", "one-tonne").stdout)
    assert (said["status"], said["target_met"]) == ("optimal", True)


def test_budget_changes_the_plan() -> None:
    def answer(*options: str) -> dict[str, object]:
        said = run_here("plan", "malmo", "--json", "--starts", "stated", *options)
        found: dict[str, object] = json.loads(said.stdout)
        return found

    assert answer("--budget", "sysav=8000")["status"] == "infeasible"
    assert answer("--budget", "sysav=20000")["status"] == "optimal"
    assert answer("--budget", "sysav=1000/year")["status"] == "infeasible"
    other = answer("--budget", "malmo-leasing=0")
    assert other["status"] == "optimal"
    money = other["money"]
    assert isinstance(money, dict)
    assert sum(money["malmo-leasing"]) == pytest.approx(0.0, abs=1e-6)


def test_whole_plant_or_none() -> None:
    said = json.loads(run_here("plan", "malmo", "--json", "--minimum", "act-ccs=1").stdout)
    assert said["status"] == "optimal"
    levels = {each["id"]: each["level"][-1] for each in said["measures"]}
    assert levels["act-ccs"] == pytest.approx(1.0)


def test_target_met_by_what_is_decided() -> None:
    said = json.loads(run_here("plan", "malmo", "--json", "--decided", "act-ccs=1").stdout)
    assert said["status"] == "already-met"
    assert [each["id"] for each in said["measures"]] == ["act-ccs"]


def test_time_limit_gives_the_best_until_then() -> None:
    said = json.loads(run_here("plan", "malmo", "--json", "--time-limit", "1e-6").stdout)
    assert (said["status"], said["gap"]) == ("time-limit", None)
    assert "ran out" in said["message"]


def test_without_a_plan_in_time_the_nearest_is_told_with_what_it_needs() -> None:
    short = ("plan", "malmo", "--budget", "sysav=1", "--time-limit", "1e-6", "--language")
    english, swedish = (run_here(*short, language).stdout for language in ("en", "sv"))
    assert "before a plan was found that keeps every limit" in english
    assert "less may be enough" in english
    assert "innan en plan hittades som håller alla gränser" in swedish
    assert "mindre kan räcka" in swedish


def test_table_in_both_languages() -> None:
    told = run_here("plan", "malmo").stdout
    assert told.startswith("Malmö\nA plan that keeps every limit.")
    assert "Carbon Capture and Storage" in told
    assert "The book states no cost of act-dh-expansion" in told
    options = ("--starts", "stated", "--budget", "sysav=2000")
    swedish = run_here("plan", "malmo", "--language", "sv", *options).stdout
    assert "Ingen plan hittades" in swedish
    assert "budget sysav, MSEK" in swedish


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--target", "minus-7"), "there is no target 'minus-7'. Did you mean 'minus-70'?"),
        (("--budget", "municipalty=1"), "there is no actor 'municipalty'. Did you mean"),
        (("--budget", "municipality=-1"), "an amount in MSEK, 0 or more; found -1"),
        (("--budget", "municipality"), "--budget is written ACTOR=MSEK or ACTOR=MSEK/year"),
        (("--budget", "municipality=5 EUR"), "found 'municipality=5 EUR'"),
        (("--budget", "=5"), "found '=5'"),
        (("--budget", "state=1", "--budget", "state=2"), "the budget state is given twice"),
        (("--minimum", "cycling=2"), "the least level of 'cycling' is from 0 to 1; found 2"),
        (("--minimum", "tram=1"), "no measure to choose among called 'tram'"),
        (("--decided", "tram=1"), "there is no measure 'tram'"),
        (("--decided", "cycling=1", "--decided", "cycling=0"), "names 'cycling' twice"),
        (("--rate", "3.5"), "such as 0.035, from 0 to 0.25; found 3.5"),
        (("--time-limit", "0"), "the time limit is a number of seconds above 0; found 0"),
        (("--scenario", "contrct"), "there is no scenario 'contrct'. Did you mean 'contract'?"),
        (("--scenario", "reference"), "has no computable measure to choose among"),
    ],
)
def test_bad_input_is_told(options: tuple[str, ...], why: str) -> None:
    assert why in refused("plan", "template", *options)


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = refused(
        "plan",
        "template",
        *("--budget", "municipality=100EUR", "--budget", "municipalty=5"),
        *("--minimum", "tram=1", "--decided", "cycling", "--target", "minus-7"),
        *("--rate", "35", "--robust", "95", "--time-limit", "0", "--save", "contract"),
    )
    assert "things are wrong with what is asked:\n  - " in told
    for part in (
        "--budget is an amount in MSEK, in prices of 2020, without a currency behind it",
        "found 'municipality=100EUR': turn EUR into MSEK of that year",
        "there is no actor 'municipalty'. Did you mean 'municipality'?",
        "no measure to choose among called 'tram'",
        "--decided is written MEASURE=LEVEL, such as tramway=1; found 'cycling'",
        "there is no target 'minus-7'. Did you mean 'minus-70'?",
        "the discount rate is a fraction a year, such as 0.035, from 0 to 0.25; found 35",
        "a probability is a fraction above 0 and at most 1, such as 0.95; found 95",
        "the time limit is a number of seconds above 0; found 0",
        "has a scenario 'contract' already",
        "template came with Citypact and is not written to",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--front", "5", "--next"), "--front and --next are different questions"),
        (("--robust", "0.5", "--tail", "0.5"), "--robust and --tail are different questions"),
        (("--robust", "nan"), "a probability is a fraction above 0 and at most 1"),
        (("--tail", "1"), "the level of the tail is a fraction from 0 to below 1"),
        (("--cost-tail", "0.9"), "--cost-tail needs --robust or --tail"),
        (("--front", "1"), "1 is not at least 2. The two ends are points too."),
        (("--draws", "1e6"), "1e6 is not at most 20000"),
        (("--save", "x", "--front", "5"), "--save keeps a plan: ask for one"),
        (("--into", "x"), "--into and the titles belong to --save"),
        (("--payer", "municipality"), "--payer belongs to --objective payer-cost and to --next"),
        (("--next", "--payer", "state", "--payer", "eu"), "kronor of one payer: name one"),
        (("--objective", "tonnes"), "most tonnes for the money need a budget"),
        (("--objective", "tonnes", "--front", "3"), "--objective tonnes is no cost"),
        (("--objective", "tonnes", "--robust", "0.5"), "asks for no target, and --robust needs"),
        (("--objective", "payer-cost", "--payer", "nobody"), "there is no actor 'nobody'"),
        (("--equity", "nobody"), "there is no actor or type of household 'nobody'"),
        (("--starts", "soon"), "names years such as 2026-2030; found 'soon'"),
        (("--starts", "1990"), "a measure cannot begin in 1990"),
        (("--budget", "state=1@soon"), "--budget names years such as 2026-2030; found 'soon'"),
        (("--budget", "state=1@2030-2026"), "the first not after the last; found 2030 to 2026"),
        (("--next", "--by", "per-krona"), "--by per-krona needs --payer"),
        (("--next", "--by", "luck"), "'luck' is not one of"),
        (("--next", "--payer", "nobody"), "there is no actor 'nobody'"),
        (("--next", "--target", "a", "--target", "b"), "--next counts tonnes towards one target"),
        (("--next", "--rate", "35"), "such as 0.035, from 0 to 0.25; found 35"),
    ],
)
def test_options_that_do_not_go_together_are_told(options: tuple[str, ...], why: str) -> None:
    assert why in refused("plan", "template", *options).replace("\n", " ")


def plan_of(*options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_here("plan", "malmo", "--json", *options).stdout)
    return found


def test_measures_begin_as_stated_or_when_it_is_best() -> None:
    stated = plan_of("--starts", "stated")
    assert all(each["postponed"] == 0 for each in stated["measures"])
    free = plan_of()
    assert free["objective"] <= stated["objective"]
    some = plan_of("--starts", "2026-2027")
    moved = [each for each in some["measures"] if each["postponed"]]
    assert all(each["start"] in {2026, 2027} for each in moved)
    assert "Acts from" in run_here("plan", "malmo", "--starts", "stated").stdout


def test_least_cost_to_the_city_and_to_one_of_its_companies() -> None:
    """The city's own are its boards and companies; what they pay each other is left out."""
    asked = ("--starts", "stated", "--objective", "payer-cost")
    city = plan_of(*asked)
    assert city["goal"] == "payer cost"
    one = plan_of(*asked, "--payer", "sysav")
    assert one["objective"] != city["objective"]
    told = run_here("plan", "malmo", *asked, "--payer", "sysav").stdout
    assert "Net cost of Sysav, present value:" in told


def test_most_tonnes_for_the_money() -> None:
    budget = ("--objective", "tonnes", "--budget", "sysav=5000")
    found = plan_of(*budget)
    assert sum(found["money"]["sysav"]) == pytest.approx(5000.0)
    assert found["objective"] < 0.0
    swedish = run_here("plan", "malmo", *budget, "--language", "sv").stdout
    assert "Utsläpp över alla år, mot inga åtgärder:" in swedish


def test_nobody_named_is_worse_off() -> None:
    """Households lose in this plan where nobody looks; with equity it costs society more."""
    free, fair = plan_of("--starts", "stated"), plan_of("--starts", "stated", *EQUITY)
    assert fair["objective"] >= free["objective"]
    assert fair["status"] in {"optimal", "feasible"}


def test_budget_of_some_years() -> None:
    found = plan_of("--budget", "malmo-leasing=10@2024-2030")
    paid = dict(zip(found["years"], found["money"]["malmo-leasing"], strict=True))
    assert sum(paid[year] for year in range(2024, 2031)) <= 10.0 + 1e-6


def test_robust_plan_tells_how_sure_it_is() -> None:
    options = ("--target", "one-tonne", "--robust", "0.8", "--draws", "20", "--seed", "3")
    said = json.loads(run_here("plan", "template", *options, "--json").stdout)
    assert set(said) >= {*KEYS, "robust"}
    assert said["robust"]["own"]["draws"] == 20
    assert said["robust"]["own"]["probability"]["one-tonne"] >= 0.8
    assert said["robust"]["seed"] == 3
    told = run_here("plan", "template", *options).stdout
    assert "Each target is to be met in at least 80.0 % of the draws." in told
    assert "20 draws, the plan's own" in told
    assert "10 000 fresh draws" in told
    swedish = run_here("plan", "template", *options, "--language", "sv").stdout
    assert "Varje mål ska nås i minst 80,0 % av dragningarna." in swedish


def test_tail_of_emissions_and_of_cost() -> None:
    options = ("--target", "one-tonne", "--tail", "0.9", "--cost-tail", "0.75", "--draws", "20")
    said = json.loads(run_here("plan", "template", *options, "--json").stdout)["robust"]
    assert (said["measure"], said["level"], said["cost_level"]) == ("tail", 0.9, 0.75)
    assert said["own"]["tail_gap"]["one-tonne"] <= 1e-6
    told = run_here("plan", "template", *options).stdout
    assert "in the mean of the worst 10 % of the draws" in told
    assert "mean of the dearest 25 %" in told


def test_more_measures_to_choose_among() -> None:
    def chosen(*options: str) -> set[str]:
        said = json.loads(run_here("plan", "malmo", "--json", *options).stdout)
        return {each["id"] for each in said["measures"]}

    contract = open_book("malmo").city().scenarios["contract"].levels.keys()
    assert chosen() <= contract
    assert chosen("--all-measures") - contract


def test_missing_solver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    done = run_here("plan", "malmo")
    assert done.exit_code == 1
    assert (
        "this needs highspy, which is not installed: pip install 'citypact[choice]'" in done.stderr
    )
