"""Whoever signs digests, as pyHanko wants to see them."""

from __future__ import annotations

import hashlib

from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from citypact.documents.pades.signer import DigestSigner

__all__ = ["HandedOver"]


class HandedOver(Signer):
    """Hands the digest of what is signed to somebody else."""

    def __init__(self, signer: DigestSigner) -> None:
        known = SimpleCertificateStore()
        known.register_multiple(x509.Certificate.load(each) for each in signer.chain)
        super().__init__(
            signing_cert=x509.Certificate.load(signer.certificate), cert_registry=known
        )
        self._signer = signer

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # always SHA-256, as asked for
        dry_run: bool = False,  # noqa: FBT001, FBT002  (pyHanko's signature)
    ) -> bytes:
        """Have data signed by their digest; of a dry run, a signature of any such length."""
        if dry_run:
            return bytes(512)
        return self._signer.sign_digest(hashlib.new(digest_algorithm, data).digest())
