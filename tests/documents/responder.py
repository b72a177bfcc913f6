"""An authority on this machine that answers whether certificates are revoked (RFC 6960)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from tests.documents.authorities import Authority, Holder

__all__ = ["Answers", "answering"]


@dataclass
class Answers:
    """How it answers.

    Attributes:
        authority: the issuer of the certificates that it is asked about.
        signer: who signs the answers; the issuer where nobody is named.
        issued: the certificates that it knows.
        revoked: those of them that are revoked.
        age: how old the answers are; they hold for a day.
        error: what it answers in the place of an answer.
        about: a certificate that every answer is about, whatever was asked.
        garbage: bytes that it answers.
        asked: serial numbers that it was asked about.
    """

    authority: Authority
    signer: Holder | None = None
    issued: list[Holder] = field(default_factory=list)
    revoked: list[Holder] = field(default_factory=list)
    age: timedelta = timedelta(hours=1)
    error: ocsp.OCSPResponseStatus | None = None
    about: Holder | None = None
    garbage: bytes | None = None
    asked: list[int] = field(default_factory=list)

    def answer(self, content: bytes) -> bytes:
        """The answer to a request, DER."""
        if self.garbage is not None:
            return self.garbage
        if self.error is not None:
            failed = ocsp.OCSPResponseBuilder.build_unsuccessful(self.error)
            return failed.public_bytes(serialization.Encoding.DER)
        request = ocsp.load_der_ocsp_request(content)
        asked = request.serial_number
        self.asked.append(asked)
        root, signer = self.authority.root, self.signer or self.authority.root
        said = datetime.now(UTC) - self.age
        status = self._status(asked)
        revoked = status is ocsp.OCSPCertStatus.REVOKED
        built = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                issuer_name_hash=request.issuer_name_hash,
                issuer_key_hash=request.issuer_key_hash,
                serial_number=self.about.certificate.serial_number if self.about else asked,
                algorithm=request.hash_algorithm,
                cert_status=status,
                this_update=said,
                next_update=said + timedelta(days=1),
                revocation_time=said - timedelta(hours=1) if revoked else None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
        )
        if signer is not root:
            built = built.certificates([signer.certificate])
        return built.sign(signer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _status(self, serial: int) -> ocsp.OCSPCertStatus:
        if serial in [each.certificate.serial_number for each in self.revoked]:
            return ocsp.OCSPCertStatus.REVOKED
        if serial in [each.certificate.serial_number for each in self.issued]:
            return ocsp.OCSPCertStatus.GOOD
        return ocsp.OCSPCertStatus.UNKNOWN


@contextmanager
def answering(answers: Answers) -> Iterator[str]:
    """The address at which it answers, as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = answers.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/ocsp-response")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its signature)
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
