"""Which programs somebody has let in, for that person to take along."""

from __future__ import annotations

from citypact.apps.parties import belongings
from citypact.apps.parties.models import Account

__all__ = ["tokens_of"]


def tokens_of(account: Account) -> list[dict[str, object]]:
    """What is kept of an account's tokens; of a token itself nothing is. One query."""
    return [
        {
            "title": each.title,
            "until": each.until.isoformat(),
            "made": each.made_at.isoformat(),
            "used": each.used_on.isoformat() if each.used_on else None,
        }
        for each in account.tokens.all()
    ]


belongings.register("programs", tokens_of)
