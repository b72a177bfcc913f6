"""The demo's contract: taken in, a draft for next year with invented edits, and a calendar."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from citypact.book import Book
from citypact.contract.folder import main_contract
from citypact.errors import InputError

if TYPE_CHECKING:
    from citypact.apps.drafting.rows import Edit, Rows

__all__ = ["demo_contract"]

#: How far ahead the demo's signing is: enough for the whole calendar. The day is invented.
AHEAD = timedelta(weeks=30)


def demo_contract(book: Book) -> None:
    """Show the city's contracts; the main one as it is written in this workspace.

    It is taken in once, and a draft for next year is drawn up from it where there is none: what
    has been done with it since stays. :func:`citypact.site.setup` comes first, and the city is
    shown.

    Raises:
        InputError: the book is of another city than its contract.
        ContractError: a contract refers to what the book does not have.
    """
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.contracts.publishing import publish_contracts  # noqa: PLC0415  the same
    from citypact.apps.cycle.publishing import publish_now  # noqa: PLC0415  the same
    from citypact.apps.drafting.models import KeptContract  # noqa: PLC0415  the same

    with translation.override("en"):
        kept = _taken_in(book.id)
        publish_contracts(book, leave=[kept] if kept else [])
        if kept and KeptContract.objects.filter(pk=kept, city_id=book.id).exists():
            publish_now(kept, OPERATOR)


def _taken_in(city: str) -> str:
    """The id of the city's main contract in this workspace; empty where it has none to write on."""
    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  needs Django set up
    from citypact.apps.drafting.actions import TakeInContract  # noqa: PLC0415  the same
    from citypact.apps.drafting.models import KeptContract  # noqa: PLC0415  the same
    from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  the same

    try:
        contract = main_contract(city)
    except InputError:
        return ""
    owners = [party.id for party in contract.parties.values() if party.kind == "municipality"]
    if not owners:
        return ""
    if not KeptContract.objects.filter(pk=contract.id).exists():
        take_over(contract.parties.values())
        TakeInContract(contract, owners[0], OPERATOR).perform()
        _draft(contract.id)
    return contract.id


def _draft(contract: str) -> None:
    """Next year's draft, with what is invented in it and a calendar."""
    from django.utils import timezone  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.cycle.planning import MakeCalendar  # noqa: PLC0415  the same
    from citypact.apps.cycle.renewing import RenewContract  # noqa: PLC0415  the same
    from citypact.apps.drafting.actions import WriteRows  # noqa: PLC0415  the same
    from citypact.apps.drafting.models import KeptContract  # noqa: PLC0415  the same
    from citypact.apps.drafting.rows import rows_of  # noqa: PLC0415  the same

    kept = KeptContract.objects.get(pk=contract)
    versions = rows_of(kept).made().versions.values()
    version = next((each.id for each in versions if each.state == "draft"), "")
    if not version:
        version = RenewContract(contract, OPERATOR).perform().version.id
        edits = tuple(_invented(rows_of(kept), version))
        if edits:
            WriteRows(contract, edits, OPERATOR).perform()
    signing = timezone.localdate() + AHEAD
    MakeCalendar(contract, version, signing, OPERATOR).perform()


def _invented(rows: Rows, version: str) -> Iterator[Edit]:
    """The edits of ``demo_edits.toml`` for a draft."""
    from citypact.apps.drafting.removal import with_what_belongs  # noqa: PLC0415  needs Django
    from citypact.apps.drafting.rows import NEW, Edit  # noqa: PLC0415  the same

    text = files(__package__).joinpath("demo_edits.toml").read_text("utf-8")
    wanted: list[dict[str, Any]] = tomllib.loads(text).get(rows.contract.pk, [])
    for each in wanted:
        table, key, own = _place(each, version)
        row = rows.find(table, key)
        seen = NEW if row is None else row.revision
        if each.get("drop"):
            yield from with_what_belongs(rows, Edit(table, key, None, seen))
        else:
            before = {} if row is None else row.cells
            yield Edit(table, key, {**before, **own, **each["cells"]}, seen)


def _place(edit: dict[str, Any], version: str) -> tuple[str, str, dict[str, str]]:
    """Table and key of what an edit is of, and the cells that the key is made of."""
    table = edit["table"]
    if table == "versions":
        return table, version, {"id": version}
    if table == "commitment_measures":
        name, measure = edit["id"], edit["measure"]
        own = {"version": version, "commitment": name, "measure": measure}
        return table, f"{version}:{name}:{measure}", own
    return table, f"{version}:{edit['id']}", {"version": version, "id": edit["id"]}
