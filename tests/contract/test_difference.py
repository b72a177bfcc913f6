from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.editing import with_action

from citypact.contract.clause import Clause
from citypact.contract.contract import Contract
from citypact.contract.difference import CHANGES, ClauseChange, difference
from citypact.contract.folder import open_contract
from citypact.contract.local.action import Action
from citypact.contract.reading import in_reading_order
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version


def test_every_kind_of_change_between_the_example_versions_is_told(contract: Contract) -> None:
    found = difference(contract.version("2025"), contract.version("2026"))
    assert {one.id: one.kinds for one in found.commitments} == {
        "capture": ("strengthened",),
        "plastic": ("reworded",),
        "charging": ("weakened",),
        "heat-pumps": ("new",),
        "pilot": ("dropped",),
    }
    assert {one.id: one.kinds for one in found.clauses} == {
        "heat": ("retitled", "renumbered", "moved"),
        "mobility": ("renumbered",),
    }
    assert found.counts() == {
        "new": 1,
        "dropped": 1,
        "strengthened": 1,
        "weakened": 1,
        "reworded": 1,
    }
    assert [one.id for one in found.of_party("agency")] == ["pilot"]


def test_nothing_changed_between_a_version_and_itself() -> None:
    version = open_contract("malmo-national").version()
    found = difference(version, version)
    assert (found.clauses, found.commitments) == ((), ())


def test_identity_survives_renumbering_retitling_and_rewording(contract: Contract) -> None:
    version = contract.version()
    changed = replace(
        version,
        clauses=tuple(
            replace(each, number=f"9.{each.number}", title_sv=f"{each.title_sv}!")
            for each in version.clauses
        ),
        commitments=tuple(
            replace(each, text_sv=f"{each.text_sv}!") for each in version.commitments
        ),
    )
    found = difference(version, changed)
    assert {one.kinds for one in found.clauses} == {("retitled", "renumbered")}
    assert {one.kinds for one in found.commitments} == {("reworded",)}


def test_turned_round_what_is_firmer_is_looser_and_what_is_new_is_gone(contract: Contract) -> None:
    one, other = contract.version("2025"), contract.version("2026")
    forth, back = difference(one, other), difference(other, one)
    opposite = {"new": "dropped", "dropped": "new", "strengthened": "weakened"}
    opposite |= {"weakened": "strengthened"}
    turned = {
        each.id: tuple(kind for kind in CHANGES if kind in {opposite.get(k, k) for k in each.kinds})
        for each in forth.commitments
    }
    assert {each.id: each.kinds for each in back.commitments} == turned


def flat(names: list[str]) -> Version:
    clauses = [Clause(name, "", "", float(place), name) for place, name in enumerate(names)]
    return Version("v", 2025, "draft", clauses=in_reading_order(clauses))


@given(st.permutations([f"c{number}" for number in range(7)]), st.data())
def test_as_few_clauses_moved_as_explain_the_order(order: list[str], data: st.DataObject) -> None:
    """Taking out what is said to have moved leaves the rest in the old order, and no fewer do."""
    names = [f"c{number}" for number in range(7)]
    moved = {one.id for one in difference(flat(names), flat(order)).clauses if "moved" in one.kinds}
    kept = [name for name in order if name not in moved]
    assert kept == sorted(kept)
    spared = data.draw(st.sampled_from(sorted(moved))) if moved else None
    if spared:
        fewer = [name for name in order if name not in moved - {spared}]
        assert fewer != sorted(fewer)


def test_one_clause_taken_to_the_end_is_the_only_one_that_moved() -> None:
    names = [f"c{number}" for number in range(9)]
    found = difference(flat(names), flat([*names[1:], names[0]]))
    assert [(one.id, one.kinds) for one in found.clauses] == [("c0", ("moved",))]


@given(st.sampled_from(STRENGTHS), st.sampled_from(STRENGTHS))
def test_strength_is_compared_by_wording(old: str, new: str) -> None:
    version = open_contract("template").version()
    first = version.commitments[0]
    one = replace(version, commitments=(replace(first, strength=old),))
    other = replace(version, commitments=(replace(first, strength=new),))
    kinds = [kind for each in difference(one, other).commitments for kind in each.kinds]
    rank = STRENGTHS.index(new) - STRENGTHS.index(old)
    assert kinds == ([] if rank == 0 else ["strengthened" if rank < 0 else "weakened"])


def test_what_a_commitment_carries_is_compared_measure_by_measure(contract: Contract) -> None:
    version = contract.version()
    first = version.commitment["cycle-lanes"]
    (carried,) = first.measures

    def kinds(*measures: object) -> list[str]:
        changed = replace(first, measures=measures)  # type: ignore[arg-type]  # Carried, each one
        one = replace(version, commitments=(first,))
        found = difference(one, replace(version, commitments=(changed,)))
        return [kind for each in found.commitments for kind in each.kinds]

    other = replace(carried, measure="denser-city")
    assert kinds(carried) == []
    assert kinds(carried, other) == ["carries more"]
    assert kinds(replace(carried, level=0.5)) == ["carries less"]
    assert kinds() == ["carries less"]
    assert kinds(other) == ["carries otherwise"]


@pytest.mark.parametrize(
    ("quantity", "kind"), [(200.0, ("carries more",)), (50.0, ("carries less",)), (100.0, None)]
)
def test_a_larger_quantity_carries_more(
    contract: Contract, quantity: float, kind: tuple[str, ...] | None
) -> None:
    before = with_action(contract).version()
    made = before.commitment["charging"]
    changed = replace(made, action=Action("litres", quantity))
    after = replace(
        before,
        commitments=tuple(changed if one.id == made.id else one for one in before.commitments),
    )
    found = {one.id: one.kinds for one in difference(before, after).commitments}
    assert found.get("charging") == kind


def test_a_change_of_nothing_has_nothing_to_show() -> None:
    with pytest.raises(ValueError, match="something that is there, or was"):
        _ = ClauseChange("heat", ("new",), None, None).shown
