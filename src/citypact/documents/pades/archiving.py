"""What a later verifier needs, kept in the document under a time stamp over all (PAdES B-LTA).

Certificates expire, authorities go, and lists of what they revoked go with them. So certificates
and what was known of their revocation are put into the document, and an authority stamps the
whole. That stamp rests on a certificate too: before it expires, another stamp over everything
renews it, and so on for as long as the document is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Container, Sequence
from dataclasses import dataclass

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError, extract_certificate_info
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from citypact.documents.pades.handover import no_stamp
from citypact.documents.pades.named import named
from citypact.documents.pades.ocsp import address_of, asked
from citypact.documents.pades.reading import opened
from citypact.errors import EnvironmentFault, InputError

__all__ = ["Evidence", "keep", "usable"]


@dataclass(frozen=True)
class Evidence:
    """What shows that certificates are good.

    Attributes:
        roots: certificates, DER, that chains end in.
        lists: lists of revoked certificates (RFC 5280), DER.
        ask: whether to ask the authorities that certificates name (RFC 6960).
    """

    roots: tuple[bytes, ...]
    lists: tuple[bytes, ...] = ()
    ask: bool = False


def usable(certificate: bytes, chain: Sequence[bytes], evidence: Evidence) -> None:
    """Refuse a certificate that is revoked, expired, or under none of the roots, before it signs.

    Raises:
        InputError: it is, or nothing shows that it is not.
        EnvironmentFault: an authority does not answer.
    """
    others = [x509.Certificate.load(each) for each in chain]
    own = x509.Certificate.load(certificate)
    context = _context(evidence, [own, *others])
    validator = CertificateValidator(own, others, validation_context=context)
    try:
        asyncio.run(validator.async_validate_usage(key_usage=set()))
    except (PathBuildingError, PathValidationError, ValidationError) as error:
        raise InputError(f"the certificate of {named(own.subject)}: {error}") from error


def keep(pdf: bytes, stamps: TimeStamper, evidence: Evidence, places: Container[str]) -> bytes:
    """Add what later verifiers need, and a time stamp over all.

    Args:
        pdf: the document; what was there stays byte for byte.
        stamps: the authority that stamps the time.
        evidence: what shows that certificates are good, of the signers and of the authority.
        places: names of the fields whose signatures and time stamps need it.

    Raises:
        InputError: a certificate is not shown to be good; each is told.
        EnvironmentFault: an authority does not answer.
    """
    reader = opened(pdf).reader
    kept = _kept(reader, places)
    context = _context(evidence, [one for each in kept for one in _certificates(each)])
    paths = asyncio.run(_paths(kept, context))
    writer = IncrementalPdfFileWriter.from_reader(reader)
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, paths=paths, validation_context=context
    )
    try:
        asyncio.run(
            PdfTimeStamper(stamps).async_timestamp_pdf(
                writer,
                "sha256",
                context,
                in_place=True,
                dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
            )
        )
    except (TimestampRequestError, TimeoutError, OSError) as error:
        raise EnvironmentFault(no_stamp(error)) from error
    except (PathBuildingError, PathValidationError, ValidationError) as error:
        raise InputError(f"the certificate of the authority of time stamps: {error}") from error
    except SigningError as error:
        raise InputError(f"the time stamp cannot be added: {error}") from error
    return bytes(reader.stream.getvalue())


def _kept(reader: PdfFileReader, places: Container[str]) -> list[EmbeddedPdfSignature]:
    """The signatures and time stamps in places."""
    return [
        EmbeddedPdfSignature(reader, field.get_object(), name)
        for name, _, field in enumerate_sig_fields(reader, filled_status=True)
        if name in places
    ]


async def _paths(
    kept: Sequence[EmbeddedPdfSignature], context: ValidationContext
) -> list[ValidationPath]:
    """The chains of certificates of signatures and stamps, each shown to be good.

    Raises:
        InputError: one is not; all are told.
    """
    found: list[ValidationPath] = []
    problems: list[str] = []
    for each in kept:
        try:
            found += await collect_validation_info(each, context)
        except (PathBuildingError, PathValidationError, ValidationError) as error:
            problems.append(f"{each.field_name}: {error}")
    if problems:
        raise InputError(
            f"what shows that certificates are good cannot be kept: {'; '.join(problems)}. Mend: "
            "give the issuer's certificate with --trust, and its list of revoked certificates with "
            "--revoked or have its authority asked with --ocsp"
        )
    return found


def _certificates(one: EmbeddedPdfSignature) -> list[x509.Certificate]:
    """Every certificate that a signature and its time stamps bring along."""
    found: list[x509.Certificate] = []
    data: list[cms.SignedData] = [one.signed_data]
    for signed in (False, True):
        data += extract_tst_data_iter(one.signer_info, signed=signed)
    for each in data:
        information = extract_certificate_info(each)
        found += [information.signer_cert, *information.other_certs]
    return found


def _context(evidence: Evidence, known: Sequence[x509.Certificate]) -> ValidationContext:
    roots = [x509.Certificate.load(each) for each in evidence.roots]
    answers = _answers(known, roots) if evidence.ask else []
    return ValidationContext(
        trust_roots=roots,
        other_certs=list(known),
        crls=[crl.CertificateList.load(each) for each in evidence.lists],
        ocsps=[ocsp.OCSPResponse.load(each) for each in answers],
        allow_fetching=False,
        revocation_mode="require",
    )


def _answers(known: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]) -> list[bytes]:
    """What the authorities say of every certificate that names one; each is asked once."""
    found: dict[bytes, bytes] = {}
    issuers = {each.subject.dump(): each for each in (*known, *roots)}
    for one in known:
        own = one.dump()
        above = issuers.get(one.issuer.dump())
        if own in found or above is None or above.dump() == own or address_of(own) is None:
            continue
        found[own] = asked(own, above.dump())
    return list(found.values())
