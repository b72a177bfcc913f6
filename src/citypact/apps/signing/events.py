"""The kinds of events on the way to a signature. Who signs stands in the document alone."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = [
    "DOCUMENT_ABANDONED",
    "DOCUMENT_FAILED",
    "DOCUMENT_MADE",
    "DOCUMENT_WANTED",
    "FINDING_ACCEPTED",
    "FINDING_REOPENED",
    "SIGNATURE_DECLINED",
    "SIGNATURE_GIVEN",
    "SIGNATURE_HANDED_OVER",
    "SIGNATURE_REPLACED",
    "SIGNATURE_WITHDRAWN",
]

FINDING_ACCEPTED = Kind(
    "signing.finding.accepted",
    "I {contract} fick fyndet {check} stå kvar, med skäl: {place}.",
    "In {contract}, the finding {check} was let stand, with a reason: {place}.",
)
FINDING_REOPENED = Kind(
    "signing.finding.reopened",
    "I {contract} får fyndet {check} inte längre stå kvar: {place}.",
    "In {contract}, the finding {check} may no longer stand: {place}.",
)
DOCUMENT_WANTED = Kind(
    "signing.document.wanted",
    "Dokumentet för {contract} {version} beställdes.",
    "The document of {contract} {version} was asked for.",
)
DOCUMENT_MADE = Kind(
    "signing.document.made",
    "Dokumentet för {contract} {version} är klart: {sha256}.",
    "The document of {contract} {version} is made: {sha256}.",
)
DOCUMENT_FAILED = Kind(
    "signing.document.failed",
    "Dokumentet för {contract} {version} kunde inte göras: {problem}",
    "The document of {contract} {version} could not be made: {problem}",
)
DOCUMENT_ABANDONED = Kind(
    "signing.document.abandoned",
    "Undertecknandet av {contract} {version} avbröts: {reason}",
    "The signing of {contract} {version} was given up: {reason}",
)
SIGNATURE_HANDED_OVER = Kind(
    "signing.signature.handed_over",
    "Kontrollsumman för {party} i {contract} {version} lämnades till underskriftstjänst: {digest}.",
    "The digest for {party} in {contract} {version} was handed to a signing service: {digest}.",
)
SIGNATURE_GIVEN = Kind(
    "signing.signature.given",
    "{party} undertecknade {contract} {version}; dokumentet är nu {sha256}.",
    "{party} signed {contract} {version}; the document is now {sha256}.",
)
SIGNATURE_REPLACED = Kind(
    "signing.signature.replaced",
    "{party} undertecknade {contract} {version} på nytt: {reason}; dokumentet är nu {sha256}.",
    "{party} signed {contract} {version} again: {reason}; the document is now {sha256}.",
)
SIGNATURE_DECLINED = Kind(
    "signing.signature.declined",
    "{party} avböjde att underteckna {contract} {version}: {reason}",
    "{party} declined to sign {contract} {version}: {reason}",
)
SIGNATURE_WITHDRAWN = Kind(
    "signing.signature.withdrawn",
    "{party} tog tillbaka sin underskrift av {contract} {version}: {reason}",
    "{party} withdrew its signature of {contract} {version}: {reason}",
)

register(
    FINDING_ACCEPTED,
    FINDING_REOPENED,
    DOCUMENT_WANTED,
    DOCUMENT_MADE,
    DOCUMENT_FAILED,
    DOCUMENT_ABANDONED,
    SIGNATURE_HANDED_OVER,
    SIGNATURE_GIVEN,
    SIGNATURE_REPLACED,
    SIGNATURE_DECLINED,
    SIGNATURE_WITHDRAWN,
)
