"""``citypact parties invite``, ``remove`` and ``erase``: people and their roles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from citypact.cli.options import language_option
from citypact.cli.workspace_option import workspace_option
from citypact.errors import InputError
from citypact.site import setup

__all__ = ["erase", "invite", "remove"]

Command = TypeVar("Command", bound=Callable[..., object])
ROLES = ["reader", "reviewer", "editor", "controller", "signatory", "coordinator"]


def _role_option(command: Command) -> Command:
    option = click.option(
        "--role", required=True, type=click.Choice(ROLES), help="Which role in the organisation."
    )
    return option(command)


@click.command()
@workspace_option
@click.argument("organisation", metavar="ORGANISATION")
@click.argument("mail", metavar="MAIL")
@_role_option
@click.option("--name", default="", metavar="TEXT", help="The person's name, for a new account.")
@language_option
def invite(
    workspace: Path, organisation: str, mail: str, *, role: str, name: str, language: str
) -> None:
    """Give the person with the address MAIL a role in ORGANISATION.

    Who has no account gets one, and a mail with a way in. Where no mail server is set, the way in
    is printed here instead, once.
    """
    setup(workspace)
    from django.conf import settings  # noqa: PLC0415  needs Django set up
    from django.utils import translation  # noqa: PLC0415  the same

    from citypact.apps.conduct.actor import OPERATOR, Role  # noqa: PLC0415  the same
    from citypact.apps.parties.actions import AddMember  # noqa: PLC0415  the same
    from citypact.apps.parties.letters import way_in  # noqa: PLC0415  the same

    with translation.override("en"):
        action = AddMember(organisation, mail, Role(role), OPERATOR, name, language)
        account = action.perform().account
    click.echo(f"{account} has the role {role} in {organisation}")
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend") and not account.last_login:
        with translation.override(account.language):
            click.echo(f"The way in, for three days: {way_in(account)}")


@click.command()
@workspace_option
@click.argument("organisation", metavar="ORGANISATION")
@click.argument("mail", metavar="MAIL")
@_role_option
def remove(workspace: Path, organisation: str, mail: str, *, role: str) -> None:
    """Take a role in ORGANISATION away from the person with the address MAIL."""
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR, Role  # noqa: PLC0415  the same
    from citypact.apps.parties.actions import RemoveMember  # noqa: PLC0415  the same

    with translation.override("en"):
        RemoveMember(organisation, mail, Role(role), OPERATOR).perform()
    click.echo(f"the role {role} in {organisation} was taken away")


@click.command()
@workspace_option
@click.argument("mail", metavar="MAIL")
@click.option("--yes", is_flag=True, help="Do not ask again. It cannot be undone.")
def erase(workspace: Path, mail: str, *, yes: bool) -> None:
    """Erase the account with the address MAIL, and all that tells whose it was.

    What the person did stays in the log, under an id that leads to nobody.
    """
    if not yes:
        click.confirm(f"Erase the account {mail}? It cannot be undone.", abort=True)
    setup(workspace)
    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  needs Django set up
    from citypact.apps.parties.accounts import EraseAccount  # noqa: PLC0415  the same
    from citypact.apps.parties.models import Account  # noqa: PLC0415  the same
    from citypact.apps.parties.selectors import account_by_mail  # noqa: PLC0415  the same

    try:
        account = account_by_mail(mail, OPERATOR)
    except Account.DoesNotExist as error:
        message = f"there is no account with the address {mail}"
        raise InputError(message) from error
    EraseAccount(account.pk, OPERATOR).perform()
    click.echo(f"{account} was erased")
