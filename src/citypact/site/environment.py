"""What the environment says about this site, read in one place.

=========================  =====================================================================
variable                   meaning
=========================  =====================================================================
``CITYPACT_WORKSPACE``     folder of the database, the secret key and static files
``CITYPACT_DATABASE``      path of the SQLite file, where it is not in the workspace; or the
                           address of a PostgreSQL database, ``postgresql://…``
``CITYPACT_SECRET_KEY``    the secret key, where it is not kept in the workspace
``CITYPACT_HOSTS``         names that the site may be asked for, separated by commas
``CITYPACT_HTTPS``         1 where a proxy in front of the site speaks TLS to the readers
``CITYPACT_ADDRESS``       where people reach the site, for links in mails
``CITYPACT_MAIL``          the mail server, ``smtps://…``; without it mails are printed
``CITYPACT_MAIL_FROM``     the address that mails come from
``CITYPACT_TRUST``         file with the certificates of authorities that the site trusts (.pem)
``CITYPACT_OIDC_ISSUER``   address of the organisation's own sign-in (OpenID Connect)
``CITYPACT_OIDC_CLIENT``   this site's id there
``CITYPACT_OIDC_SECRET``   this site's secret there
``CITYPACT_OIDC_NAME``     what people call that sign-in
=========================  =====================================================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from citypact.errors import InputError

__all__ = [
    "ADDRESS",
    "DATABASE",
    "HOSTS",
    "HTTPS",
    "MAIL",
    "MAIL_FROM",
    "OIDC_CLIENT",
    "OIDC_ISSUER",
    "OIDC_NAME",
    "OIDC_SECRET",
    "SECRET_KEY",
    "TRUST",
    "WORKSPACE",
    "Environment",
    "SignIn",
]

WORKSPACE = "CITYPACT_WORKSPACE"
DATABASE = "CITYPACT_DATABASE"
SECRET_KEY = "CITYPACT_SECRET_KEY"  # noqa: S105  the variable's name, not a secret
HOSTS = "CITYPACT_HOSTS"
HTTPS = "CITYPACT_HTTPS"
ADDRESS = "CITYPACT_ADDRESS"
MAIL = "CITYPACT_MAIL"
MAIL_FROM = "CITYPACT_MAIL_FROM"
TRUST = "CITYPACT_TRUST"
OIDC_ISSUER = "CITYPACT_OIDC_ISSUER"
OIDC_CLIENT = "CITYPACT_OIDC_CLIENT"
OIDC_SECRET = "CITYPACT_OIDC_SECRET"  # noqa: S105  the variable's name, not a secret
OIDC_NAME = "CITYPACT_OIDC_NAME"

#: Kept out of version control, beside what the demo writes.
DEFAULT_WORKSPACE = Path("out") / "workspace"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
YES = {"": False, "0": False, "1": True}
DEFAULT_ADDRESS = "http://localhost:8000"
DEFAULT_FROM = "citypact@localhost"


@dataclass(frozen=True)
class SignIn:
    """An organisation's own sign-in, by OpenID Connect.

    Attributes:
        issuer: its address, below which ``/.well-known/openid-configuration`` lies.
        client: this site's id there.
        secret: this site's secret there.
        name: what people call it.
    """

    issuer: str
    client: str
    secret: str
    name: str

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> SignIn | None:
        """Read ``variables``; None where there is no such sign-in.

        Raises:
            InputError: some of the three that belong together are missing, or the issuer is no
                address.
        """
        together = {name: variables.get(name, "") for name in _OIDC}
        if not any(together.values()):
            return None
        missing = [name for name, value in together.items() if not value]
        if missing:
            message = f"{', '.join(missing)} is not set: {', '.join(_OIDC)} belong together"
            raise InputError(message)
        issuer = together[OIDC_ISSUER].rstrip("/")
        parts = urlsplit(issuer)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            message = f"{OIDC_ISSUER} is {issuer!r}: write an address that begins with https://"
            raise InputError(message)
        name = variables.get(OIDC_NAME) or parts.netloc
        return cls(issuer, together[OIDC_CLIENT], together[OIDC_SECRET], name)

    @property
    def origin(self) -> str:
        """Scheme and host of the issuer, as a browser compares them."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


_OIDC = (OIDC_ISSUER, OIDC_CLIENT, OIDC_SECRET)


@dataclass(frozen=True)
class Environment:
    """The answers to the questions of the table above.

    Attributes:
        workspace: absolute path.
        database: absolute path of the SQLite file; the address of a PostgreSQL database, as text.
        secret_key: as given, or empty where it is kept in the workspace.
        hosts: names that the site answers to; loopback unless others are named.
        https: True where readers reach the site over TLS.
        address: where people reach the site, without a slash at the end.
        mail: the mail server's address; empty where mails are printed.
        mail_from: the address that mails come from.
        trust: file of the certificates of authorities that are trusted; empty for none.
        sign_in: an organisation's own sign-in; None where there is none.
    """

    workspace: Path
    database: Path | str
    secret_key: str
    hosts: tuple[str, ...]
    https: bool
    address: str
    mail: str
    mail_from: str
    trust: str
    sign_in: SignIn | None

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> Environment:
        """Read ``variables``.

        Raises:
            InputError: ``CITYPACT_HTTPS`` is neither 0 nor 1, the sign-in is told by halves, or
                there is no file of that name to trust.
        """
        workspace = Path(variables.get(WORKSPACE) or DEFAULT_WORKSPACE).absolute()
        https = variables.get(HTTPS, "")
        if https not in YES:
            message = f"{HTTPS} is {https!r}: write 1 where readers come over TLS, 0 where not"
            raise InputError(message)
        trust = variables.get(TRUST, "")
        if trust and not Path(trust).is_file():
            message = f"{TRUST} is {trust!r}: there is no such file of certificates"
            raise InputError(message)
        named = [host.strip() for host in variables.get(HOSTS, "").split(",")]
        return cls(
            workspace=workspace,
            database=_database(variables.get(DATABASE, ""), workspace),
            secret_key=variables.get(SECRET_KEY, ""),
            hosts=tuple(host for host in named if host) or LOOPBACK,
            https=YES[https],
            address=(variables.get(ADDRESS) or DEFAULT_ADDRESS).rstrip("/"),
            mail=variables.get(MAIL, ""),
            mail_from=variables.get(MAIL_FROM) or DEFAULT_FROM,
            trust=trust,
            sign_in=SignIn.read(variables),
        )


def _database(written: str, workspace: Path) -> Path | str:
    if "://" in written:
        return written
    return Path(written).absolute() if written else workspace / "citypact.sqlite3"
