"""The words of a contract's document, in Swedish and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["say", "words"]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words by language and key; both languages have the same keys."""
    place = files("citypact.documents").joinpath("contract_words.toml")
    loaded: Mapping[str, Mapping[str, str]] = tomllib.loads(place.read_text("utf-8"))
    return loaded


def say(language: str, key: str, **values: object) -> str:
    """The words of ``key`` in ``language`` (sv or en), with ``values`` set in."""
    return words()[language][key].format_map(values)
