"""Each way of tampering with a signed document, and what tells it."""

import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.authorities import PIN, authority
from tests.documents.signed import frozen, signed, swapped, unsigned

from citypact.contract.writing import render_contract
from citypact.documents.attachment import archive
from citypact.documents.contract_document import contract_document
from citypact.documents.manifest import BOOK, CONTRACT, MANIFEST, RESULTS
from citypact.documents.pades.archiving import Evidence
from citypact.documents.pades.signer import KeyFile
from citypact.documents.pades.signing import sign
from citypact.documents.verification import Verification, level_of, verify

OURS = authority()
TRUST = [OURS.root.der]


def codes(found: Verification) -> list[str]:
    return [code for code, _ in found.problems]


def changed(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The document with a revision added by somebody who does not sign."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_byte_flipped() -> None:
    pdf = signed("region", "agency")
    longest = max(
        re.finditer(rb"stream\n.+?endstream", pdf, re.DOTALL), key=lambda one: len(one[0])
    )
    place = (longest.start() + longest.end()) // 2
    found = verify(pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :], TRUST)
    assert not found.valid
    assert [level_of(each) for each in found.signatures] == ["broken", "broken"]
    assert "HASH_FAILURE" in found.signatures[0].indication


def test_a_page_rotated() -> None:
    def rotate(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        page.get_object()["/Rotate"] = generic.NumberObject(180)
        writer.mark_update(page)

    found = verify(changed(signed("region"), rotate), TRUST)
    assert not found.valid
    assert found.signatures[0].intact  # what was signed is still there …
    assert found.signatures[0].changed == "more"  # … and is not what is seen
    assert level_of(found.signatures[0]) == "broken"


def test_a_page_added() -> None:
    def add(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        pages["/Kids"].append(pages["/Kids"].raw_get(0))
        pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
        writer.mark_update(writer.root.raw_get("/Pages"))

    found = verify(changed(signed("region"), add), TRUST)
    assert not found.valid
    assert found.signatures[0].changed == "more"


def test_an_annotation_that_hides_text() -> None:
    def hide(writer: IncrementalPdfFileWriter) -> None:
        cover = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Square"),
                pdf_name("/Rect"): generic.ArrayObject(
                    [generic.NumberObject(each) for each in (0, 0, 600, 400)]
                ),
                pdf_name("/IC"): generic.ArrayObject([generic.NumberObject(1)] * 3),
            }
        )
        page = writer.root["/Pages"]["/Kids"].raw_get(1)
        page.get_object()["/Annots"] = generic.ArrayObject([writer.add_object(cover)])
        writer.mark_update(page)

    found = verify(changed(signed("region"), hide), TRUST)
    assert not found.valid
    assert found.signatures[0].changed == "more"


