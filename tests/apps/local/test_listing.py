"""The city's list: whatever is asked for, the right companies in the right order."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.local.people import (
    CONTRACT,
    NUMBER,
    PARTY,
    SAID,
    asked,
    now,
    set_up,
    signed_up,
)

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.local import outlooks
from citypact.apps.local.list_form import ListForm
from citypact.apps.local.listing import SORTS, Choice, Company, chosen, companies
from citypact.apps.local.promising import ReportDone
from citypact.apps.local.words import STATES
from citypact.contract.local.action import Report
from citypact.contract.local.answer import estimates


def company(place: int) -> Company:
    """An invented one, of any kind."""
    return Company(
        id=f"company-{place}",
        title=f"Bolag {place % 7}",
        number=f"{990000 + place}-{place:04}",
        area=("mobility", "heat")[place % 2],
        size=("micro", "small", "medium", "large", "")[place % 5],
        kinds=(("cycling",), ("cycling", "pumps"), ())[place % 3],
        promises=place % 4,
        kt=None if place % 6 == 0 else float(place % 11),
        state=list(STATES)[place % len(STATES)],
        statuses={},
    )


SEVERAL = [company(place) for place in range(60)]


@given(
    text=st.sampled_from(["", " BOLAG 3", "990012", "nobody"]),
    area=st.sampled_from(["", "heat"]),
    size=st.sampled_from(["", "small"]),
    kind=st.sampled_from(["", "pumps"]),
    state=st.sampled_from(["", *STATES]),
    sort=st.sampled_from(SORTS),
    down=st.booleans(),
)
def test_nothing_that_is_asked_for_is_left_out_and_nothing_else_is_in(  # noqa: PLR0913  the choice
    text: str, area: str, size: str, kind: str, state: str, sort: str, *, down: bool
) -> None:
    found = chosen(SEVERAL, Choice(2026, text, area, size, kind, state, sort, down))
    wanted = [
        each
        for each in SEVERAL
        if text.strip().lower() in f"{each.title} {each.number}".lower()
        and (not area or each.area == area)
        and (not size or each.size == size)
        and (not kind or kind in each.kinds)
        and (not state or each.state == state)
    ]
    assert sorted(each.id for each in found) == sorted(each.id for each in wanted)
    if sort in {"kt", "promises"}:
        keys = [-1.0 if getattr(each, sort) is None else getattr(each, sort) for each in found]
        assert keys == sorted(keys, reverse=down)
    if sort in {"title", "area"}:
        names = [getattr(each, sort).casefold() for each in found]
        assert names == sorted(names, reverse=down)


@pytest.mark.django_db
def test_each_company_stands_in_it_with_what_it_promises_and_has_reported() -> None:
    set_up(6)
    signed_up()
    asked(replace(SAID, number="212000-1132", title="Väntande AB"), "bo@example.org")
    local = now()
    model = outlooks.asked(local)
    before = {each.title: each for each in companies(local, model, 2026, today=2027, language="sv")}
    assert len(before) == 8
    assert before["Väntande AB"].state == "unconfirmed"
    assert before["Väntande AB"].id == ""
    own = before["Exempelbolaget"]
    assert (own.id, own.number, own.kinds, own.state) == (PARTY, NUMBER, ("cycling",), "late")
    kt = sum(
        each.kt or 0.0 for each in estimates(local.promises[PARTY], model.known, model.seen.year)
    )
    assert own.kt == pytest.approx(kt)
    report = {f"{PARTY}.cycling": Report(2026, 5_000.0, "Mätaren", "The meter")}
    ReportDone(CONTRACT, PARTY, 2026, report, OPERATOR).perform()
    after = {each.title: each for each in companies(now(), model, 2026, today=2026, language="sv")}
    assert (after["Exempelbolaget"].state, after["Exempelbolaget"].statuses) == (
        "reported",
        {"kept": 1},
    )
    assert after["Bolag 1"].state == "not reported"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["", "area=nowhere&size=x&kind=y&state=z&year=1900&sort=w&down=2", "text=" + "x" * 500],
)
def test_what_is_none_of_the_choices_does_not_matter(address: str) -> None:
    choice = ListForm(set_up(), "sv", QueryDict(address)).choice
    assert choice == Choice(choice.year, text="")


@pytest.mark.django_db
def test_a_columns_head_sorts_by_it_and_then_the_other_way_round() -> None:
    form = ListForm(set_up(), "en", QueryDict("area=heat&sort=kt"))
    heads = {each.name: each for each in form.columns}
    assert heads["kt"].sorted == "ascending"
    assert "down=1" in heads["kt"].address
    assert "area=heat" in heads["title"].address
    assert "down" not in heads["title"].address
