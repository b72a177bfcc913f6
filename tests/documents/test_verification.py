"""Signing and verifying: several parties, what is shown of each, and what has to be refused."""

import hashlib
import io
import shutil
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.asymmetric import rsa
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from tests.documents.authorities import PIN, authority
from tests.documents.paper import under
from tests.documents.signed import PARTIES, signed, unsigned

from citypact.documents.pades.archiving import Evidence
from citypact.documents.pades.reading import LARGEST_FILE, attached, opened, read_bounded
from citypact.documents.pades.signer import KeyFile
from citypact.documents.pades.signing import sign, time_stamps_from
from citypact.documents.party_signature import add_signature
from citypact.documents.verification import level_of, verify
from citypact.errors import EnvironmentFault, InputError

OURS = authority()
TRUST = [OURS.root.der]


def test_a_document_signed_by_every_party_is_valid_and_complete() -> None:
    found = verify(signed(*PARTIES), TRUST, again=True)
    assert [each.place for each in found.signatures] == list(PARTIES)
    assert all(level_of(each) == "advanced" for each in found.signatures)
    assert all(each.format == "B-T" and each.stamped for each in found.signatures)
    assert (found.valid, found.complete, found.missing, found.problems) == (True, True, (), ())
    assert found.rerun is not None
    assert (found.rerun.holds, found.rerun.same_program, found.rerun.same_pages) == (True,) * 3


@pytest.mark.parametrize("order", [PARTIES[:3], PARTIES[2::-1]])
def test_parties_sign_in_any_order(order: tuple[str, ...]) -> None:
    found = verify(signed(*order), TRUST)
    assert found.valid
    assert not found.complete
    assert set(found.missing) == set(PARTIES) - set(order)


def test_what_was_signed_stays_byte_for_byte() -> None:
    assert signed("region").startswith(unsigned())
    assert signed("region", "agency").startswith(signed("region"))


def test_without_trust_only_tamper_evidence_is_claimed() -> None:
    found = verify(signed("region"))
    assert [level_of(each) for each in found.signatures] == ["tamper evidence"]
    assert not found.valid
    assert "NO_CERTIFICATE_CHAIN_FOUND" in found.signatures[0].indication


def test_only_a_digest_is_handed_over() -> None:
    holder = OURS.issue("Fjärrsigneringen")
    key = KeyFile(OURS.key_file(holder), PIN)
    handed: list[bytes] = []

    class Service:
        certificate = key.certificate
        chain = key.chain

        def sign_digest(self, digest: bytes) -> bytes:
            handed.append(digest)
            return key.sign_digest(digest)

    made = add_signature(unsigned(), Service(), "region", stamps=OURS.stamps())
    assert [len(each) for each in handed] == [hashlib.sha256().digest_size]
    assert verify(made, TRUST).valid


def test_an_rsa_key_signs_too() -> None:
    holder = OURS.issue("RSA", elliptic=False)
    assert isinstance(holder.key, rsa.RSAPrivateKey)
    made = add_signature(unsigned(), KeyFile(OURS.key_file(holder), PIN), "region")
    assert verify(made, TRUST).valid


def test_with_revocation_data_and_stamps_it_can_be_kept_for_long() -> None:
    pdf = unsigned()
    for party in PARTIES[:2]:
        pdf = add_signature(
            pdf,
            OURS.signer(party),
            party,
            stamps=OURS.stamps(),
            evidence=Evidence(tuple(TRUST), (OURS.revoked(),)),
        )
    found = verify(pdf, TRUST)
    assert found.valid, found
    assert [each.format for each in found.signatures] == ["B-LTA", "B-LTA"]
    assert all(each.revocation_checked for each in found.signatures)
    later = datetime.now(UTC) + timedelta(days=800)  # the signers' certificates have expired
    kept = verify(pdf, TRUST, moment=later)
    assert [each.passed for each in kept.signatures] == [True, True], kept.signatures