def test_a_field_of_the_form_changed() -> None:
    def rename(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        field.get_object()["/T"] = generic.TextStringObject("agency")
        writer.mark_update(field)

    found = verify(changed(signed("region"), rename), TRUST)
    assert not found.valid
    assert found.signatures[0].changed == "more"


def test_an_attachment_swapped_after_signing() -> None:
    def swap(writer: IncrementalPdfFileWriter) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        for index in range(0, len(names), 2):
            described = names[index + 1]
            if str(described["/UF"]) == RESULTS:
                stream = generic.StreamObject(stream_data=b"{}")
                described["/EF"]["/F"] = writer.add_object(stream)
                writer.mark_update(names.raw_get(index + 1))

    found = verify(changed(signed("region"), swap), TRUST)
    assert not found.valid
    assert found.signatures[0].changed == "more"
    assert ("file-differs", {"file": RESULTS}) in found.problems


def test_an_attachment_swapped_before_signing_though_everybody_signed_it() -> None:
    stored = json.loads(next(one.content for one in frozen().attachments if one.name == RESULTS))
    stored["probability"] = 1.0
    pdf = sign(swapped(RESULTS, json.dumps(stored).encode()), OURS.signer("Region"), "region")
    found = verify(pdf, TRUST, again=True)
    assert found.signatures[0].valid
    assert codes(found) == ["file-differs"]
    assert not found.valid
    assert found.rerun is not None
    assert [place for place, _, _ in found.rerun.differences] == ["probability"]


def test_a_manifest_that_lies_about_its_book() -> None:
    lie = replace(frozen().manifest, book_hash="0" * 64)
    found = verify(sign(swapped(MANIFEST, lie.to_bytes()), OURS.signer("R"), "region"), TRUST)
    assert found.signatures[0].valid
    assert codes(found) == ["manifest-lies"]
    assert not found.valid


def test_a_manifest_that_lies_about_its_seed_is_found_when_run_again() -> None:
    lie = replace(frozen().manifest, seed=4)
    pdf = sign(swapped(MANIFEST, lie.to_bytes()), OURS.signer("R"), "region")
    assert verify(pdf, TRUST).valid
    found = verify(pdf, TRUST, again=True)
    assert found.rerun is not None
    assert "seed" in [place for place, _, _ in found.rerun.differences]
    assert not found.rerun.same_pages
    assert not found.valid


def test_a_book_that_is_no_archive_or_a_bomb_is_refused_as_data() -> None:
    for content in (b"no archive", archive({"../out.csv": ""}), archive({"a": "0" * 50_000_001})):
        pdf = sign(swapped(BOOK, content), OURS.signer("R"), "region")
        found = verify(pdf, TRUST, again=True)
        assert {"data-unusable", "file-differs", "no-rerun"} <= set(codes(found))
        assert not found.valid


def without(name: str) -> bytes:
    """The contract's tables without one of them."""
    files = render_contract(frozen().contract)
    del files[name]
    return archive(files)


def test_a_document_from_before_there_was_a_table_still_runs() -> None:
    empty = without("annexes.csv" if not frozen().version.annexes else "accepted_findings.csv")
    same = replace(frozen().manifest, files={**frozen().manifest.files, CONTRACT: _hash(empty)})
    found = verify(_signed_with({CONTRACT: empty, MANIFEST: same.to_bytes()}), TRUST, again=True)
    assert found.rerun is not None
    assert found.rerun.holds
    assert found.valid


def test_a_table_that_was_there_and_is_lost_is_found() -> None:
    lost = without("annexes.csv" if frozen().version.annexes else "commitment_funding.csv")
    lie = replace(frozen().manifest, files={**frozen().manifest.files, CONTRACT: _hash(lost)})
    found = verify(_signed_with({CONTRACT: lost, MANIFEST: lie.to_bytes()}), TRUST)
    assert codes(found) == ["manifest-lies"]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _signed_with(files: Mapping[str, bytes]) -> bytes:
    own = [replace(one, content=files.get(one.name, one.content)) for one in frozen().attachments]
    pdf = contract_document(replace(frozen(), attachments=tuple(own)))
    return sign(pdf, OURS.signer("R"), "region")


def test_the_last_signature_removed_leaves_a_party_missing() -> None:
    # Cut back to what the first signed: nothing tells, but for the parties who have to sign.
    found = verify(signed("region"), TRUST)
    assert found.valid
    assert not found.complete
    assert "agency" in found.missing


def test_a_signature_taken_out_of_its_field() -> None:
    def remove(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        for index in range(len(fields)):
            if str(fields[index]["/T"]) == "agency":
                del fields[index]["/V"]
                writer.mark_update(fields.raw_get(index))

    found = verify(changed(signed("region", "agency"), remove), TRUST)
    assert not found.valid
    assert "agency" in found.missing


def test_a_certificate_expired_before_it_signed_though_stamped() -> None:
    old = OURS.issue("Region", begins=-timedelta(days=30), ends=-timedelta(days=1))
    pdf = sign(unsigned(), KeyFile(OURS.key_file(old), PIN), "region", stamps=OURS.stamps())
    found = verify(pdf, TRUST)
    assert not found.valid
    assert level_of(found.signatures[0]) != "advanced"


def test_a_certificate_that_expires_later_is_judged_by_the_moment() -> None:
    pdf = signed("region", stamped=False)
    assert verify(pdf, TRUST).valid
    found = verify(pdf, TRUST, moment=datetime.now(UTC) + timedelta(days=400))
    assert not found.valid
    assert "NO_POE" in found.signatures[0].indication or "EXPIRED" in found.signatures[0].indication


def test_a_certificate_revoked() -> None:
    holder = OURS.issue("Region")
    pdf = sign(unsigned(), KeyFile(OURS.key_file(holder), PIN), "region", stamps=OURS.stamps())
    other = OURS.signer("agency")
    kept = sign(
        pdf,
        other,
        "agency",
        stamps=OURS.stamps(),
        evidence=Evidence(tuple(TRUST), (OURS.revoked(holder),)),
    )
    region, agency = verify(kept, TRUST).signatures
    assert agency.valid
    assert not region.valid
    assert "REVOKED" in region.indication


def test_a_certificate_of_another_issuer_with_the_same_name() -> None:
    other = type(OURS).called("Provutfärdaren")
    pdf = sign(unsigned(), other.signer("Region"), "region")
    found = verify(pdf, TRUST)
    assert not found.valid
    assert not found.signatures[0].trusted


def test_a_time_stamp_missing_lowers_the_form_and_is_said() -> None:
    (one,) = verify(signed("region", stamped=False), TRUST).signatures
    assert (one.format, one.stamped, one.valid) == ("B-B", None, True)
    assert one.stated is not None
    (two,) = verify(signed("region"), TRUST).signatures
    assert (two.format, two.valid) == ("B-T", True)
    assert two.stamped is not None


def test_a_second_revision_that_nobody_signed() -> None:
    def nothing(writer: IncrementalPdfFileWriter) -> None:
        writer.add_object(generic.TextStringObject("hidden"))

    found = verify(changed(signed("region"), nothing), TRUST)
    assert not found.valid
    assert "unsigned-revision" in codes(found)


def test_bytes_after_the_end() -> None:
    found = verify(signed("region") + b"\n% more", TRUST)
    assert not found.valid
    assert "unsigned-revision" in codes(found)


@pytest.mark.parametrize("entry", ["/Title", "/Author"])
def test_metadata_changed(entry: str) -> None:
    def retitle(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(
            generic.DictionaryObject({pdf_name(entry): generic.TextStringObject("Something else")})
        )

    found = verify(changed(signed("region"), retitle), TRUST)
    assert not found.valid
    assert "metadata-changed" in codes(found)
