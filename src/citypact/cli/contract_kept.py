"""``citypact contract take-in``, ``export``, ``renew``, ``advance`` and ``publish``.

What is done here to a contract in the workspace is done by the same actions as on the pages.
"""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.named_contract import contract_of
from citypact.cli.workspace_option import workspace_option
from citypact.contract.version import STATES
from citypact.contract.writing import write_contract
from citypact.site import setup

__all__ = ["advance", "export", "publish", "renew", "take_in"]


@click.command("take-in")
@workspace_option
@click.argument("source", metavar="SOURCE")
@click.option(
    "--owner", required=True, metavar="ORGANISATION", help="Whose coordinator leads the work."
)
def take_in(workspace: Path, source: str, *, owner: str) -> None:
    """Take a contract into the workspace, to be written on there.

    SOURCE is a packaged contract, a city whose contract comes with Citypact, or a folder. Its
    parties become organisations where they are not there yet.
    """
    contract = contract_of(source)
    setup(workspace)
    from django.db import transaction  # noqa: PLC0415  needs Django set up
    from django.utils import translation  # noqa: PLC0415  the same

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.drafting.actions import TakeInContract  # noqa: PLC0415  the same
    from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  the same

    with translation.override("en"), transaction.atomic():
        added, _there = take_over(contract.parties.values())
        kept = TakeInContract(contract, owner, OPERATOR).perform()
    click.echo(f"{kept.pk} was taken in, owned by {owner}; {len(added)} organisations were added")


@click.command()
@workspace_option
@click.argument("contract", metavar="CONTRACT")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Write over a contract that is in the folder.")
def export(workspace: Path, contract: str, folder: Path, *, replace: bool) -> None:
    """Write CONTRACT as it stands in the workspace to FOLDER, whole or not at all."""
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.cycle.exporting import exported  # noqa: PLC0415  the same

    with translation.override("en"):
        found, content_hash = exported(contract)
    write_contract(found, folder, replace=replace)
    click.echo(f"{folder} holds {contract}, content {content_hash}")


@click.command()
@workspace_option
@click.argument("contract", metavar="CONTRACT")
@click.option("--year", type=int, default=0, metavar="YEAR", help="For which; the year after.")
@click.option("--from", "previous", default="", metavar="V", help="From which version.")
@click.option("--dry-run", is_flag=True, help="Only say what would be left out; keep nothing.")
def renew(workspace: Path, contract: str, *, year: int, previous: str, dry_run: bool) -> None:
    """Draw up the next year's version of CONTRACT as a draft, from the version in force.

    What is over is left out and told: what was due by then and is not to be done every year.
    """
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.cycle.exporting import exported  # noqa: PLC0415  the same
    from citypact.apps.cycle.renewing import RenewContract, renewal_of  # noqa: PLC0415  the same

    with translation.override("en"):
        if dry_run:
            found = renewal_of(exported(contract)[0], year=year, previous=previous)
        else:
            found = RenewContract(contract, OPERATOR, year=year, previous=previous).perform()
    would = "would be drawn up" if dry_run else "was drawn up as a draft"
    click.echo(f"{contract} {found.version.id} {would} from {found.previous.id}")
    if found.left_out:
        click.echo(f"left out, as over ({len(found.left_out)}):")
    for each in found.left_out:
        click.echo(f"  {each.id} (due {each.due}): {each.text_en or each.text_sv}")


@click.command()
@workspace_option
@click.argument("contract", metavar="CONTRACT")
@click.argument("version", metavar="VERSION")
@click.argument("state", metavar="STATE", type=click.Choice(STATES))
def advance(workspace: Path, contract: str, version: str, state: str) -> None:
    """Take VERSION of CONTRACT on to STATE, or say everything that stands in the way."""
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.cycle.stepping import AdvanceVersion  # noqa: PLC0415  the same

    with translation.override("en"):
        AdvanceVersion(contract, version, state, OPERATOR).perform()
    click.echo(f"{contract} {version} is {state}")


@click.command()
@workspace_option
@click.argument("contract", metavar="CONTRACT")
def publish(workspace: Path, contract: str) -> None:
    """Show CONTRACT as it stands in the workspace to everybody, drafts among it."""
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.cycle.publishing import publish_now  # noqa: PLC0415  the same

    with translation.override("en"):
        shown = publish_now(contract, OPERATOR)
    click.echo(f"{contract} is shown with the content {shown.content_hash}")
