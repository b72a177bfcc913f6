"""What is no DOCX that can be read is refused, and says why and what to do."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from tests.documents.editing.changing import handed, with_part

from citypact.documents.editing import opening
from citypact.documents.editing.opening import open_docx, read_docx_file
from citypact.errors import InputError

DOCUMENT = "word/document.xml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>"""
)


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def encrypted_entry(content: bytes) -> bytes:
    """The package with the flag of encryption on every part, in both places where ZIP keeps it."""
    said = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = said.find(mark)
        while place >= 0:
            said[place + offset] |= 1
            place = said.find(mark, place + 4)
    return bytes(said)


def test_what_was_handed_out_can_be_opened() -> None:
    package = open_docx(handed())
    assert package.document.tag.endswith("}document")
    assert package.styles is not None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "this is no DOCX: it is empty"),
        (b"%PDF-1.7", "this is no DOCX: it begins with “%PDF-1.7”, and a DOCX begins with “PK”"),
        (OLD, "a document of an older Word"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (b"PK\x03\x04 and then nothing", "broken and cannot be unpacked"),
        (handed()[:-200], "broken and cannot be unpacked"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"a.txt": b"a"}), "it holds no [Content_Types].xml and no word/document.xml"),
        (with_part(handed(), DOCUMENT, b"<w:document"), "word/document.xml in the document is bro"),
        (with_part(handed(), DOCUMENT, b""), "word/document.xml in the document is broken"),
        (with_part(handed(), DOCUMENT, LAUGHS), "declares a document type"),
        (with_part(handed(), DOCUMENT, LAUGHS.decode().encode("utf-16")), "declares a document ty"),
        (with_part(handed(), DOCUMENT, b"<a>" * 300 + b"</a>" * 300), "nested too deep"),
        (with_part(handed(), "word/styles.xml", b"<"), "word/styles.xml in the document is broken"),
        (encrypted_entry(handed()), "the document is encrypted"),
        (zipped({f"{number}": b"" for number in range(2_001)}), "holds 2001 parts; 2000 are"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_docx_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        open_docx(content)
    assert told in str(refused.value)


def test_a_bomb_is_not_unpacked() -> None:
    """Fifty kilobytes that claim to be text of two hundred megabytes: at most the bound is read."""
    bomb = with_part(handed(), DOCUMENT, b"<w>" + b" " * 200_000_000)
    assert len(bomb) < 300_000
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="unpacks to more than 50 MB"):
            open_docx(bomb)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 150_000_000


def test_too_many_elements_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_MOST_ELEMENTS", 100)
    with pytest.raises(InputError, match="too large to be text"):
        open_docx(handed())


def test_a_file_is_read_within_bounds(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_docx_file(tmp_path / "none.docx")
    with pytest.raises(InputError, match="cannot be read"):
        read_docx_file(tmp_path)
    large = tmp_path / "large.docx"
    with large.open("wb") as stream:
        stream.truncate(500_000_000)  # a hole: nothing of it lies on the disk
    with pytest.raises(InputError, match="larger than 20 MB"):
        read_docx_file(large)
    with pytest.raises(InputError, match="larger than 20 MB"):
        open_docx(b"PK" + b"\0" * 20_000_000)
