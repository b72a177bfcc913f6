"""Ranges such as ``0–57 %`` stay on one line of a page, wherever they stand in it.

A browser may break a line after a dash, and on a telephone it does. What is written stays as it
is, so that it can be copied, searched and sent back: only how it is set changes. Documents and
answers to programs never come here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django import template
from django.utils.safestring import SafeString, mark_safe

__all__ = ["keep_ranges", "register"]

register = template.Library()

DASH = "\N{EN DASH}"
#: What stands before the dash of a range, within so many signs; thousands are set apart in Swedish.
_LOW = re.compile(r"\d(?:[\d.,\u202f]*\d)?\Z")
_LONGEST = 24
#: What stands behind it, with its unit.
_HIGH = re.compile(r"\d(?:[\d.,\u202f]*\d)?(?:\u00a0[^\s<>&.,;:)]+)?")
#: In these an element could not be, or would be shown as text.
_KEPT = re.compile(r"<(svg|textarea|pre|script|style|select)\b")


@register.filter
def keep_ranges(html: SafeString) -> SafeString:
    """The part of a page with each range in an element that no line break parts.

    ``html`` is what a template has drawn: it is safe already.
    """
    if DASH not in html:
        return html
    parts, done = [], 0
    for start, end in _ranges(html):
        parts += [html[done:start], '<span class="nowrap">', html[start:end], "</span>"]
        done = end
    return mark_safe("".join([*parts, html[done:]]))  # noqa: S308  nothing is set in but the element


def _ranges(html: str) -> Iterator[tuple[int, int]]:
    """Where ranges stand in the text of a page, from and to."""
    kept = _spans_kept(html)
    until = next(kept, None)
    dash = html.find(DASH)
    while dash >= 0:
        while until is not None and until[1] <= dash:
            until = next(kept, None)
        low = _LOW.search(html, max(0, dash - _LONGEST), dash)
        high = _HIGH.match(html, dash + 1)
        inside = until is not None and until[0] < dash
        if low and high and not inside and not _within_tag(html, dash):
            yield low.start(), high.end()
        dash = html.find(DASH, high.end() if high else dash + 1)


def _spans_kept(html: str) -> Iterator[tuple[int, int]]:
    """Where elements that are left as they are begin and end, one after the other."""
    end = 0
    for found in _KEPT.finditer(html):
        if found.start() < end:
            continue
        end = html.find(f"</{found[1]}", found.end())
        end = len(html) if end < 0 else end
        yield found.start(), end


def _within_tag(html: str, place: int) -> bool:
    """Whether a place is in a tag; in the value of an attribute Django writes ``>`` otherwise."""
    return html.rfind("<", 0, place) > html.rfind(">", 0, place)
