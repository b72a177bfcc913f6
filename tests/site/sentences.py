"""Sentences of the rooms below the site, with something set into each of their places."""

import re
from typing import Any, NamedTuple

from hypothesis import strategies as some

from citypact.said import Said

PLACE = re.compile(r"%\((\w+)\)\.?\d*([a-z])")


class Filled(NamedTuple):
    """A template and what is set into it."""

    template: str
    values: dict[str, Any]


def places(template: str) -> dict[str, str]:
    """How each place of a template is written, by its name."""
    return dict(PLACE.findall(template))


def made(template: str) -> Said:
    """A sentence of a template, with the name of each place in it, or a number from 101 up."""
    values: dict[str, Any] = {
        name: number if written in "gdf" else f"<{name}>"
        for number, (name, written) in enumerate(places(template).items(), start=101)
    }
    return Said(template, **values)


@some.composite
def filled(draw: some.DrawFn) -> Filled:
    """A template of any text, with texts and numbers set into it."""
    template = ""
    values: dict[str, Any] = {}
    for number in range(draw(some.integers(0, 4))):
        template += draw(some.text(max_size=10)).replace("%", "%%")
        written = draw(some.sampled_from(["s", "r", "d", "g", ".3g", ".0f"]))
        texts, numbers = some.text(max_size=10), some.floats(allow_nan=False, allow_infinity=False)
        values[f"place{number}"] = draw(texts if written in "sr" else numbers)
        template += f"%(place{number}){written}"
    return Filled(template, values)
