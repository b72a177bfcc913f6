"""A kind of event for tests, and something that happened."""

from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.kinds import Kind, register

TRIED = Kind("conduct.test.tried", "{what} prövades.", "{what} was tried.")
register(TRIED)


def tried(what: str = "it", **more: object) -> Happened:
    """That something was tried."""
    return Happened(TRIED, f"thing:{what}", values={"what": what, **more})
