"""The signatures of a document, judged one by one.

A signature is valid only where pyHanko's own bottom line and the indication of ETSI EN 319 102-1
both say so: the one sees what was changed after signing, the other certificates and time, and
each overlooks what the other sees.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESStatus
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.ades import (
    AdESBasicValidationResult,
    ades_basic_validation,
    ades_lta_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from citypact.documents.pades.reading import opened
from citypact.errors import InputError

__all__ = ["Judgement", "judge", "signed_places"]

#: Looks at what is at hand, and accepts that there is nothing: an archive has no network.
_WHERE_AT_HAND = RevocationCheckingPolicy(
    RevocationCheckingRule.CHECK_IF_DECLARED_SOFT, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
)
#: The attribute of a signature that holds its time stamp (RFC 3161).
_STAMP = "signature_time_stamp_token"
_REVOKED = (
    AdESFailure.REVOKED,
    AdESIndeterminate.REVOKED_NO_POE,
    AdESIndeterminate.REVOKED_CA_NO_POE,
)


_Result = AdESBasicValidationResult[PdfSignatureStatus]


@dataclass(frozen=True)
class Judgement:
    """What was found of one signature.

    Attributes:
        place: name of its field.
        signer: subject of the certificate, as it stands there.
        issuer: likewise.
        stated: when the signer says to have signed; None where nothing is said.
        stamped: when an authority says that the signature existed; None without such a stamp that
            holds.
        intact: the signed bytes are as they were, and the key of the certificate signed them.
        trusted: the certificate leads to one that the verifier trusts.
        bottom_line: pyHanko's own judgement.
        indication: of EN 319 102-1, such as ``PASSED`` or ``INDETERMINATE: EXPIRED``.
        passed: whether the indication is that all is well.
        revocation_checked: whether it is shown that the certificate was not revoked.
        changed: what was done to the document after signing: ``nothing``, ``validation data``,
            ``signatures``, ``more``.
        whole: whether the signature covers all of the document as it was then.
        format: ``B-B``, ``B-T``, ``B-LT`` or ``B-LTA``, as far as it holds.
        reason: why it is not valid, in the words of the library; empty where it is.
    """

    place: str
    signer: str
    issuer: str
    stated: datetime | None
    stamped: datetime | None
    intact: bool
    trusted: bool
    bottom_line: bool
    indication: str
    passed: bool
    revocation_checked: bool
    changed: str
    whole: bool
    format: str
    reason: str

    @property
    def valid(self) -> bool:
        """Whether both judgements say so."""
        return self.bottom_line and self.passed


_CHANGED = {
    ModificationLevel.NONE: "nothing",
    ModificationLevel.LTA_UPDATES: "validation data",
    ModificationLevel.FORM_FILLING: "signatures",
}


def signed_places(pdf: bytes) -> tuple[str, ...]:
    """Names of the fields that are signed, in the order of signing.

    Raises:
        InputError: the document is broken or encrypted.
    """
    return tuple(each.field_name for each in _signatures(opened(pdf)))


def judge(
    pdf: bytes, trust: Sequence[bytes], *, moment: datetime | None = None
) -> tuple[Judgement, ...]:
    """Judge every signature of a document, in the order of signing.

    Nothing is fetched: what is not in the document or in ``trust`` is not known.

    Args:
        pdf: the document.
        trust: certificates of authorities that the verifier trusts, DER.
        moment: when it is judged; now where nothing is said.

    Raises:
        InputError: the document, or what it says of its signatures, is broken; or it is encrypted.
    """
    reader = opened(pdf)
    anchors = [x509.Certificate.load(each) for each in trust]
    known = _known(reader)
    return tuple(
        asyncio.run(_judged(each, anchors, known, moment or datetime.now(UTC)))
        for each in _signatures(reader)
    )


def _signatures(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    try:
        return list(reader.embedded_regular_signatures)
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"the signatures of the PDF cannot be read: {error}") from error


async def _judged(
    one: EmbeddedPdfSignature,
    anchors: Sequence[x509.Certificate],
    known: LocalKnowledge,
    moment: datetime,
) -> Judgement:
    try:
        one.compute_integrity_info()
        result, checked = await _found(one, anchors, known, moment)
    except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError) as error:
        return _unreadable(one, error)
    status = result.api_status
    if not isinstance(status, PdfSignatureStatus):
        return _unreadable(one, result.failure_msg or result.ades_subindic)
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp and stamp.valid and stamp.intact and stamp.trusted else None
    indication, level = result.ades_subindic, status.modification_level
    passed = indication.status is AdESStatus.PASSED
    return Judgement(
        place=one.field_name,
        signer=one.signer_cert.subject.human_friendly,
        issuer=one.signer_cert.issuer.human_friendly,
        stated=one.self_reported_timestamp,
        stamped=stamped,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        bottom_line=bool(status.bottom_line),
        indication="PASSED" if passed else f"{indication.status.name}: {indication.standard_name}",
        passed=passed,
        revocation_checked=checked,
        changed="more" if level is None else _CHANGED.get(level, "more"),
        whole=status.coverage in _WHOLE,
        format=_format(one, stamped=stamped is not None, checked=checked),
        reason=_reason(result, status),
    )


_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


async def _found(
    one: EmbeddedPdfSignature,
    anchors: Sequence[x509.Certificate],
    known: LocalKnowledge,
    moment: datetime,
) -> tuple[_Result, bool]:
    """The judgement, and whether it rests on what is known of revocation."""
    timing = ValidationTimingInfo(moment, moment, point_in_time_validation=False)
    spec = _spec(anchors, known, REQUIRE_REVINFO)
    strict = await _at_a_moment(one, spec, timing)
    if strict.ades_subindic.status is AdESStatus.PASSED:
        return await _with_time(one, strict, spec, timing), True
    if one.reader.embedded_timestamp_signatures:
        kept = await ades_lta_validation(one, PdfSignatureValidationSpec(spec), timing)
        if kept.ades_subindic.status is AdESStatus.PASSED:
            return kept, True
    if strict.ades_subindic in _REVOKED:
        return strict, True
    spec = _spec(anchors, known, _WHERE_AT_HAND)
    found = await _at_a_moment(one, spec, timing)
    if found.ades_subindic.status is AdESStatus.PASSED:
        return await _with_time(one, found, spec, timing), False
    return found, False


async def _at_a_moment(
    one: EmbeddedPdfSignature, spec: SignatureValidationSpec, timing: ValidationTimingInfo
) -> _Result:
    """The judgement by what holds at the moment alone (5.3 of the standard).

    What is known of changes is added here: pyHanko takes it for the other judgements only.
    """
    found = await ades_basic_validation(
        one.signed_data, spec, timing_info=timing, raw_digest=one.compute_digest()
    )
    status = found.api_status
    if status is None:
        return replace(found, api_status=None)
    known = {each.name: getattr(status, each.name) for each in fields(status)}
    whole = PdfSignatureStatus(**known, **one.summarise_integrity_info())
    return replace(found, api_status=whole)


async def _with_time(
    one: EmbeddedPdfSignature,
    found: _Result,
    spec: SignatureValidationSpec,
    timing: ValidationTimingInfo,
) -> _Result:
    """The same with the signature's time stamp (5.5), where it has one.

    Only for a signature that holds at the moment too: where a certificate has expired, pyHanko
    lets any time stamp pass, one from after the expiry as well.
    """
    if not _has_stamp(one):
        return found
    return await ades_with_time_validation(
        one.signed_data,
        spec,
        timing_info=timing,
        raw_digest=one.compute_digest(),
        extra_status_kwargs=one.summarise_integrity_info(),
        status_cls=PdfSignatureStatus,
    )


def _has_stamp(one: EmbeddedPdfSignature) -> bool:
    attributes = one.signer_info["unsigned_attrs"]
    return any(each["type"].native == _STAMP for each in attributes or ())


def _spec(
    anchors: Sequence[x509.Certificate], known: LocalKnowledge, rule: RevocationCheckingPolicy
) -> SignatureValidationSpec:
    trust = SimpleTrustManager.build(list(anchors))
    return SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=trust, revinfo_policy=CertRevTrustPolicy(rule)
        ),
        # The authority of time stamps is trusted where its certificate is: few publish lists.
        ts_cert_validation_policy=CertValidationPolicySpec(
            trust_manager=trust, revinfo_policy=CertRevTrustPolicy(_WHERE_AT_HAND)
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
        local_knowledge=known,
    )


def _known(reader: PdfFileReader) -> LocalKnowledge:
    """Certificates and revocation data that the document keeps for later verifiers."""
    try:
        kept = DocumentSecurityStore.read_dss(reader)
        return LocalKnowledge(
            known_certs=list(kept.load_certs()),
            known_crls=[
                CRLContainer(crl.CertificateList.load(each.get_object().data)) for each in kept.crls
            ],
            known_ocsps=[
                found
                for each in kept.ocsps
                for found in OCSPContainer.load_multi(
                    ocsp.OCSPResponse.load(each.get_object().data)
                )
            ],
        )
    except NoDSSFoundError:
        return LocalKnowledge()
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"the validation data of the PDF cannot be read: {error}") from error


def _format(one: EmbeddedPdfSignature, *, stamped: bool, checked: bool) -> str:
    if not stamped:
        return "B-B"
    if not checked:
        return "B-T"
    later = (
        each.signed_revision > one.signed_revision
        for each in one.reader.embedded_timestamp_signatures
    )
    return "B-LTA" if any(later) else "B-LT"


def _reason(result: _Result, status: PdfSignatureStatus) -> str:
    said: list[str] = []
    if result.failure_msg:
        said.append(str(result.failure_msg))
    if status.diff_result is not None and status.modification_level is ModificationLevel.OTHER:
        said.append(str(status.diff_result))
    return "; ".join(said)


def _unreadable(one: EmbeddedPdfSignature, why: object) -> Judgement:
    """A signature that cannot even be judged: it is not valid."""
    return Judgement(
        place=one.field_name,
        signer="",
        issuer="",
        stated=None,
        stamped=None,
        intact=False,
        trusted=False,
        bottom_line=False,
        indication="FAILED: FORMAT_FAILURE",
        passed=False,
        revocation_checked=False,
        changed="more",
        whole=False,
        format="B-B",
        reason=str(why),
    )
