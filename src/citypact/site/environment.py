"""What the environment says about this site, read in one place.

=========================  =====================================================================
variable                   meaning
=========================  =====================================================================
``CITYPACT_WORKSPACE``     folder of the database, the secret key and static files
``CITYPACT_DATABASE``      path of the SQLite file, where it is not in the workspace
``CITYPACT_SECRET_KEY``    the secret key, where it is not kept in the workspace
``CITYPACT_HOSTS``         names that the site may be asked for, separated by commas
``CITYPACT_HTTPS``         1 where a proxy in front of the site speaks TLS to the readers
=========================  =====================================================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from citypact.errors import InputError

__all__ = ["DATABASE", "HOSTS", "HTTPS", "SECRET_KEY", "WORKSPACE", "Environment"]

WORKSPACE = "CITYPACT_WORKSPACE"
DATABASE = "CITYPACT_DATABASE"
SECRET_KEY = "CITYPACT_SECRET_KEY"  # noqa: S105  the variable's name, not a secret
HOSTS = "CITYPACT_HOSTS"
HTTPS = "CITYPACT_HTTPS"

#: Kept out of version control, beside what the demo writes.
DEFAULT_WORKSPACE = Path("out") / "workspace"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
YES = {"": False, "0": False, "1": True}


@dataclass(frozen=True)
class Environment:
    """The answers to the questions of the table above.

    Attributes:
        workspace: absolute path.
        database: absolute path of the SQLite file.
        secret_key: as given, or empty where it is kept in the workspace.
        hosts: names that the site answers to; loopback unless others are named.
        https: True where readers reach the site over TLS.
    """

    workspace: Path
    database: Path
    secret_key: str
    hosts: tuple[str, ...]
    https: bool

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> Environment:
        """Read ``variables``.

        Raises:
            InputError: ``CITYPACT_HTTPS`` is neither 0 nor 1.
        """
        workspace = Path(variables.get(WORKSPACE) or DEFAULT_WORKSPACE).absolute()
        database = variables.get(DATABASE)
        https = variables.get(HTTPS, "")
        if https not in YES:
            message = f"{HTTPS} is {https!r}: write 1 where readers come over TLS, 0 where not"
            raise InputError(message)
        named = [host.strip() for host in variables.get(HOSTS, "").split(",")]
        return cls(
            workspace=workspace,
            database=Path(database).absolute() if database else workspace / "citypact.sqlite3",
            secret_key=variables.get(SECRET_KEY, ""),
            hosts=tuple(host for host in named if host) or LOOPBACK,
            https=YES[https],
        )
