"""A drawing that is set into a page may draw, and nothing else."""

from __future__ import annotations

import re

__all__ = ["must_be_passive"]

#: Elements that run, load or embed; attributes that run, load or style; other declarations.
_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|foreignObject|iframe|object|embed|image|use|style|animate\w*|set|a|link)\b"
    r"|\s(?:on\w+|style|(?:xlink:)?href|src)\s*="
    r"|<!|<\?|javascript:|url\(\s*['\"]?(?!#)",
    re.IGNORECASE,
)


def must_be_passive(svg: str) -> str:
    """Return ``svg`` where it is one SVG element that runs, loads and styles nothing.

    Raises:
        ValueError: it is not, and says what was found.
    """
    text = svg.strip()
    if not (text.startswith("<svg ") and text.endswith("</svg>")):
        raise ValueError("a drawing is one svg element")
    # Text that merely looks like an attribute is no danger, but an element's tag is.
    for tag in re.finditer(r"<[^>]*>?", text):
        found = _ACTIVE.search(tag.group())
        if found:
            raise ValueError(f"a drawing may not hold {found.group().strip()!r}")
    return svg
