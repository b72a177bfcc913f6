"""What is given to ``contract verify`` and ``contract sign`` in the place of a document."""

import hashlib
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from tests.cli.command import refused, run_here
from tests.documents.authorities import PIN, authority
from tests.documents.paper import under
from tests.documents.signed import frozen, swapped, unsigned

from citypact.documents.manifest import BOOK, MANIFEST, Manifest

OURS = authority()


def rewritten(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(unsigned())))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def encrypted() -> bytes:
    return rewritten(lambda writer: writer.encrypt("hemligt", algorithm="AES-256"))


def encrypted_without_password() -> bytes:
    """Opens in any reader without asking, and is encrypted all the same."""
    return rewritten(lambda writer: writer.encrypt("", "ägare", algorithm="AES-256"))


def bomb() -> bytes:
    """Sixty megabytes of nothing in an attachment of sixty kilobytes."""

    def plant(writer: PdfWriter) -> None:
        added = writer.add_attachment("bomb.bin", b"\0" * 60_000_000)
        files = under(added.pdf_object, "/EF")
        packed = files["/F"].get_object()
        assert isinstance(packed, StreamObject)
        writer._objects[files.raw_get("/F").idnum - 1] = packed.flate_encode()

    return rewritten(plant)


def crowd() -> bytes:
    def plant(writer: PdfWriter) -> None:
        for number in range(120):
            writer.add_attachment(f"{number}.txt", b"a")

    return rewritten(plant)


def half() -> bytes:
    return unsigned()[: len(unsigned()) // 2]


def scrambled() -> bytes:
    """The table of what lies where points to nowhere."""
    pdf = unsigned()
    place = pdf.rindex(b"startxref")
    return pdf[:place] + b"startxref\n99999999\n%%EOF\n"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (encrypted, ("the PDF is encrypted", "Mend: give the one without password")),
        (encrypted_without_password, ("the PDF is encrypted", "Mend:")),
        (bomb, ("an attachment unpacks to more than 50 MB", "were not unpacked")),
        (crowd, ("the document carries more than 100 files",)),
        (half, ("the PDF is broken", "Mend: take it again")),
        (scrambled, ("the PDF is broken", "Mend: take it again")),
        (lambda: b"%PDF-1.7\n", ("the PDF is broken",)),
        (lambda: b"", ("is no PDF", "it is empty")),
        (
            lambda: b"PK\x03\x04 a DOCX perhaps",
            ("is no PDF", "it begins with “PK… a DOCX …”, and a PDF"),
        ),
    ],
)
@pytest.mark.parametrize("verb", ["verify", "sign"])
def test_what_is_no_sound_document_is_refused_with_what_to_do(
    made: Callable[[], bytes],
    said: tuple[str, ...],
    verb: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CITYPACT_KEY_PASSWORD", PIN)
    path, key = tmp_path / "given.pdf", tmp_path / "key.p12"
    path.write_bytes(made())
    key.write_bytes(OURS.key_file(OURS.issue("Regionen")))
    before = path.read_bytes()
    options = ["--pkcs12", key, "--party", "region"] if verb == "sign" else ["--rerun"]
    told = refused("contract", verb, path, *options)
    assert [part for part in said if part not in told] == []
    assert "Traceback" not in told
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["given.pdf", "key.p12"]


def test_half_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as stream:
        stream.write(unsigned())
        stream.truncate(500_000_000)  # a hole: nothing of it lies on the disk
    tracemalloc.start()
    try:
        for language in ("sv", "en"):
            told = refused("contract", "verify", path, "--rerun", "--language", language)
            assert "larger than 50 MB, the most that is read" in told
            assert "Mend: give the contract's own document" in told
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 150_000_000


def archive_bomb() -> bytes:
    """A book of two hundred kilobytes that unpacks to two hundred megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(4):
            packed.writestr(f"{number}.csv", b"0" * 50_000_000)
    return stream.getvalue()


def crowded_archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for number in range(201):
            packed.writestr(f"{number}.csv", b"")
    return stream.getvalue()


def nested_archive() -> bytes:
    """An archive with another inside is not unpacked a second time: it is no book."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("inner.zip", archive_bomb())
    return stream.getvalue()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (archive_bomb, "unpacks to more than 50 MB"),
        (crowded_archive, "holds 201 files; 200 are the most"),
        (nested_archive, "the city book"),
    ],
)
def test_a_bomb_in_an_archive_that_the_manifest_vouches_for_is_told(
    made: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    """Everything agrees with the manifest, so that only unpacking it could tell."""
    content = made()
    pdf = swapped(BOOK, content)
    own = frozen().manifest
    vouching = Manifest(
        **{
            **{name: getattr(own, name) for name in own.__dataclass_fields__},
            "files": {**own.files, BOOK: hashlib.sha256(content).hexdigest()},
        }
    )
    pdf = _with_manifest(pdf, vouching.to_bytes())
    path = tmp_path / "contract.pdf"
    path.write_bytes(pdf)
    tracemalloc.start()
    try:
        done = run_here("contract", "verify", path, "--rerun", "--json")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert done.exit_code == 3
    problems = {one["code"]: one for one in json.loads(done.stdout)["problems"]}
    assert {"data-unusable", "no-rerun"} <= problems.keys()
    assert "file-differs" not in problems
    assert said in problems["data-unusable"]["reason"]
    assert most < 400_000_000


def _with_manifest(pdf: bytes, manifest: bytes) -> bytes:
    """The same document with another manifest in it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    (one,) = [each for each in writer.attachment_list if each.name == MANIFEST]
    one.content = manifest
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
