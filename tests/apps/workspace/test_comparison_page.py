"""The page that compares the contract with the computed plan, in both languages."""

from dataclasses import replace

import pytest
from django.utils import translation
from tests.figures.cities import book_of, context_of

from citypact.apps.workspace.comparison_page import comparison_report
from citypact.apps.workspace.prepared import PreparedPart, PreparedReport
from citypact.choice.comparison import Comparison


def found_of(city: str) -> Comparison:
    """The contract and the computed plan."""
    basis = context_of(city).basis
    assert basis is not None
    assert basis.comparison is not None
    return basis.comparison


def report(city: str, language: str = "en", found: Comparison | None = None) -> PreparedReport:
    """The page of a packaged book."""
    with translation.override(language):
        made = context_of(city).city
        return comparison_report(made, found or found_of(city), {}, language, ("city",))


def part(page: PreparedReport, name: str) -> PreparedPart:
    """A part of the page."""
    return next(each for each in page.parts if each.id == name)


def written(value: float) -> str:
    """An amount with every digit."""
    return f"{value!r} MSEK".replace("-", "\N{MINUS SIGN}")


def test_it_begins_with_what_the_two_cost() -> None:
    found = found_of("malmo")
    contract, computed, apart = report("malmo").key_figures
    assert contract.exact == written(found.contract.cost)
    assert computed.exact == written(found.computed.cost)
    assert apart.exact == written(found.contract.cost - found.computed.cost)
    for figure, cost in ((contract, found.contract.cost), (computed, found.computed.cost)):
        assert ("Below zero it is a gain." in figure.sentence) is (cost < 0.0)
    assert "51\N{NO-BREAK SPACE}kt less" in apart.sentence


def test_a_contract_that_emits_more_says_so() -> None:
    found = found_of("malmo")
    worse = replace(found, contract=replace(found.contract, emissions=600.0))
    assert "more in 2030" in report("malmo", found=worse).key_figures[2].sentence


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_measure_stands_with_its_level_share_and_cost_in_both(language: str) -> None:
    found = found_of("malmo")
    (named,) = part(report("malmo", language), "measures-of-both").tables
    assert len(named.table.rows) == len(found.portfolio.measures)
    rows = dict(zip(named.table.keys, named.table.rows, strict=True))
    comma = "," if language == "sv" else "."
    sides = (found.contract, found.computed)
    for name in found.portfolio.measures:
        levels = [100.0 * side.scenario.levels.get(name, 0.0) for side in sides]
        row = rows[f"measures/{name}"]
        assert row[3:5] == tuple(f"{level:.1f}".replace(".", comma) for level in levels)
        for cell, level in zip(row[1:3], levels, strict=True):
            assert bool(cell) is (level > 0.0), "a measure that is not taken grows in no year"
    assert rows["measures/act-dh-expansion"][7:] == ("–", "–"), "no cost is stated: missing"


def test_a_measure_grows_in_the_years_that_its_scenario_gives_it() -> None:
    found = found_of("malmo")
    later = replace(found.computed.scenario, postponed={"act-ccs": 3}, levels={"act-ccs": 1.0})
    moved = replace(found, computed=replace(found.computed, scenario=later))
    (named,) = part(report("malmo", found=moved), "measures-of-both").tables
    rows = dict(zip(named.table.keys, named.table.rows, strict=True))
    contract, computed = rows["measures/act-ccs"][1:3]
    assert contract == "2029–2030"
    assert computed == "2032–2033"


def test_what_is_rounding_is_not_written_out() -> None:
    found = found_of("malmo")
    tiny = replace(found, plan=replace(found.plan, agreement=1e-15, gap=2e-4))
    linear, gap = part(report("malmo", found=tiny), "search").sentences
    assert "< 0.00010\N{NO-BREAK SPACE}%" in linear
    assert "0.020\N{NO-BREAK SPACE}%" in gap


def test_what_a_plan_cannot_choose_and_what_is_free_is_said() -> None:
    cannot, free = part(report("malmo"), "measures-of-both").sentences
    assert "16 measures more" in cannot
    assert "they are free: " in free


def test_payers_add_up() -> None:
    found = found_of("malmo")
    (named,) = part(report("malmo"), "payers-of-both").tables
    assert named.table.rows[-1][1] == f"{found.contract.investment.uses.total.sum():,.0f}"
    assert named.table.rows[-1][3] == f"{found.computed.investment.uses.total.sum():,.0f}"
    assert all(key.startswith("actors/") for key in named.table.keys[:-1])


def test_what_pays_for_itself_has_no_cost_per_tonne() -> None:
    (named,) = part(report("malmo"), "next-best").tables
    listed = found_of("malmo").next_best.listed
    assert any(each.abatement.net_cost < 0 for each in listed)
    for row, each in zip(named.table.rows, listed, strict=False):
        assert (row[2] == "–") is (each.abatement.cost_per_tonne is None)
        assert row[4] == ("stated" if each.cost_stated else "not stated")


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_every_row_of_a_measure_leads_back_to_the_book(city: str) -> None:
    for each in report(city).parts:
        for named in each.tables:
            for key in filter(None, named.table.keys):
                assert book_of(city).row(key).full_key == key


def test_where_no_plan_is_found_it_says_what_would_mend_it() -> None:
    page = report("template")
    mends = part(page, "mends")
    assert mends.sentences == ("Any one of these changes would be enough.",)
    assert mends.tables[0].table.rows[0][0] == "the target: Minus 70 percent by 2030"
    assert "comes nearest" in part(page, "plans").sentences[0]
    together = replace(found_of("template").plan, together=True)
    page = report("template", found=replace(found_of("template"), plan=together))
    assert "all of these are needed" in part(page, "mends").sentences[0]
    assert "mends" not in [each.id for each in report("malmo").parts]


def test_where_the_time_ran_out_without_a_plan_it_says_what_the_nearest_needs() -> None:
    late = replace(found_of("template").plan, status="time-limit", together=True)
    page = report("template", found=replace(found_of("template"), plan=late))
    assert "comes nearest" in part(page, "plans").sentences[0]
    assert "less may be enough" in part(page, "mends").sentences[0]
    late = replace(late, mends=())
    page = report("template", found=replace(found_of("template"), plan=late))
    assert "best one found until then" in part(page, "plans").sentences[0]


def test_it_tells_how_sure_the_plan_is() -> None:
    linear, gap = part(report("malmo"), "search").sentences
    assert f"sequence of {found_of('malmo').plan.refinements} linear" in linear
    assert "% of the total cost" in gap
    assert "Nothing was proved" in part(report("template"), "search").sentences[1]


def test_a_front_that_is_not_whole_says_so() -> None:
    found = found_of("malmo")
    assert part(report("malmo"), "front").sentences == ()
    cut = replace(found, front=replace(found.front, whole=False))
    (told,) = part(report("malmo", found=cut), "front").sentences
    assert "of 6 plans" in told
