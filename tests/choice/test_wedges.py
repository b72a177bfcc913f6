"""Wedges sum from the reference path to the scenario, year by year."""

from dataclasses import replace

import numpy as np
import pytest
from tests.figures.cities import context_of

from citypact.choice.wedges import wedges
from citypact.errors import InputError
from citypact.model import Result, run_scenario


def runs(city: str) -> tuple[Result, Result]:
    """Reference and contract of a packaged book."""
    context = context_of(city)
    assert context.reference is not None
    assert context.contract is not None
    return context.reference, context.contract


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_they_sum_from_the_reference_path_to_the_scenario(city: str) -> None:
    reference, contract = runs(city)
    found = wedges(reference, contract)
    left = found.reference - sum(found.measures.values())
    np.testing.assert_allclose(left, contract.total, rtol=1e-12)
    assert (found.scenario == contract.total).all()
    assert (found.reference == reference.total).all()
    assert len(found.measures) > 4


def test_a_measure_that_is_decided_already_is_a_wedge_of_what_is_promised_beyond() -> None:
    context = context_of("template")
    city = context.city
    decided = replace(city.scenarios[city.reference], levels={"cycling": 0.5})
    more = replace(city, scenarios={**city.scenarios, city.reference: decided})
    reference, contract = (run_scenario(more, each) for each in (city.reference, city.contract))
    shares = {
        result.scenario: {effect.id: effect.share for effect in result.measures}
        for result in (reference, contract)
    }
    found = wedges(reference, contract)
    beyond = shares[city.contract]["cycling"] - shares[city.reference]["cycling"]
    np.testing.assert_array_equal(found.measures["cycling"], beyond)
    left = found.reference - sum(found.measures.values())
    np.testing.assert_allclose(left, contract.total, rtol=1e-12)


def test_a_measure_that_changes_nothing_is_no_wedge() -> None:
    reference, contract = runs("malmo")
    idle = [e.id for e in contract.measures if e.computable and not e.share.any()]
    assert idle
    assert not set(idle) & set(wedges(reference, contract).measures)


def test_runs_that_do_not_belong_together_are_refused() -> None:
    reference, contract = runs("template")
    with pytest.raises(InputError, match="do not sum to its distance from reference: run both on"):
        wedges(replace(reference, total=reference.total * 1.01), contract)
    with pytest.raises(InputError, match="on one book"):
        wedges(replace(reference, book_hash="0" * 64), contract)
    bare = run_scenario(context_of("template").city, contract.scenario, measures=False)
    with pytest.raises(InputError, match="with what each measure is worth"):
        wedges(reference, bare)
