"""§ 9.11: a sign-up is refused with all that is wrong with it."""

from dataclasses import replace

import pytest

from citypact.contract.contract import Contract
from citypact.contract.local.sign_up import PlannedAction, SignUp, sign_up_problems, signed_up
from citypact.contract.local.yardstick import Yardstick
from citypact.errors import ContractError

#: The published number of Malmö: one that checks.
NUMBER = "212000-1124"
GOOD = SignUp(
    "Exempelbolaget", NUMBER, "mobility", "small", (PlannedAction("cycling", 5_000.0, 2028),)
)


def columns(said: SignUp, local: Contract, known: dict[str, Yardstick]) -> list[str]:
    return [one.column for one in sign_up_problems(said, local, local.version(), known)]


def test_a_company_enters_with_what_it_promises(
    local: Contract, known: dict[str, Yardstick]
) -> None:
    said = replace(GOOD, roadmap="Färdplan till 2030")
    contract, version = signed_up(said, local, local.version(), known)
    (party,) = contract.parties.values()
    assert (party.number, party.area, party.size) == (NUMBER, "mobility", "small")
    action, roadmap = version.commitments
    assert action.action is not None
    assert (action.action.kind, action.action.quantity, action.due) == ("cycling", 5_000.0, 2028)
    assert (roadmap.form, roadmap.text_sv, roadmap.action) == ("plan", "Färdplan till 2030", None)
    assert contract.versions[version.id] is version
    assert local.parties == {}


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"title": " "}, "title", "no name"),
        ({"title": "=1+1"}, "title", "as a formula"),
        ({"title": "A\x07B"}, "title", "control character"),
        ({"roadmap": "@plan"}, "roadmap", "as a formula"),
        ({"roadmap": "rad\r\nrad"}, "roadmap", "control character"),
        ({"number": "212000-1125"}, "number", "its last digit is 5, and the other nine ask for 4"),
        ({"number": "811218-9876"}, "number", "personal identity number, which is not kept"),
        ({"number": "12345"}, "number", "no organisation number"),
        ({"area": "mobilty"}, "area", "no area of the contract 'mobilty'"),
        ({"size": "huge"}, "size", "no size of a company 'huge'"),
        ({"actions": ()}, "actions", "nothing is promised"),
        ({"actions": (PlannedAction("flying", 1.0, 2028),)}, "kind", "no kind of action 'flying'"),
        ({"actions": (PlannedAction("cycling", 1.0, 2024),)}, "due", "the year is past"),
        ({"actions": (PlannedAction("cycling", 0.0, 2028),)}, "quantity", "above 0"),
        ({"actions": (PlannedAction("cycling", float("nan"), 2028),)}, "quantity", "above 0"),
        ({"actions": (PlannedAction("cycling", float("inf"), 2028),)}, "quantity", "above 0"),
        ({"actions": (PlannedAction("cycling", 1.0, 2028, "surely"),)}, "strength", "no strength"),
        ({"actions": GOOD.actions * 2}, "kind", "stands 2 times"),
    ],
)
def test_what_is_wrong_is_told_with_the_value_and_the_mend(
    local: Contract,
    known: dict[str, Yardstick],
    change: dict[str, object],
    column: str,
    said: str,
) -> None:
    wrong = replace(GOOD, **change)  # type: ignore[arg-type]  # fields by name
    problems = sign_up_problems(wrong, local, local.version(), known)
    assert {one.column for one in problems} == {column}
    assert said in problems[0].message
    assert problems[0].mend


def test_more_than_the_whole_city_has_is_refused_with_both_figures(
    local: Contract, known: dict[str, Yardstick]
) -> None:
    city = known["cycling"].city
    most = replace(GOOD, actions=(PlannedAction("cycling", city, 2028),))
    assert columns(most, local, known) == []
    over = replace(GOOD, actions=(PlannedAction("cycling", 1e9, 2028),))
    (problem,) = sign_up_problems(over, local, local.version(), known)
    assert (problem.column, problem.row) == ("quantity", 1)
    assert f"in 2025: {city:.0f} pkm" in problem.message
    assert problem.found == "1000000000 pkm"


def test_everything_wrong_is_told_at_once(local: Contract, known: dict[str, Yardstick]) -> None:
    wrong = SignUp(
        "", "811218-9876", "space", "huge",
        (PlannedAction("flying", -1.0, 1999, "surely"), PlannedAction("cycling", 1e12, 2028)),
    )  # fmt: skip
    assert columns(wrong, local, known) == [
        "title", "number", "area", "size", "kind", "strength", "due", "quantity", "quantity",
    ]  # fmt: skip
    with pytest.raises(ContractError, match="has 9 problems"):
        signed_up(wrong, local, local.version(), known)


def test_a_number_signs_up_once_however_it_is_written(
    local: Contract, known: dict[str, Yardstick]
) -> None:
    contract, version = signed_up(GOOD, local, local.version(), known)
    again = replace(GOOD, number="2120001124")
    (problem,) = sign_up_problems(again, contract, version, known)
    assert "Exempelbolaget has signed up with this number" in problem.message


def test_a_roadmap_may_stand_alone(local: Contract, known: dict[str, Yardstick]) -> None:
    said = replace(GOOD, actions=(), roadmap="Färdplan")
    _, version = signed_up(said, local, local.version(), known)
    assert [one.form for one in version.commitments] == ["plan"]
