"""The colours of figures, pages and documents: one name, one colour for light and one for dark.

The ten sector colours start from Okabe and Ito's palette (https://jfly.uni-koeln.de/color/)
and were moved until every pair stays apart for readers with protanopia, deuteranopia and
tritanopia, in light and in dark. Colour is never the only sign: every area, line and bar is
labelled where it stands.

Vocabulary: a *token* is a colour's name, such as ``accent`` or ``sector-3``; a *theme* is
``light`` or ``dark``.
"""

from __future__ import annotations

from collections.abc import Iterable

from citypact.errors import InputError

__all__ = ["SECTOR_TOKENS", "THEMES", "TOKENS", "colour", "sector_tokens", "stylesheet"]

THEMES = ("light", "dark")

#: Token -> (light, dark). No two tokens share a colour within a theme, so that a drawn figure
#: can be turned from colours back to tokens (see :mod:`citypact.figures.drawing`).
TOKENS: dict[str, tuple[str, str]] = {
    "background": ("#ffffff", "#13171f"),
    "ink": ("#1a1f24", "#eceff2"),
    "quiet": ("#5a636b", "#a4adb5"),
    "grid": ("#dde1e4", "#333a43"),
    "accent": ("#006a6b", "#4cc0ba"),
    "reference": ("#7b848c", "#78828b"),
    "target": ("#a3123f", "#ff8aa6"),
    "gain": ("#3f7d20", "#8fce6c"),
    "sector-1": ("#0c71b4", "#5c8cd6"),
    "sector-2": ("#d8600c", "#e3732a"),
    "sector-3": ("#4d3c7a", "#725daf"),
    "sector-4": ("#4ea77b", "#51bd8c"),
    "sector-5": ("#cb81c8", "#d1a2dc"),
    "sector-6": ("#e6a21a", "#f2ad25"),
    "sector-7": ("#717878", "#858a93"),
    "sector-8": ("#9eccea", "#b4ddf2"),
    "sector-9": ("#7a1e15", "#a8442c"),
    "sector-10": ("#ebd889", "#f6e9aa"),
}

SECTOR_TOKENS: tuple[str, ...] = tuple(name for name in TOKENS if name.startswith("sector-"))

#: Sectors that Swedish cities report by, so that they look alike in every city.
_USUAL = {
    "transport": "sector-1",
    "energy": "sector-2",
    "industry": "sector-3",
    "agriculture": "sector-4",
    "product-use": "sector-5",
    "machinery": "sector-6",
    "waste": "sector-7",
    "international-transport": "sector-8",
    "heating": "sector-9",
    "consumption": "sector-10",
}


def colour(token: str, theme: str) -> str:
    """Return the colour of ``token`` in ``theme`` as ``#rrggbb``.

    Raises:
        InputError: no such token or theme.
    """
    if token not in TOKENS:
        message = f"no colour is named {token!r}; there are {', '.join(TOKENS)}"
        raise InputError(message)
    if theme not in THEMES:
        message = f"no theme is named {theme!r}; there are {', '.join(THEMES)}"
        raise InputError(message)
    return TOKENS[token][THEMES.index(theme)]


def sector_tokens(sectors: Iterable[str]) -> dict[str, str]:
    """Give each sector its colour: the usual one where it has one, else the first one free.

    The answer depends on the set of sectors alone. A city with more than ten sectors uses
    colours twice; their labels tell them apart.
    """
    names = sorted(sectors)
    tokens = {name: _USUAL[name] for name in names if name in _USUAL}
    free = [token for token in SECTOR_TOKENS if token not in tokens.values()]
    others = [name for name in names if name not in tokens]
    for position, name in enumerate(others):
        tokens[name] = (free or list(SECTOR_TOKENS))[position % len(free or SECTOR_TOKENS)]
    return {name: tokens[name] for name in names}


def stylesheet() -> str:
    """Return the tokens as CSS custom properties, ``--figure-NAME``, dark by the system."""

    def block(theme: str, indent: str) -> str:
        return "".join(f"{indent}  --figure-{name}: {colour(name, theme)};\n" for name in TOKENS)

    return (
        f":root {{\n{block('light', '')}}}\n"
        "@media (prefers-color-scheme: dark) {\n"
        f"  :root {{\n{block('dark', '  ')}  }}\n"
        "}\n"
    )
