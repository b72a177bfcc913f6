"""Authorities made on the spot for tests: certificates, keys, time stamps, revocation lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from citypact.documents.pades.signer import KeyFile

PIN = "prov-1234"
_DAY = timedelta(days=1)
_DER = serialization.Encoding.DER

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    certificate: made.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(_DER)


@dataclass(frozen=True)
class Authority:
    """An issuer of certificates."""

    root: Holder

    @classmethod
    def called(cls, name: str) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name)
        built = (
            _begun(subject, subject, key.public_key(), -3650 * _DAY, 3650 * _DAY)
            .add_extension(made.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(issuer=True), critical=True)
        )
        return cls(Holder(built.sign(key, hashes.SHA256()), key))

    def issue(  # noqa: PLR0913  each test asks for one thing or two
        self,
        name: str,
        *,
        begins: timedelta = -_DAY,
        ends: timedelta = 365 * _DAY,
        stamps: bool = False,
        elliptic: bool = True,
        asks: str = "",
        answers: bool = False,
        subject: made.Name | None = None,
    ) -> Holder:
        key: Key = ec.generate_private_key(ec.SECP256R1()) if elliptic else _rsa()
        issuer = self.root.certificate.subject
        named = subject or _name(name)
        built = _begun(named, issuer, key.public_key(), begins, ends).add_extension(
            _usage(issuer=False), critical=True
        )
        if asks:
            place = made.AccessDescription(
                AuthorityInformationAccessOID.OCSP, made.UniformResourceIdentifier(asks)
            )
            built = built.add_extension(made.AuthorityInformationAccess([place]), critical=False)
        if answers:
            purpose = made.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
            built = built.add_extension(purpose, critical=False)
            built = built.add_extension(made.OCSPNoCheck(), critical=False)
        if stamps:
            purpose = made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            built = built.add_extension(purpose, critical=True)
        return Holder(built.sign(self.root.key, hashes.SHA256()), key)

    def key_file(self, holder: Holder, pin: str = PIN) -> bytes:
        """The holder's key and certificate, with the root, as PKCS#12."""
        return pkcs12.serialize_key_and_certificates(
            b"key",
            holder.key,
            holder.certificate,
            [self.root.certificate],
            serialization.BestAvailableEncryption(pin.encode()),
        )

    def signer(self, name: str) -> KeyFile:
        return KeyFile(self.key_file(self.issue(name)), PIN)

    def revoked(self, *holders: Holder) -> bytes:
        """The list of certificates that are revoked, DER."""
        now = datetime.now(UTC)
        built = (
            made.CertificateRevocationListBuilder()
            .issuer_name(self.root.certificate.subject)
            .last_update(now - timedelta(hours=1))
            .next_update(now + 30 * _DAY)
        )
        for each in holders:
            one = (
                made.RevokedCertificateBuilder()
                .serial_number(each.certificate.serial_number)
                .revocation_date(now - timedelta(hours=2))
                .build()
            )
            built = built.add_revoked_certificate(one)
        return built.sign(self.root.key, hashes.SHA256()).public_bytes(_DER)

    def stamps(
        self, *, at: datetime | None = None, ends: timedelta = 3000 * _DAY
    ) -> DummyTimeStamper:
        """An authority of time stamps under this issuer."""
        holder = self.issue(
            "Tidsstämplar", begins=-3000 * _DAY, ends=ends, stamps=True, elliptic=False
        )
        private = holder.key.private_bytes(
            _DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        known = SimpleCertificateStore()
        known.register(x509.Certificate.load(self.root.der))
        return DummyTimeStamper(
            x509.Certificate.load(holder.der),
            keys.PrivateKeyInfo.load(private),
            certs_to_embed=known,
            fixed_dt=at,
        )


@cache
def authority(name: str = "Provutfärdaren") -> Authority:
    """An authority, the same whenever it is asked for."""
    return Authority.called(name)


@cache
def _rsa() -> rsa.RSAPrivateKey:
    """One key for all, for it takes long to make."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(name: str) -> made.Name:
    return made.Name([made.NameAttribute(NameOID.COMMON_NAME, name)])


def _begun(
    subject: made.Name,
    issuer: made.Name,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    begins: timedelta,
    ends: timedelta,
) -> made.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        made.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(made.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(made.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, issuer: bool) -> made.KeyUsage:
    return made.KeyUsage(
        digital_signature=not issuer,
        content_commitment=not issuer,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuer,
        crl_sign=issuer,
        encipher_only=False,
        decipher_only=False,
    )
