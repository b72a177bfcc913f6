"""Supply: solved in order, never in a circle (convention § 4.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.cities import activity, carrier, city, means
from tests.model.runs import nominal

from citypact.errors import InputError
from citypact.model import City, compile_city
from citypact.model.supply import in_order


def chained(uses: dict[str, list[str]]) -> City:
    """Supply activities that use what others supply, and homes that use what the first does."""
    first = next(iter(uses))
    supply = [
        activity(
            name,
            [means(f"{name}-means", 1.0, {**{f"{other}-made": 0.5 for other in others}, "oil": 1})],
            amount=None,
        )
        for name, others in uses.items()
    ]
    homes = activity("homes", [means("home", 1.0, {f"{first}-made": 1.0})])
    made = [carrier(f"{name}-made", supplied_by=name) for name in uses]
    return city([homes, *supply], [*made, carrier("oil", {("CO2", "fossil", "1"): 1.0})])


def test_a_chain_is_solved_from_its_users_to_its_sources() -> None:
    made = chained({"heat": ["power"], "power": ["steam"], "steam": []})
    assert in_order(made) == ("homes", "heat", "power", "steam")
    values = nominal(made)
    amounts = [values[f"activity/{name}"][0] for name in ("homes", "heat", "power", "steam")]
    assert amounts == [100.0, 100.0, 50.0, 25.0]
    assert values["total"][0] == 175.0


@pytest.mark.parametrize(
    ("uses", "circle"),
    [
        ({"heat": ["heat"]}, "heat → heat"),
        ({"heat": ["power"], "power": ["heat"]}, "heat → power → heat"),
        (
            {"heat": ["gas"], "gas": ["power"], "power": ["steam"], "steam": ["gas"]},
            "gas → power → steam → gas",
        ),
    ],
)
def test_a_circle_is_refused_and_names_its_members(uses: dict[str, list[str]], circle: str) -> None:
    with pytest.raises(InputError, match="supply one another in a circle: ") as caught:
        compile_city(chained(uses))
    named = str(caught.value).split(": ")[1].split(". ")[0].split(" → ")
    members = circle.split(" → ")[:-1]
    assert named[0] == named[-1]
    assert sorted(named[:-1]) == sorted(members)
    doubled = [*members, *members]
    assert any(doubled[i : i + len(members)] == named[:-1] for i in range(len(members)))


@given(st.data())
def test_every_user_comes_before_its_suppliers(data: st.DataObject) -> None:
    names = ["a", "b", "c", "d", "e"]
    uses = {
        name: data.draw(st.lists(st.sampled_from(names[index + 1 :]), unique=True))
        if names[index + 1 :]
        else []
        for index, name in enumerate(names)
    }
    uses["a"] = names[1:]
    order = in_order(chained(uses))
    assert sorted(order) == ["a", "b", "c", "d", "e", "homes"]
    for name, others in uses.items():
        assert all(order.index(name) < order.index(other) for other in others)


def test_what_is_used_is_counted_in_the_unit_of_its_supplier() -> None:
    made = city(
        [
            activity("homes", [means("home", 1.0, {"heat": 2000.0})], amount=3.0),
            activity("plant", [means("burner", 1.0)], amount=None, unit="GWh"),
        ],
        [carrier("heat", supplied_by="plant", unit="MWh")],
    )
    values = nominal(made)
    assert values["use/homes/home/heat"][0] == 6000.0
    assert values["activity/plant"][0] == pytest.approx(6.0)
