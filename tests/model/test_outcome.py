import pytest

from citypact.model import City, Result, TargetOutcome, run_scenario


def outcome(result: Result, name: str) -> TargetOutcome:
    return {found.id: found for found in result.targets}[name]


def test_the_gap_is_what_is_emitted_beyond_what_the_target_allows(smallville: City) -> None:
    found = outcome(run_scenario(smallville, "none"), "down-70")
    assert found.value == pytest.approx(180.0)
    assert found.result is not None
    assert found.gap == pytest.approx(found.result - 180.0)
    assert (found.median, found.probability) == (None, None)


def test_the_gap_is_divided_by_what_is_emitted_in_the_targets_year(smallville: City) -> None:
    result = run_scenario(smallville, "none")
    found = outcome(result, "down-70")
    assert found.gap is not None
    for parts, emitted in (
        (found.by_sector, result.by_sector),
        (found.by_authority, result.by_authority),
    ):
        assert sum(parts.values()) == pytest.approx(found.gap)
        assert parts.keys() == emitted.keys()
        for name, gap in parts.items():
            assert gap / found.gap == pytest.approx(emitted[name][10] / result.total[10])


def test_with_draws_the_gap_is_that_of_the_median(smallville: City) -> None:
    result = run_scenario(smallville, "all", draws=200)
    found = outcome(result, "down-70")
    assert found.median == pytest.approx(result.bands["target/down-70"].p50[10])
    assert found.median is not None
    assert found.gap == pytest.approx(found.median - 180.0)


def test_a_probability_is_the_part_of_draws_that_meet_the_target(smallville: City) -> None:
    result = run_scenario(smallville, "all", draws=400)
    band = result.bands["target/tonne"]
    found = outcome(result, "tonne")
    assert found.value is not None
    assert found.probability is not None
    below = found.value > band.p50[20]
    assert (found.probability >= 0.5) == below


def test_a_budget_is_compared_as_a_sum(smallville: City) -> None:
    result = run_scenario(smallville, "none")
    found = outcome(result, "budget")
    assert found.result == pytest.approx(result.total[1:11].sum())


def test_what_is_not_computable_has_a_reason_and_no_figure(smallville: City) -> None:
    found = outcome(run_scenario(smallville, "all"), "eaten-half")
    assert not found.computable
    assert "boundary consumption" in found.reason
    assert (found.value, found.result, found.gap, found.probability) == (None,) * 4
    assert found.by_sector == {}
