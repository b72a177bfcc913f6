"""Authorities asked whether a certificate is revoked; kept for when they do not answer any more."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.x509 import ocsp
from tests.documents.authorities import PIN, Authority, authority
from tests.documents.responder import Answers, answering
from tests.documents.signed import unsigned

from citypact.documents.pades.archiving import Evidence
from citypact.documents.pades.ocsp import asked
from citypact.documents.pades.signer import KeyFile
from citypact.documents.party_signature import add_signature
from citypact.documents.verification import verify
from citypact.errors import EnvironmentFault, InputError

OURS = authority()
TRUST = [OURS.root.der]
#: The authority of time stamps names nobody to ask: for its certificate there is a list.
ASK = Evidence(tuple(TRUST), (OURS.revoked(),), ask=True)


@pytest.mark.parametrize("charged", [False, True])
def test_the_answer_is_kept_and_verifies_when_nobody_answers(charged: bool) -> None:  # noqa: FBT001  a case
    signer = OURS.issue("Answers", answers=True) if charged else None
    answers = Answers(OURS, signer)
    with answering(answers) as address:
        holder = OURS.issue("Region", asks=address)
        answers.issued.append(holder)
        made = add_signature(
            unsigned(),
            KeyFile(OURS.key_file(holder), PIN),
            "region",
            stamps=OURS.stamps(),
            evidence=Evidence(tuple(TRUST), (OURS.revoked(),), ask=True),
        )
    assert set(answers.asked) == {holder.certificate.serial_number}
    (one,) = verify(made, TRUST).signatures
    assert (one.valid, one.format, one.revocation_checked) == (True, "B-LTA", True)
    later = verify(made, TRUST, moment=datetime.now(UTC) + timedelta(days=500))
    assert later.valid


def refused(
    answers: Answers, fault: type[Exception], told: str, *, known: bool = True, bad: bool = False
) -> None:
    """Signing is refused, and nothing is written, by what the authority answers."""
    with answering(answers) as address:
        holder = OURS.issue("Region", asks=address)
        answers.issued += [holder] if known else []
        answers.revoked += [holder] if bad else []
        with pytest.raises(fault, match=told):
            add_signature(unsigned(), KeyFile(OURS.key_file(holder), PIN), "region", evidence=ASK)


def test_a_revoked_certificate_does_not_sign() -> None:
    refused(Answers(OURS), InputError, "REVOKED at", bad=True)


def test_a_certificate_that_the_authority_does_not_know_is_told() -> None:
    told = "the authority does not know the certificate"
    refused(Answers(OURS), InputError, told, known=False)


def test_an_answer_about_another_certificate_is_told() -> None:
    answers = Answers(OURS, about=OURS.issue("Another"))
    refused(answers, InputError, "the answer is about another certificate")


def test_a_stale_answer_is_told() -> None:
    refused(Answers(OURS, age=timedelta(days=3)), InputError, "the answer is stale")


def test_an_answer_from_the_future_is_told() -> None:
    refused(Answers(OURS, age=-timedelta(hours=2)), InputError, "a clock is wrong")


def test_an_answer_by_somebody_else_is_told() -> None:
    other = Authority.called("Another authority")
    for signer in (other.root, OURS.issue("Not charged"), other.issue("Charged", answers=True)):
        refused(Answers(OURS, signer), InputError, "signed neither by the issuer")


def test_an_authority_that_errs_or_babbles_is_told() -> None:
    later = Answers(OURS, error=ocsp.OCSPResponseStatus.TRY_LATER)
    refused(later, EnvironmentFault, "the authority answers try_later")
    refused(Answers(OURS, garbage=b"<html>"), EnvironmentFault, "that is no answer")
    refused(Answers(OURS, garbage=b"0" * 1_000_001), EnvironmentFault, "more than any answer holds")


def test_an_authority_that_does_not_answer_is_told_with_what_can_be_done() -> None:
    holder = OURS.issue("Region", asks="http://127.0.0.1:9/")
    with pytest.raises(EnvironmentFault, match=r"Mend: try again, or give .* with --revoked"):
        add_signature(unsigned(), KeyFile(OURS.key_file(holder), PIN), "region", evidence=ASK)
    with pytest.raises(InputError, match="no address of an authority"):
        asked(holder.der, OURS.root.der, address="ldap://directory")
    with pytest.raises(InputError, match="names no authority to ask"):
        asked(OURS.issue("Silent").der, OURS.root.der)
