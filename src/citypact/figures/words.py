"""The words of figures and documents, in Swedish and English.

They stand in ``words.toml``, and those of the figures on money and choice in
``words_decision.toml``.

Swedish stands first. Both languages have the same keys; a key that is missing is an error,
never an empty string.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from citypact.errors import InputError

__all__ = ["LANGUAGES", "say", "title_of", "words"]

LANGUAGES = ("sv", "en")

_FILES = ("words.toml", "words_decision.toml")


def _flat(branch: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    """Walk the tree of words; yield ``area.name`` and the words."""
    for name, value in branch.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, Mapping):
            yield from _flat(value, key)
        else:
            yield key, str(value)


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, str]]:
    """Read the words once."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for name in _FILES:
        tree = tomllib.loads((files("citypact.figures") / name).read_text(encoding="utf-8"))
        for language in LANGUAGES:
            found[language].update(_flat(tree[language]))
    return found


def words(language: str) -> Mapping[str, str]:
    """Return every key and its words in ``language`` (``sv`` or ``en``).

    Raises:
        InputError: another language.
    """
    if language not in LANGUAGES:
        message = f"no words in the language {language!r}; there are {', '.join(LANGUAGES)}"
        raise InputError(message)
    return _catalogue()[language]


def say(language: str, key: str, **values: str | int) -> str:
    """Return the words of ``key``, with ``values`` set in.

    Raises:
        InputError: another language.
        KeyError: no such key, or a value that the words need is not given.
    """
    return words(language)[key].format_map(values)


def title_of(thing: object, language: str) -> str:
    """Return the title of a thing of the city in ``language``: its ``title_sv`` or ``title_en``."""
    if language not in LANGUAGES:
        message = f"no titles in the language {language!r}; there are {', '.join(LANGUAGES)}"
        raise InputError(message)
    return str(getattr(thing, f"title_{language}"))
