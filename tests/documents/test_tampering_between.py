"""Tampering between two of eight signatures: who signed before sees it."""

import io
from functools import cache

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.authorities import authority
from tests.documents.signed import unsigned

from citypact.documents.pades.signing import sign
from citypact.documents.verification import level_of, verify

OURS = authority()
TRUST = [OURS.root.der]
EIGHT = tuple(f"party-{number}" for number in range(1, 9))


@cache
def signed_with_tampering(after: int, *, undone: bool = False) -> bytes:
    """Eight signatures, and a page covered after so many of them; uncovered again where undone."""
    pdf = unsigned()
    for number, party in enumerate(EIGHT):
        if number == after:
            pdf = covered(pdf)
            if undone:
                pdf = uncovered(pdf)
        pdf = sign(pdf, OURS.signer(party), party)
    return pdf


def covered(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    cover = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Square"),
            pdf_name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(each) for each in (0, 0, 600, 400)]
            ),
        }
    )
    page = writer.root["/Pages"]["/Kids"].raw_get(1)
    page.get_object()["/Annots"] = generic.ArrayObject([writer.add_object(cover)])
    writer.mark_update(page)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def uncovered(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"].raw_get(1)
    del page.get_object()["/Annots"]
    writer.mark_update(page)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_eight_signatures_hold_where_nobody_tampers() -> None:
    found = verify(signed_with_tampering(99), TRUST)
    assert [each.valid for each in found.signatures] == [True] * 8


@pytest.mark.parametrize(("after", "undone"), [(3, False), (3, True), (1, False), (7, True)])
def test_whoever_signed_before_sees_it(after: int, undone: bool) -> None:  # noqa: FBT001  a case
    found = verify(signed_with_tampering(after, undone=undone), TRUST)
    assert [each.changed == "more" for each in found.signatures] == [
        number < after for number in range(8)
    ]
    assert [level_of(each) for each in found.signatures[:after]] == ["broken"] * after
    assert all(each.valid for each in found.signatures[after:])
    assert not found.valid
