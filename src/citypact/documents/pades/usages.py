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
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import accumulate
from operator import add, le

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
#: What follows the number of an object where it is mentioned.
_REST = _BLANK + rb"++\d++" + _BLANK + rb"++R"
_MENTION = re.compile(rb"(?<![0-9])(\d++)" + _REST)
#: Who is looked at before it is given up and pyHanko's way is gone.
_MOST = 500
#: A place of a page that no rule names.
_WITHOUT_NUMBER = RawPdfPath("/in places without number")

#: Where pyHanko follows the structure tree, by rules of its own.
_STRUCTURE = ("/Root", "/StructTreeRoot", "/K")

#: An object as it stands at a place of the file.
_Version = tuple[generic.Reference, int]
_Path = tuple[str | int, ...]


class _GiveUpError(Exception):
    """The places cannot be told this way."""


class Mentions:
    """Which objects mention which, in any revision of a document.

    Attributes:
        told: whether it can be told from the bytes; not where objects are packed in streams, or
            where one stands within another.
    """

    def __init__(self, reader: PdfFileReader, content: bytes) -> None:
        """Look through every version of every object once."""
        self._reader = reader
        self._by: dict[bytes, list[_Version]] = {}
        self._odd: dict[bytes, list[_Version]] = defaultdict(list)
        self._trees: list[_Tree] = []
        tables = [reader.xrefs.get_xref_data(each) for each in range(reader.xrefs.total_revisions)]
        self.told = not any(table.xrefs_in_objstm or table.hybrid for table in tables)
        plain: dict[int, tuple[bytes, int, int]] = {}
        for revision, table in enumerate(tables):
            for number, (generation, place) in table.standard_xrefs.items():
                text = _text(content, number, generation, place)
                if text is None:
                    ref = generic.Reference(number, generation, reader)
                    for each in _leads(reader.get_object(ref, revision)):
                        self._odd[b"%d" % each.idnum].append((ref, place))
                else:
                    plain[place] = text, number, generation
        self._places = sorted(plain)
        self._names = [plain[place][1:] for place in self._places]
        texts = [plain[place][0] for place in self._places]
        ends = map(add, self._places, map(len, texts))
        self.told &= all(map(le, ends, self._places[1:]))
        # Between two of them stands what no mention holds.
        self._text = b";".join(texts)
        self._begins = [0, *accumulate(len(text) + 1 for text in texts)]
        # These are asked about, and what mentions them after that: single ones are looked for then.
        later = {b"%d" % number for table in tables[1:] for number in table.standard_xrefs}
        self._look_for(later, _MENTION)

    def of(self, ref: generic.Reference, resolver: HistoricalResolver) -> list[generic.Reference]:
        """Who mentions an object, perhaps, in a revision."""
        number, history = b"%d" % ref.idnum, resolver.reader.xrefs
        if number not in self._by:
            self._look_for({number}, re.compile(b"(%s)%s" % (number, _REST)))
        return [
            each
            for each, place in self._by[number]
            if history.get_historical_ref(each, resolver.revision) == place
        ]

    def _look_for(self, numbers: AbstractSet[bytes], mention: re.Pattern[bytes]) -> None:
        """Find the objects that mention objects of these numbers."""
        found = {number: {*self._odd[number]} for number in numbers}
        for each in mention.finditer(self._text):
            number = each[1].lstrip(b"0")
            if number in numbers and _begins_number(self._text, each.start()):
                index = bisect_right(self._begins, each.start()) - 1
                ref = generic.Reference(*self._names[index], self._reader)
                found[number].add((ref, self._places[index]))
        self._by |= {number: [*versions] for number, versions in found.items()}

    def pages(self, resolver: HistoricalResolver) -> Mapping[generic.Reference, _Path]:
        """Every node of the tree of pages of a revision and its place there.

        A revision in which every node is as in one that was walked through has the same tree.
        """
        for tree in self._trees:
            if tree.stands_in(resolver):
                return tree.pages
        tree = _Tree(resolver)
        self._trees.append(tree)
        return tree.pages


class Usages(dict[generic.Reference, set[RawPdfPath]]):
    """The places that use an object of one revision, found when they are asked for.

    Takes the place of the table that pyHanko makes of all objects.
    """

    def __init__(self, resolver: HistoricalResolver, mentions: Mentions) -> None:
        super().__init__()
        self._resolver = resolver
        self._mentions = mentions
        self._pages = mentions.pages(resolver)
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


def _text(content: bytes, number: int, generation: int, place: int) -> bytes | None:
    """An object as it is written, up to its stream; None where it is not plainly written."""
    plain = _PLAIN.match(content, place)
    if plain is None:
        return None
    text, *named = plain.group(0, 1, 2)
    if int(named[0]) != number or int(named[1]) != generation:
        return None
    if text.count(b"<<") != text.count(b">>") or text.count(b"[") != text.count(b"]"):
        return None
    return text


def _begins_number(text: bytes, place: int) -> bool:
    """Whether a number begins here, but for zeros before it."""
    while text[place - 1 : place] == b"0":
        place -= 1
    return not text[place - 1 : place].isdigit()


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


class _Tree:
    """The tree of pages of a revision.

    Attributes:
        pages: every node that is an object of its own, and its place.
    """

    def __init__(self, resolver: HistoricalResolver) -> None:
        self._revision = resolver.revision
        self._top = resolver.root.raw_get("/Pages")
        self._leaves: set[generic.Reference] = set()
        #: Whether the nodes alone tell the tree: nothing of it stands in objects beside them.
        self._told = isinstance(self._top, generic.IndirectObject)
        self.pages = dict(self._walked())

    def stands_in(self, resolver: HistoricalResolver) -> bool:
        """Whether a revision has the same tree: no node is another but single pages as such."""
        first, last = sorted((self._revision, resolver.revision))
        history = resolver.reader.xrefs
        changed = {
            ref
            for revision in range(first + 1, last + 1)
            for ref in history.explicit_refs_in_revision(revision)
            if ref in self.pages
        }
        return (
            self._told
            and resolver.root.raw_get("/Pages") == self._top
            and changed <= self._leaves
            and all(_is_page(resolver.get_object(ref)) for ref in changed)
        )

    def _walked(self) -> Iterator[tuple[generic.Reference, _Path]]:
        top = self._top
        seen: set[generic.Reference] = set()
        if isinstance(top, generic.IndirectObject):
            yield top.reference, ("/Root", "/Pages")
        waiting: list[tuple[generic.DictionaryObject, _Path]] = [
            (top.get_object(), ("/Root", "/Pages"))
        ]
        while waiting:
            node, path = waiting.pop()
            self._told &= isinstance(node.raw_get("/Kids"), generic.ArrayObject)
            for index, kid in enumerate(node["/Kids"]):
                own = (*path, "/Kids", index)
                below = kid.get_object()
                if isinstance(kid, generic.IndirectObject):
                    if kid.reference in seen:
                        raise PdfReadError("a page stands in the tree of pages twice")
                    seen.add(kid.reference)
                    yield kid.reference, own
                    if _is_page(below):
                        self._leaves.add(kid.reference)
                if below.get("/Type", None) == "/Pages":
                    waiting.append((below, own))
                else:
                    self._told &= _is_page(below)


def _is_page(node: generic.PdfObject) -> bool:
    """Whether a node says plainly, and itself, that it is a page and has none below it."""
    return (
        isinstance(node, generic.DictionaryObject)
        and "/Type" in node
        and isinstance(node.raw_get("/Type"), generic.NameObject)
        and node.raw_get("/Type") == "/Page"
    )
