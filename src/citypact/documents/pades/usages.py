"""Where in a PDF an object is used, found for the few objects that a later revision replaced.

pyHanko lets an object be replaced after signing only where it knows every place that uses it: a
picture of a signature that is also the text of a page must not change. To know, it follows every
path through the signed revision, anew for each signature; on 300 tagged pages that takes ten
seconds and more a signature. Here the bytes are looked through once for who mentions whom, and
paths are followed backwards from what was replaced: the same places for the same verdict.

What is mentioned is overstated where in doubt (inside strings, in objects that nothing leads to)
and never understated: an object that is not plainly written is read by pyHanko, and where
mentions cannot be told from bytes, or lead through the structure tree, pyHanko's own way is gone.
Of a page it is said only that it is used in places without number, so that nothing but a rule that
allows the page as such lets it change; pyHanko's rules know no other for pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

__all__ = ["Mentions", "Usages"]

_BLANK = rb"[\0\t\n\v\f\r ]"
#: An object that is plainly written: no comments, no brackets within strings. Its dictionary ends
#: where its stream begins.
_PLAIN = re.compile(
    rb"(\d++)" + _BLANK + rb"++(\d++)" + _BLANK + rb"++obj(?:"
    + _BLANK + rb"++"
    rb"|<<|>>|\[|\]"
    rb"|<[0-9A-Fa-f\0\t\n\v\f\r ]*+>"
    rb"|\((?:[^()\\]|\\.)*+\)"
    rb"|/[^\0-\x20()<>\[\]{}/%]*+"
    rb"|(?!endobj|stream)[^\0-\x20()<>\[\]{}/%]++"
    rb")*+(?:endobj|stream)",
    re.DOTALL,
)  # fmt: skip
_MENTION = re.compile(rb"(?<![0-9])(\d++)" + _BLANK + rb"++(\d++)" + _BLANK + rb"++R")
#: Who is looked at before it is given up and pyHanko's way is gone.
_MOST = 500
#: A place of a page that no rule names.
_WITHOUT_NUMBER = RawPdfPath("/in places without number")

#: Where pyHanko follows the structure tree, by rules of its own.
_STRUCTURE = ("/Root", "/StructTreeRoot", "/K")

#: Number and generation of an object, as they are written.
_Key = tuple[bytes, bytes]
_Path = tuple[str | int, ...]


class _GiveUpError(Exception):
    """The places cannot be told this way."""


class Mentions:
    """Which objects mention which, in any revision of a document.

    Attributes:
        told: whether it can be told from the bytes; not where objects are packed in streams.
    """

    def __init__(self, reader: PdfFileReader, content: bytes) -> None:
        """Look through every version of every object once."""
        self._by: dict[_Key, list[tuple[generic.Reference, int]]] = defaultdict(list)
        self.told = not reader.xrefs.hybrid_xrefs_present
        for revision in range(reader.xrefs.total_revisions):
            for ref in reader.xrefs.explicit_refs_in_revision(revision):
                place = reader.xrefs.get_historical_ref(ref, revision)
                if isinstance(place, int):
                    for key in _mentioned(reader, content, ref, revision, place):
                        self._by[key].append((ref, place))
                elif place is not None:
                    self.told = False

    def of(self, ref: generic.Reference, resolver: HistoricalResolver) -> list[generic.Reference]:
        """Who mentions an object, perhaps, in a revision."""
        history = resolver.reader.xrefs
        return [
            each
            for each, place in self._by.get(_key(ref), ())
            if history.get_historical_ref(each, resolver.revision) == place
        ]


class Usages(dict[generic.Reference, set[RawPdfPath]]):
    """The places that use an object of one revision, found when they are asked for.

    Takes the place of the table that pyHanko makes of all objects.
    """

    def __init__(self, resolver: HistoricalResolver, mentions: Mentions) -> None:
        super().__init__()
        self._resolver = resolver
        self._mentions = mentions
        self._pages = dict(_pages(resolver))
        self._all: dict[generic.Reference, set[RawPdfPath]] | None = None

    def __bool__(self) -> bool:
        """True: pyHanko takes an empty table for one that knows of no uses."""
        return True

    def __missing__(self, ref: generic.Reference) -> set[RawPdfPath]:
        """Find the places."""
        if ref in self._pages:
            found = {_WITHOUT_NUMBER}
        elif self._all is None and self._mentions.told:
            found = self._found(ref)
        else:
            found = self._table().get(ref, set())
        self[ref] = found
        return found

    def _found(self, ref: generic.Reference) -> set[RawPdfPath]:
        try:
            paths = {*self._back(ref, {ref}, [_MOST])}
        except _GiveUpError:
            return self._table().get(ref, set())
        if any(path[: len(_STRUCTURE)] == _STRUCTURE for path in paths):
            return self._table().get(ref, set())
        return {RawPdfPath(*path) for path in paths}

    def _table(self) -> dict[generic.Reference, set[RawPdfPath]]:
        """Every place of every object, the way pyHanko finds them."""
        if self._all is None:
            fresh = HistoricalResolver(self._resolver.reader, self._resolver.revision)
            fresh._load_reverse_xref_cache()  # noqa: SLF001  no public name; a test compares
            self._all = fresh._indirect_object_access_cache or {}  # noqa: SLF001  likewise
        return self._all

    def _back(
        self, ref: generic.Reference, seen: set[generic.Reference], left: list[int]
    ) -> Iterator[_Path]:
        """Paths from the trailer to an object that pass by none that was seen."""
        yield from _steps(self._resolver.trailer_view, ref, ())
        for each in self._mentions.of(ref, self._resolver):
            if each in seen:
                continue
            left[0] -= 1
            if left[0] < 0:
                raise _GiveUpError
            own = self._resolver.get_object(each)
            steps = [*_steps(own, ref, ())]
            if not steps:
                continue
            before = (
                [self._pages[each]]
                if each in self._pages
                else [*self._back(each, seen | {each}, left)]
            )
            yield from ((*path, *step) for path in before for step in steps)


def _mentioned(
    reader: PdfFileReader, content: bytes, ref: generic.Reference, revision: int, place: int
) -> Iterable[_Key]:
    """What an object mentions, at least."""
    plain = _PLAIN.match(content, place)
    if plain is not None and (int(plain[1]), int(plain[2])) == (ref.idnum, ref.generation):
        text = plain[0]
        if text.count(b"<<") == text.count(b">>") and text.count(b"[") == text.count(b"]"):
            return map(_canonical, {*_MENTION.findall(text)})
    return {_key(each) for each in _leads(reader.get_object(ref, revision))}


def _canonical(found: tuple[bytes, bytes]) -> _Key:
    """Number and generation without zeros before them."""
    if found[1] == b"0" and found[0][:1] != b"0":
        return found
    return b"%d" % int(found[0]), b"%d" % int(found[1])


def _key(ref: generic.Reference) -> _Key:
    return b"%d" % ref.idnum, b"%d" % ref.generation


def _leads(thing: generic.PdfObject) -> Iterator[generic.Reference]:
    if isinstance(thing, generic.IndirectObject):
        yield thing.reference
    elif isinstance(thing, generic.DictionaryObject):
        for each in thing.values():
            yield from _leads(each)
    elif isinstance(thing, generic.ArrayObject):
        for each in thing:
            yield from _leads(each)


def _steps(thing: generic.PdfObject, ref: generic.Reference, path: _Path) -> Iterator[_Path]:
    """Where within an object another is mentioned; what leads up a tree is left out."""
    if isinstance(thing, generic.IndirectObject):
        if thing.reference == ref:
            yield path
    elif isinstance(thing, generic.DictionaryObject):
        for key, value in thing.items():
            if key != "/Parent":
                yield from _steps(value, ref, (*path, key))
    elif isinstance(thing, generic.ArrayObject):
        for index, value in enumerate(thing):
            yield from _steps(value, ref, (*path, index))


def _pages(resolver: HistoricalResolver) -> Iterator[tuple[generic.Reference, _Path]]:
    """Every node of the tree of pages and its place there."""
    top = resolver.root.raw_get("/Pages")
    seen: set[generic.Reference] = set()
    if isinstance(top, generic.IndirectObject):
        yield top.reference, ("/Root", "/Pages")
    waiting: list[tuple[generic.DictionaryObject, _Path]] = [
        (top.get_object(), ("/Root", "/Pages"))
    ]
    while waiting:
        node, path = waiting.pop()
        for index, kid in enumerate(node["/Kids"]):
            own = (*path, "/Kids", index)
            if isinstance(kid, generic.IndirectObject):
                if kid.reference in seen:
                    raise PdfReadError("a page stands in the tree of pages twice")
                seen.add(kid.reference)
                yield kid.reference, own
            below = kid.get_object()
            if below.get("/Type", None) == "/Pages":
                waiting.append((below, own))
