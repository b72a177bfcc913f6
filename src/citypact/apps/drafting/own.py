"""What somebody has said of contracts here, for that person to take along."""

from __future__ import annotations

from citypact.apps.drafting.models import Comment, Proposal
from citypact.apps.parties import belongings
from citypact.apps.parties.models import Account

__all__ = ["said_by"]


def said_by(account: Account) -> list[dict[str, object]]:
    """The comments and proposals of an account, the oldest first. Two queries."""
    comments: list[dict[str, object]] = [
        {"clause": str(each), "at": each.at.isoformat(), "text": each.text}
        for each in Comment.objects.filter(by=str(account))
    ]
    proposals: list[dict[str, object]] = [
        {
            "row": f"{each.table}/{each.key}",
            "at": each.at.isoformat(),
            "reason": each.reason,
            "cells": each.cells,
            "state": each.state,
        }
        for each in Proposal.objects.filter(by=str(account))
    ]
    return [*comments, *proposals]


belongings.register("said_of_contracts", said_by)
