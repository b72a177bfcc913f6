"""What a page says of what its results leave out, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import translation
from django.utils.translation import gettext, gettext_noop, ngettext

from citypact.book import Book
from citypact.figures.words import title_of
from citypact.model import City, Result
from citypact.model.left_out import LeftOut

__all__ = ["remarks"]


def remarks(book: Book, city: City, results: Iterable[Result], language: str) -> tuple[str, ...]:
    """What is not counted in any of ``results``, each thing once, and what the check remarks.

    Measures that are not yet computable or repeat another are left to their own list, where
    each has its reason.
    """
    found = dict.fromkeys(each for result in results for each in result.left_out)
    with translation.override(language):
        said = [_said(city, each, language) for each in found if each.kind in _SENTENCES]
        if book.warnings:
            said.append(_of_the_check(len(book.warnings)))
    return tuple(said)


#: By kind of what is left out; the rest has a list of its own on the page.
_SENTENCES = {
    "no-payer": gettext_noop(
        "What these activities buy is not counted, as no payer is stated: %(names)s."
    ),
    "no-price": gettext_noop(
        "What is bought of these carriers is not counted, as no price is stated: %(names)s."
    ),
    "no-years": gettext_noop(
        "The money of these measures is not counted, as no start and end are stated: %(names)s."
    ),
}


def _said(city: City, left_out: LeftOut, language: str) -> str:
    rows: Mapping[str, Mapping[str, object]] = {
        "no-payer": city.activities,
        "no-price": city.carriers,
        "no-years": city.measures,
    }
    things = rows[left_out.kind]
    names = ", ".join(title_of(things[name], language) for name in left_out.ids)
    return gettext(_SENTENCES[left_out.kind]) % {"names": names}


def _of_the_check(count: int) -> str:
    return ngettext(
        "The check of the city book has %(count)s remark; citypact book check tells it.",
        "The check of the city book has %(count)s remarks; citypact book check tells them.",
        count,
    ) % {"count": count}
