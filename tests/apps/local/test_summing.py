"""What the site says that companies contribute is what ``citypact contract local`` says."""

import json

import pytest
from click.testing import CliRunner
from tests.apps.local.people import CONTRACT, now, set_up, signed_up
from tests.apps.local.shown import shown

from citypact.apps.conduct.actor import VISITOR
from citypact.apps.local.computing import compute_sum
from citypact.apps.local.models import LocalSum
from citypact.apps.local.overview_page import overview
from citypact.apps.local.summing import sum_up, want_sum
from citypact.apps.local.taking_in import take_in_local
from citypact.cli.contract_local import local as command
from citypact.contract.local.contribution import contribution

pytestmark = pytest.mark.django_db


def test_the_packaged_contract_adds_up_on_the_site_as_on_the_command_line() -> None:
    """Every figure, to the last digit: the same function, asked alike."""
    shown("malmo")
    (kept,) = take_in_local("malmo")
    found = compute_sum(kept.pk, draws=200)
    said = CliRunner().invoke(command, ["malmo", "--json", "--draws", "200"])
    assert said.exit_code == 0, said.output
    expected = json.loads(said.stdout)
    assert expected.keys() - found.document.keys() == {"follow_up", "rows"}
    assert found.document == {name: expected[name] for name in found.document}
    assert found.companies == 250
    assert take_in_local("malmo") == (kept,)


def test_a_sum_says_of_which_revision_it_is_and_is_wanted_once() -> None:
    set_up(5)
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415  a model of the queue

    want_sum(CONTRACT)
    want_sum(CONTRACT)
    waiting = DBTaskResult.objects.filter(task_path__endswith="summing.sum_up")
    assert waiting.count() == 1
    sum_up.call(CONTRACT)
    found = LocalSum.objects.get()
    assert (found.wanted, found.revision, found.companies) == (False, 1, 5)
    assert not overview(now(), found, "sv").stale
    signed_up()
    found.refresh_from_db()
    assert found.wanted
    assert overview(now(), found, "sv").stale
    expected = contribution(now().contract, now().version, shown(), ())
    assert compute_sum(CONTRACT).document["on_top"] != found.document["on_top"]
    assert expected.contract == CONTRACT


def test_nothing_is_told_of_fewer_than_five() -> None:
    set_up(8)
    page = overview(now(), compute_sum(CONTRACT, draws=50), "en")
    assert [(line.companies, line.kt) for line in page.areas] == [(4, "–"), (4, "–")]
    assert page.kinds == ()
    set_up_more = [signed_up_as(place) for place in range(2)]
    assert len(set_up_more) == 2
    page = overview(now(), compute_sum(CONTRACT, draws=50), "en")
    assert [line.kt == "–" for line in page.areas] == [False, True]
    assert [line.companies for line in page.kinds] == [6]


def signed_up_as(place: int) -> str:
    """One more company in the first area."""
    from dataclasses import replace  # noqa: PLC0415  this function alone

    from tests.apps.local.people import SAID  # noqa: PLC0415  as above
    from tests.contract.local.companies import number_of  # noqa: PLC0415  as above

    return signed_up(
        replace(SAID, number=number_of(700 + place), title=f"Nytt {place}"), f"{place}@example.org"
    ).party


def test_nobody_computes_by_asking() -> None:
    from django.core.exceptions import PermissionDenied  # noqa: PLC0415  this test alone

    set_up()
    with pytest.raises(PermissionDenied):
        compute_sum(CONTRACT, VISITOR)
