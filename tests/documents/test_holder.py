"""Whether a certificate names the party that it signs for, and what follows where it does not."""

from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from tests.documents.authorities import PIN, authority
from tests.documents.signed import signed, unsigned

from citypact.contract.party import Party
from citypact.documents import verification
from citypact.documents.facts import Facts, facts_of
from citypact.documents.holder import HOLDERS, holder_of
from citypact.documents.pades.judgement import Subject
from citypact.documents.pades.reading import attached, opened
from citypact.documents.pades.signer import KeyFile
from citypact.documents.party_signature import add_signature
from citypact.documents.statement import state
from citypact.documents.verification import level_of, verify
from citypact.documents.verification_summary import verification_summary
from citypact.documents.verification_words import VERIFICATION_WORDS

OURS = authority()
TRUST = [OURS.root.der]
CITY = Party("malmo-stad", "Malmö stad", "City of Malmö", "municipality", "212000-1124")
UNNUMBERED = Party("viable-cities", "Viable Cities", "Viable Cities", "programme")


@pytest.mark.parametrize(
    ("subject", "party", "shown"),
    [
        (Subject(organisation_identifier="NTRSE-2120001124"), CITY, "number"),
        (Subject(organisation_identifier="NTRSE-212000-1124"), CITY, "number"),
        (Subject(organisation_identifier="VATSE-212000112401"), CITY, "number"),
        (Subject(organisation_identifier="NTRSE-2021003948"), CITY, "another"),
        (Subject(organisation="Malmö stad", organisation_identifier="NTRSE-1"), CITY, "another"),
        (Subject(organisation="malmö  stad"), CITY, "name"),
        (Subject(organisation="City of Malmö"), CITY, "name"),
        (Subject(organisation="Lunds kommun"), CITY, "not shown"),
        (Subject(organisation="Malmö stad", organisation_identifier="NTRNO-971"), CITY, "name"),
        (Subject(name="Anna Andersson", serial_number="191212121212"), CITY, "not shown"),
        (Subject(organisation_identifier="NTRSE-2120001124"), UNNUMBERED, "not shown"),
        (Subject(organisation="Viable Cities"), UNNUMBERED, "name"),
        (Subject(), UNNUMBERED, "not shown"),
        (Subject(organisation="Malmö stad"), None, "not shown"),
    ],
)
def test_what_a_certificate_shows_of_a_party(
    subject: Subject, party: Party | None, shown: str
) -> None:
    assert holder_of(subject, party) == shown


def test_every_answer_has_words() -> None:
    for words in VERIFICATION_WORDS.values():
        assert {f"certificate-of-{each}" for each in HOLDERS} <= words.keys()


def key_of(organisation: str, identifier: str) -> KeyFile:
    """A key of the energy company's, which alone of the invented parties may state its number."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, identifier),
            x509.NameAttribute(NameOID.COMMON_NAME, organisation),
        ]
    )
    return KeyFile(OURS.key_file(OURS.issue("", subject=subject)), PIN)


@pytest.fixture
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contract that is attached states the region's number: the invented one states none."""

    def stated(files: tuple[tuple[str, bytes], ...]) -> Facts:
        facts = facts_of(files)
        region = replace(facts.parties["region"], number="212000-1124")
        return replace(facts, parties={**facts.parties, "region": region})

    monkeypatch.setattr(verification, "facts_of", stated)


@pytest.mark.usefixtures("numbered")
def test_another_organisations_certificate_is_told_loudly_and_makes_it_invalid() -> None:
    pdf = add_signature(unsigned(), key_of("Another AB", "NTRSE-5560000000"), "region")
    found = verify(pdf, TRUST)
    assert found.signatures[0].valid  # as a signature it is: of somebody else
    assert level_of(found.signatures[0]) == "tamper evidence"
    assert not found.valid
    stated = {"party": "region", "stated": "NTRSE-5560000000"}
    assert found.problems == (("certificate-of-another", stated),)
    assert "ANOTHER organisation" in verification_summary(found, "en")


@pytest.mark.usefixtures("numbered")
def test_who_signed_with_another_certificate_signs_again_and_all_is_well() -> None:
    wrong = add_signature(unsigned(), key_of("Another AB", "NTRSE-5560000000"), "region")
    others = add_signature(wrong, OURS.signer("agency"), "agency")
    right = key_of("The Region", "NTRSE-2120001124")
    found = verify(add_signature(others, right, "region", again="wrong certificate"), TRUST)
    assert [one.place for one in found.signatures] == ["region", "agency", "region~2"]
    assert found.valid
    assert found.replaced == {"region"}
    assert found.signatures[2].statement == "wrong certificate"
    assert found.signatures[2].holder == "number"


@pytest.mark.usefixtures("numbered")
def test_a_statement_by_another_organisation_does_not_count() -> None:
    pdf = signed("region")
    made = state(
        attached(opened(pdf)), key_of("Another", "NTRSE-5560000000"), "region", "withdraws", "no"
    )
    found = verify(pdf, TRUST, statements=[made])
    assert [(one.holds, one.holder) for one in found.statements] == [(False, "another")]
    assert found.withdrawn == ()
