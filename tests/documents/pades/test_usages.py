"""Where an object is used, found backwards: the same places as pyHanko finds."""

import io

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult
from tests.documents.signed import PARTIES, signed

from citypact.documents.pades.differences import Differences
from citypact.documents.pades.usages import Mentions, Usages


def reader_of(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(io.BytesIO(pdf))


def by_pyhanko(reader: PdfFileReader, revision: int) -> dict[generic.Reference, set[RawPdfPath]]:
    resolver = HistoricalResolver(reader, revision)
    resolver._load_reverse_xref_cache()
    return resolver._indirect_object_access_cache or {}


@pytest.mark.parametrize("revision", [1, 3])
def test_every_object_is_used_where_pyhanko_says(revision: int) -> None:
    pdf = signed(*PARTIES[:3])
    reader = reader_of(pdf)
    whole = by_pyhanko(reader, revision)
    found = Usages(reader.get_historical_resolver(revision), Mentions(reader, pdf))
    objects = {
        ref for each in range(revision + 1) for ref in reader.xrefs.explicit_refs_in_revision(each)
    }
    assert len(objects) > 300
    wrong = [ref for ref in objects - found._pages.keys() if found[ref] != whole.get(ref, set())]
    assert wrong == []
    for page in found._pages:  # no rule can name that place, so that none lets part of a page pass
        assert found[page] == {RawPdfPath("/in places without number")}


def test_what_signatures_replace_is_found_without_the_whole_table() -> None:
    pdf = signed(*PARTIES[:3])
    reader = reader_of(pdf)
    found = Usages(reader.get_historical_resolver(1), Mentions(reader, pdf))
    replaced = [
        ref
        for later in range(2, reader.xrefs.total_revisions)
        for ref in reader.xrefs.explicit_refs_in_revision(later)
    ]
    assert {len(found[ref]) for ref in replaced} == {0, 1}
    assert found._all is None


def test_what_is_not_plainly_written_is_read_by_pyhanko() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed("region")))
    picture = writer.add_object(generic.StreamObject(stream_data=b"0 0 m"))
    writer.root["/Odd"] = generic.DictionaryObject(
        {
            pdf_name("/Filler"): generic.TextStringObject("123456789"),
            pdf_name("/Picture"): picture,
        }
    )
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    plain = stream.getvalue()
    for filler in (b"null%5 0 R\n", b"((x)endo>>)", b"(\\(\\)56789)"):
        pdf = plain.replace(b"(123456789)", filler)
        assert len(pdf) == len(plain)  # so that every object still stands where it is said to
        reader = reader_of(pdf)
        last = reader.xrefs.total_revisions - 1
        found = Usages(reader.get_historical_resolver(last), Mentions(reader, pdf))
        assert found[picture.reference] == {RawPdfPath("/Root", "/Odd", "/Picture")}


def test_a_number_with_zeros_before_it_is_the_same_object() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed("region")))
    picture = writer.add_object(generic.StreamObject(stream_data=b"0 0 m"))
    writer.root["/Odd"] = generic.DictionaryObject(
        {pdf_name("/Filler"): generic.TextStringObject("123"), pdf_name("/Picture"): picture}
    )
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    plain, mention = stream.getvalue(), b"%d 0 R" % picture.idnum
    pdf = plain.replace(b"(123)", b"(1)").replace(b"/Picture " + mention, b"/Picture 00" + mention)
    assert len(pdf) == len(plain)
    reader = reader_of(pdf)
    last = reader.xrefs.total_revisions - 1
    found = Usages(reader.get_historical_resolver(last), Mentions(reader, pdf))
    assert found[picture.reference] == {RawPdfPath("/Root", "/Odd", "/Picture")}
    assert found._all is None


def test_an_object_that_stands_within_another_is_left_to_pyhanko() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed("region")))
    picture = writer.add_object(generic.StreamObject(stream_data=b"0 0 m"))
    inner = writer.add_object(generic.DictionaryObject())
    hidden = b"%d 0 obj<</Picture %d 0 R>>endobj" % (inner.idnum, picture.idnum)
    room = "x" * len(hidden)
    writer.root["/Outer"] = writer.add_object(generic.TextStringObject(room))
    writer.root["/Inner"] = inner
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    plain = stream.getvalue().replace(room.encode(), hidden)
    own = plain.rindex(b"\n%d 0 obj" % inner.idnum) + 1
    within = plain.index(hidden)
    entry = b"%010d 00000 n"
    assert plain.count(entry % own) == 1
    pdf = plain.replace(entry % own, entry % within)
    reader = reader_of(pdf)
    last = reader.xrefs.total_revisions - 1
    mentions = Mentions(reader, pdf)
    assert not mentions.told
    found = Usages(reader.get_historical_resolver(last), mentions)
    assert found[picture.reference] == {RawPdfPath("/Root", "/Inner", "/Picture")}


def test_the_tree_of_pages_is_walked_through_again_where_it_is_another() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(*PARTIES[:2])))
    tree = writer.root["/Pages"]
    first = tree["/Kids"][0]
    more = generic.DictionaryObject({name: first.raw_get(name) for name in first})
    tree["/Kids"].append(writer.add_object(more))
    writer.update_container(tree["/Kids"])
    stream = io.BytesIO()
    writer.write(stream)
    reader = reader_of(stream.getvalue())
    mentions = Mentions(reader, stream.getvalue())
    last = reader.xrefs.total_revisions - 1
    trees = [mentions.pages(reader.get_historical_resolver(each)) for each in range(last + 1)]
    # Each signature changes the page that it stands on, and no more.
    assert all(each is trees[0] for each in trees[:last])
    assert len(trees[last]) == len(trees[0]) + 1
    assert mentions.pages(reader.get_historical_resolver(0)) is trees[0]


def test_objects_packed_in_streams_are_left_to_pyhanko() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed("region")))
    writer.stream_xrefs = True
    packed = writer.prepare_object_stream()
    hidden = generic.DictionaryObject({pdf_name("/Info"): writer.prev.trailer.raw_get("/Info")})
    writer.root["/Hidden"] = writer.add_object(hidden, obj_stream=packed)
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    reader = reader_of(stream.getvalue())
    last = reader.xrefs.total_revisions - 1
    mentions = Mentions(reader, stream.getvalue())
    assert not mentions.told
    found = Usages(reader.get_historical_resolver(last), mentions)
    info = reader.trailer.raw_get("/Info").reference
    assert found[info] == by_pyhanko(reader, last)[info]
    assert len(found[info]) == 2


def test_the_verdict_is_that_of_pyhanko_for_each_signature() -> None:
    pdf = signed(*PARTIES)
    for each in reader_of(pdf).embedded_signatures:
        ours = Differences(pdf).review_file(reader_of(pdf), each.signed_revision)
        theirs = DEFAULT_DIFF_POLICY.review_file(reader_of(pdf), each.signed_revision)
        assert isinstance(ours, DiffResult)
        assert isinstance(theirs, DiffResult)
        assert ours == theirs
