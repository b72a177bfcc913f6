"""§ 4.3: supply comes from a supply activity, in its unit, and never runs in a circle."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book.checks.supply import _rings

FAULTS = {
    "a carrier supplied by a need": Fault(
        lambda draft: draft.change("carriers", "wood", supplied_by="lime"),
        "supplied-by",
        "carriers.csv",
        "wood",
        "supplied_by",
        "lime",
        "write yes in supply of the activity",
        "'lime' is no supply activity",
    ),
    "a supplied carrier that emits a second time": Fault(
        lambda draft: draft.change("factors", "wood:N2O:fossil:1::2020", carrier="district-heat"),
        "supplied-factor",
        "factors.csv",
        "district-heat:N2O:fossil:1::2020",
        "carrier",
        "district-heat",
        "take the factor away, or leave supplied_by of the carrier empty",
        "'district-heat' emits where 'heat-supply' produces it, and here again",
    ),
    "energy by weight": Fault(
        lambda draft: draft.change("carriers", "waste", kind="energy"),
        "carrier-kind",
        "carriers.csv",
        "waste",
        "unit",
        "kt",
        "check the unit, or choose another kind",
        "a carrier of kind energy is not counted in kt",
        "a unit such as GWh",
    ),
    "a supply in another unit": Fault(
        lambda draft: draft.change("activities", "heat-supply", unit="MWh"),
        "supply-carrier",
        "activities.csv",
        "heat-supply",
        "unit",
        "MWh",
        "use one unit for all of them",
        allowed="GWh",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_supply_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_supply_activity_without_carrier_is_told(draft: Draft) -> None:
    draft.change("carriers", "district-heat", supplied_by="")
    problem = next(one for one in draft.problems() if one.check == "supply-carrier")
    assert problem.column == "supply"
    assert problem.found == "yes"
    assert problem.mend == "write heat-supply in supplied_by of the carrier that it produces"


def supply(draft: Draft, name: str, carrier: str, needs: str) -> None:
    """Add a supply activity ``name`` that makes ``carrier`` out of ``needs``."""
    titles = {"title_sv": name, "title_en": name}
    quantity = {"unit": "GWh/GWh", "source": "exempel", "quality": "observed"}
    draft.add(
        "activities",
        id=name,
        **titles,
        sector="supply",
        supply="yes",
        authority="board",
        unit="GWh",
    )
    draft.add("means", id=f"{name}-plant", activity=name, **titles)
    draft.add("uses", means=f"{name}-plant", carrier=needs, year="2020", value="1.1", **quantity)
    draft.change("carriers", carrier, supplied_by=name)


def test_a_circle_is_told_once_with_its_members(draft: Draft) -> None:
    supply(draft, "power-supply", "electricity", "district-heat")
    supply(draft, "wood-supply", "wood", "electricity")
    _, columns, rows = draft.read("factors")
    kept = [row for row in rows if row["carrier"] not in {"electricity", "wood"}]
    draft.write("factors", columns, kept)
    (problem,) = draft.problems()
    assert problem.check == "supply-cycle"
    assert problem.file == "activities.csv"
    assert problem.row == draft.line("activities", "heat-supply")
    assert problem.column == "supply"
    assert problem.message == (
        "supply runs in a circle: heat-supply -> wood-supply -> power-supply -> heat-supply"
    )
    assert problem.mend == "let one of them use a carrier that comes from outside"


@pytest.mark.parametrize(
    ("needs", "rings"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"c": ["a"], "a": ["b"], "b": ["c"], "z": ["a"]}, [["a", "b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_rings_of_a_graph(needs: dict[str, list[str]], rings: list[list[str]]) -> None:
    assert _rings(needs) == rings


def without_factor(draft: Draft) -> None:
    _, columns, rows = draft.read("factors")
    draft.write("factors", columns, [row for row in rows if row["carrier"] != "diesel"])


def test_a_carrier_without_factor_is_warned_of(draft: Draft) -> None:
    Fault(
        without_factor,
        "carrier-factor",
        "carriers.csv",
        "diesel",
        "id",
        "diesel",
        "add its factor to factors.csv, 0 with its source where it emits nothing",
        "so that it emits nothing",
    ).hold(draft, warning=True)
