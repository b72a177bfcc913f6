"""A group of verbs, each imported only when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

import click

__all__ = ["Verb", "VerbGroup"]


@dataclass(frozen=True)
class Verb:
    """A verb of the command line.

    Attributes:
        command: where its click command is, as ``module:name``.
        help: one line for the list of verbs.
    """

    command: str
    help: str


class VerbGroup(click.Group):
    """A group whose commands are found in a table and imported when they are run.

    A class below it names the table: ``verbs``, in the order in which a newcomer meets them.
    """

    verbs: Mapping[str, Verb]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names of the verbs, in the order of the table."""
        return list(self.verbs)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """The command of the verb ``cmd_name``, or None when there is no such verb."""
        verb = self.verbs.get(cmd_name)
        if verb is None:
            return None
        module, _, name = verb.command.partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            message = f"{verb.command} is not a click command but a {type(command).__name__}"
            raise TypeError(message)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of verbs from the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.help) for name, verb in self.verbs.items()])
