"""The signatures of a document, judged one by one.

A signature is valid only where pyHanko's own bottom line and the indication of ETSI EN 319 102-1
both say so: the one sees what was changed after signing, the other certificates and time, and
each overlooks what the other sees.
"""

from __future__ import annotations

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
    AdESLTAValidationResult,
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

from citypact.documents.pades.differences import Differences
from citypact.documents.pades.judgement import Judgement, Subject
from citypact.documents.pades.named import named
from citypact.documents.pades.reading import Document, entry
from citypact.documents.pades.waiting import awaited
from citypact.errors import InputError

__all__ = ["judge", "subject_of"]

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
class _Question:
    """What every signature of a document is judged by.

    Attributes:
        anchors: certificates of authorities that the verifier trusts.
        known: certificates and revocation data that the document keeps.
        timing: when it is judged.
        differences: what was changed after each signature.
    """

    anchors: Sequence[x509.Certificate]
    known: LocalKnowledge
    timing: ValidationTimingInfo
    differences: Differences

    def spec(self, rule: RevocationCheckingPolicy) -> SignatureValidationSpec:
        """How certificates are judged, by a rule of revocation."""
        trust = SimpleTrustManager.build(list(self.anchors))
        return SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=trust, revinfo_policy=CertRevTrustPolicy(rule)
            ),
            # The authority of time stamps is trusted where its certificate is: few publish lists.
            ts_cert_validation_policy=CertValidationPolicySpec(
                trust_manager=trust, revinfo_policy=CertRevTrustPolicy(_WHERE_AT_HAND)
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
            local_knowledge=self.known,
        )


_CHANGED = {
    ModificationLevel.NONE: "nothing",
    ModificationLevel.LTA_UPDATES: "validation data",
    ModificationLevel.FORM_FILLING: "signatures",
}


def judge(
    document: Document, trust: Sequence[bytes], *, moment: datetime | None = None
) -> tuple[Judgement, ...]:
    """Judge every signature of a document, in the order of signing.

    Nothing is fetched: what is not in the document or in ``trust`` is not known.

    Args:
        document: as it was opened.
        trust: certificates of authorities that the verifier trusts, DER.
        moment: when it is judged; now where nothing is said.

    Raises:
        InputError: what the document says of its signatures is broken.
    """
    reader, when = document.reader, moment or datetime.now(UTC)
    question = _Question(
        [x509.Certificate.load(each) for each in trust],
        _known(reader),
        ValidationTimingInfo(when, when, point_in_time_validation=False),
        Differences(document.content),
    )
    return awaited(_all(reader, question))


async def _all(reader: PdfFileReader, question: _Question) -> tuple[Judgement, ...]:
    return tuple([await _judged(each, question) for each in _signatures(reader)])


def _signatures(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    try:
        return list(reader.embedded_regular_signatures)
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"the signatures of the PDF cannot be read: {error}") from error


async def _judged(one: EmbeddedPdfSignature, question: _Question) -> Judgement:
    try:
        one.compute_integrity_info(question.differences)
        result, checked = await _found(one, question)
        certificate = one.signer_cert
    except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError) as error:
        return Judgement(one.field_name, reason=str(error))
    status = result.api_status
    if not isinstance(status, PdfSignatureStatus):
        return Judgement(one.field_name, reason=str(result.failure_msg or result.ades_subindic))
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp and stamp.valid and stamp.intact and stamp.trusted else None
    indication, level = result.ades_subindic, status.modification_level
    passed = indication.status is AdESStatus.PASSED
    return Judgement(
        place=one.field_name,
        signer=named(certificate.subject),
        issuer=named(certificate.issuer),
        subject=subject_of(certificate),
        begins=certificate.not_valid_before,
        ends=certificate.not_valid_after,
        statement=str(entry(one.sig_object, "/Reason") or ""),
        stated=one.self_reported_timestamp,
        stamped=stamped,
        has_stamp=_has_stamp(one),
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


def subject_of(certificate: x509.Certificate) -> Subject:
    """Whom a certificate names."""
    said = certificate.subject.native

    def text(name: str) -> str:
        value = said.get(name, "")
        return value if isinstance(value, str) else ", ".join(map(str, value))

    return Subject(
        name=text("common_name"),
        organisation=text("organization_name"),
        organisation_identifier=text("organization_identifier"),
        serial_number=text("serial_number"),
    )


_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


async def _found(one: EmbeddedPdfSignature, question: _Question) -> tuple[_Result, bool]:
    """The judgement, and whether it rests on what is known of revocation."""
    timing = question.timing
    spec = question.spec(REQUIRE_REVINFO)
    strict = await _at_a_moment(one, spec, timing)
    if strict.ades_subindic.status is AdESStatus.PASSED:
        return await _with_time(one, strict, spec, timing), True
    if question.anchors and one.reader.embedded_timestamp_signatures:
        kept = await ades_lta_validation(
            one, PdfSignatureValidationSpec(spec, diff_policy=question.differences), timing
        )
        if kept.ades_subindic.status is AdESStatus.PASSED:
            return _with_past_stamp(kept), True
    if strict.ades_subindic in _REVOKED:
        return strict, True
    spec = question.spec(_WHERE_AT_HAND)
    found = await _at_a_moment(one, spec, timing)
    if found.ades_subindic.status is AdESStatus.PASSED:
        return await _with_time(one, found, spec, timing), False
    return found, False


def _with_past_stamp(kept: AdESLTAValidationResult) -> _Result:
    """The judgement with its time stamp as it was judged: by what archive time stamps show.

    pyHanko clears what it first had against an expired certificate of the signer, and leaves what
    it had against that of the authority of time stamps, though it has judged both in the same way.
    """
    stamp, status = kept.signature_timestamp_status, kept.api_status
    if stamp is None or stamp.ades_subindic.status is not AdESStatus.PASSED:
        return kept
    if status is None or stamp.api_status is None:
        return kept
    cleared = replace(stamp.api_status, trust_problem_indic=None)
    return replace(kept, api_status=replace(status, timestamp_validity=cleared))


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
