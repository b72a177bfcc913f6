"""What other apps keep of a person, so that the person can take all of it along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from citypact.apps.parties.models import Account

__all__ = ["Belongings", "belongings_of", "register"]

#: What an app keeps of an account, as JSON holds it.
Belongings = Callable[[Account], Sequence[Mapping[str, object]]]

_sources: dict[str, Belongings] = {}


def register(name: str, source: Belongings) -> None:
    """Say under which name an app tells what it keeps; each does so once.

    Raises:
        ValueError: another source has the name.
    """
    if _sources.setdefault(name, source) is not source:
        message = f"two apps tell what they keep of a person as {name!r}: rename one"
        raise ValueError(message)


def belongings_of(account: Account) -> dict[str, list[dict[str, object]]]:
    """What every app keeps of a person, by name."""
    return {name: [dict(each) for each in tell(account)] for name, tell in _sources.items()}
