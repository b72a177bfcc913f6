"""From a specification to SVG: the same specification gives the same bytes on every machine.

vl-convert draws (https://github.com/vega/vl-convert): Vega-Lite inside one library, with no
browser, no network and the shipped typeface. What it returns is then made fit for a page:
one name and description for the picture, ids that cannot meet those of another figure, and,
for theme ``page``, colours by name instead of by value.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from types import ModuleType

from citypact.errors import EnvironmentFault
from citypact.figures.canvas import Spec
from citypact.figures.palette import TOKENS, colour
from citypact.figures.typeface import folder

__all__ = ["Begin", "begin", "draw"]

_ROOT = re.compile(r'<svg [^>]*? width="(?P<width>[^"]+)" height="(?P<height>[^"]+)"[^>]*>')
_GROUND = re.compile(r'\A<rect width="[^"]+" height="[^"]+" fill="#[0-9a-f]{6}"/>')
#: Roles and labels of the parts: the picture is one image, so they would only be noise.
_PARTS = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
#: Empty shapes that stand in for what a figure does not have.
_NOTHING = re.compile(r'<path(?: [a-z-]+="[^"]*")* d=""(?: [a-z-]+="[^"]*")*/>')
_CLIP = re.compile(r'(?<=["#])clip\d+(?=[")])')
_PAINT = re.compile(r'(?<= )(fill|stroke)="(#[0-9a-f]{6})"')


@lru_cache(maxsize=1)
def _converter() -> ModuleType:
    """Import vl-convert once and give it the typeface.

    Raises:
        EnvironmentFault: it is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        message = (
            "figures cannot be drawn: vl-convert is not installed. "
            "Mend: pip install 'citypact[documents]'"
        )
        raise EnvironmentFault(message) from error
    vl_convert.register_font_directory(str(folder()))
    converter: ModuleType = vl_convert
    return converter


#: Begins with work on its argument elsewhere, and gives what waits for what is found.
Begin = Callable[[Callable[[str], str], str], Callable[[], str]]

#: What is being drawn elsewhere and nobody has asked for yet, by its specification.
_begun: dict[str, Callable[[], str]] = {}


def begin(spec: Spec, elsewhere: Begin) -> None:
    """Begin to draw elsewhere what :func:`draw` will be asked for; it then takes what is there."""
    specification = _written(spec)
    if specification not in _begun:
        _begun[specification] = elsewhere(_converted, specification)


@lru_cache(maxsize=256)
def _drawn(specification: str) -> str:
    """Draw a specification, written as JSON; the same one is never drawn twice."""
    begun = _begun.pop(specification, None)
    return _converted(specification) if begun is None else begun()


def _converted(specification: str) -> str:
    return str(_converter().vegalite_to_svg(json.loads(specification)))


def _written(spec: Spec) -> str:
    return json.dumps(spec, ensure_ascii=False, sort_keys=True, allow_nan=False)


def draw(spec: Spec, title: str, description: str, *, page: bool = False) -> str:
    """Draw ``spec`` as SVG with a name and a description.

    Args:
        spec: a Vega-Lite specification of stated size.
        title: name of the picture.
        description: what a reader who does not see it needs to know.
        page: for setting into a page: no ground, no tool tip with the title, and colours as
            ``var(--figure-NAME, #rrggbb)``, so that the page's theme decides.

    Raises:
        EnvironmentFault: vl-convert is not installed.
        ValueError: vl-convert refuses the specification.
    """
    specification = _written(spec)
    digest = hashlib.sha256(specification.encode()).hexdigest()[:10]
    svg = _NOTHING.sub("", _PARTS.sub("", _drawn(specification)))
    clips = {name: f"clip-{digest}-{place}" for place, name in enumerate(_names(svg))}
    svg = _CLIP.sub(lambda match: clips[match[0]], svg)
    root = _ROOT.match(svg)
    if root is None:
        message = "vl-convert returned no picture with a size"
        raise ValueError(message)
    width, height = root["width"], root["height"]
    name, words = escape(title), escape(description)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{name}">'
    )
    body = svg[root.end() :]
    if page:
        body = _PAINT.sub(_named, _GROUND.sub("", body))
        return f"{opening}<desc>{words}</desc>{body}"
    return f"{opening}<title>{name}</title><desc>{words}</desc>{body}\n"


def _names(svg: str) -> list[str]:
    """Return the ids of clips in order of appearance, each once."""
    return list(dict.fromkeys(_CLIP.findall(svg)))


@lru_cache(maxsize=1)
def _light_tokens() -> dict[str, str]:
    """Return the token of each colour of the light theme."""
    return {colour(token, "light"): token for token in TOKENS}


def _named(match: re.Match[str]) -> str:
    """Write a colour by its token."""
    token = _light_tokens().get(match[2])
    return match[0] if token is None else f'{match[1]}="var(--figure-{token}, {match[2]})"'
