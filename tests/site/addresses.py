"""Every address of the site, as its patterns say."""

from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver


def every_pattern(
    patterns: Sequence[URLPattern | URLResolver] | None = None,
) -> Iterator[URLPattern]:
    """Each pattern that leads to a view."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from every_pattern(each.url_patterns)
        else:
            yield each
