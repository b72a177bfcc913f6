"""The kinds of events of the workspace."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = ["CITY_LOADED"]

CITY_LOADED = Kind(
    "workspace.city.loaded",
    "{city} visar boken {book_hash} med {results} resultat och {figures} figurer.",
    "{city} shows the book {book_hash} with {results} results and {figures} figures.",
)

register(CITY_LOADED)
