"""Filters of the pages of contracts. They pick and place; they compute nothing."""

from __future__ import annotations

from django import template

__all__ = ["heading_level"]

register = template.Library()


@register.filter
def heading_level(depth: int) -> int:
    """The level of a clause's heading: below the page's own, and never deeper than six."""
    return min(depth + 1, 6)
