"""The words of the workbook of an investment plan, in Swedish and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["say", "title_of", "words"]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words by language and key."""
    place = files("citypact.documents").joinpath("investment_words.toml")
    loaded: Mapping[str, Mapping[str, str]] = tomllib.loads(place.read_text("utf-8"))
    return loaded


def say(language: str, key: str, **values: object) -> str:
    """The words of ``key`` in ``language`` (sv or en), with ``values`` set in."""
    return words()[language][key].format_map(values)


def title_of(thing: object, language: str) -> str:
    """The title of a thing of the city in ``language``: its ``title_sv`` or ``title_en``."""
    return str(getattr(thing, f"title_{language}"))
