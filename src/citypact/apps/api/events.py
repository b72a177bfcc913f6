"""The kinds of events of tokens."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = ["TOKEN_MADE", "TOKEN_REVOKED"]

TOKEN_MADE = Kind(
    "api.token.made",
    "{account} gav ett program tillgång till och med {until}.",
    "{account} let a program in until {until}.",
)
TOKEN_REVOKED = Kind(
    "api.token.revoked",
    "{account} stängde ute ett program.",
    "{account} shut a program out.",
)

register(TOKEN_MADE, TOKEN_REVOKED)