def test_a_foreign_verifier_agrees(tmp_path: Path) -> None:
    program = shutil.which("pdfsig")
    assert program, "this test needs pdfsig (tools/system-packages signatures)"
    for name, pdf, words in (
        ("sound", signed("region", "agency"), "Signature is Valid"),
        ("flipped", _flipped(signed("region")), "Digest Mismatch"),
    ):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([program, path], capture_output=True, text=True, check=False)
        assert words in done.stdout, done.stdout


def _flipped(pdf: bytes) -> bytes:
    place = pdf.index(b"stream") + 60
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


# --- what has to be refused -----------------------------------------------------------------


def test_a_wrong_password_is_told() -> None:
    content = OURS.key_file(OURS.issue("Region"))
    with pytest.raises(InputError, match="the password is wrong, or it is no PKCS#12"):
        KeyFile(content, "wrong")
    with pytest.raises(InputError, match="no PKCS#12"):
        KeyFile(b"nonsense", PIN)


def test_nobody_signs_twice_and_no_stranger_signs() -> None:
    with pytest.raises(InputError, match="'region' has signed this document already"):
        add_signature(signed("region"), OURS.signer("again"), "region")
    with pytest.raises(InputError, match="'regoin' does not sign this version"):
        add_signature(unsigned(), OURS.signer("x"), "regoin")


def test_a_document_that_was_changed_is_not_signed() -> None:
    with pytest.raises(InputError, match="not fit to be signed"):
        add_signature(_flipped(signed("region")), OURS.signer("agency"), "agency")


def test_an_encrypted_document_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(unsigned())))
    writer.encrypt("hemligt", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(InputError, match="the PDF is encrypted"):
        verify(stream.getvalue(), TRUST)


@pytest.mark.parametrize("length", [9, 5_000, -200])
def test_a_broken_document_is_refused(length: int) -> None:
    with pytest.raises(InputError, match=r"broken|cannot be read"):
        verify(unsigned()[:length], TRUST)


def test_a_file_is_read_within_bounds(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(LARGEST_FILE + 1)
    with pytest.raises(InputError, match="larger than 50 MB"):
        read_bounded(large)
    other = tmp_path / "text.pdf"
    other.write_text("hello")
    with pytest.raises(InputError, match="is no PDF: it begins with “hello”, and"):
        read_bounded(other)
    with pytest.raises(InputError, match="cannot be read"):
        read_bounded(tmp_path / "none.pdf")


def test_an_attachment_that_unpacks_to_too_much_is_not_unpacked() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(unsigned())))
    bomb = writer.add_attachment("bomb.bin", b"\0" * 60_000_000)
    files = under(bomb.pdf_object, "/EF")
    packed = files["/F"].get_object()
    assert isinstance(packed, StreamObject)
    writer._objects[files.raw_get("/F").idnum - 1] = packed.flate_encode()
    stream = io.BytesIO()
    writer.write(stream)
    assert len(stream.getvalue()) < 1_000_000
    with pytest.raises(InputError, match="unpacks to more than 50 MB"):
        attached(opened(stream.getvalue()))


class _Stamping(BaseHTTPRequestHandler):
    """An authority of time stamps on this machine."""

    def do_POST(self) -> None:
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = OURS.stamps().request_tsa_response(request).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its signature)
        pass


def test_time_stamps_come_from_an_authority_over_http() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Stamping)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        stamps = time_stamps_from(f"http://127.0.0.1:{server.server_port}/")
        made = add_signature(unsigned(), OURS.signer("region"), "region", stamps=stamps)
    finally:
        server.shutdown()
        server.server_close()
    assert verify(made, TRUST).signatures[0].format == "B-T"


def test_an_authority_that_does_not_answer_is_told_and_nothing_is_signed() -> None:
    with pytest.raises(EnvironmentFault, match="did not answer as it should"):
        sign(unsigned(), OURS.signer("x"), "region", stamps=time_stamps_from("http://127.0.0.1:9/"))
    with pytest.raises(InputError, match="no address of an authority"):
        time_stamps_from("ftp://stamps")
