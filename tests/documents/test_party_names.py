"""Who signed, and who has not, is named as people know them, wherever the document says it."""

from dataclasses import replace

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import PARTIES, frozen, signed, swapped, unsigned

from citypact.contract.folder import open_contract
from citypact.documents.bounded_verification import verify_within
from citypact.documents.manifest import CONTRACT
from citypact.documents.pades.reading import attached, opened
from citypact.documents.party_signature import add_signature
from citypact.documents.statement import state
from citypact.documents.verification import verify
from citypact.documents.verification_summary import reasons, verification_summary

OURS = authority()
TRUST = [OURS.root.der]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


def title(party: str, language: str) -> str:
    return str(getattr(open_contract("template").parties[party], f"title_{language}"))


@LANGUAGES
def test_the_summary_names_who_signed_and_who_has_not_by_title(language: str) -> None:
    told = verification_summary(verify(signed("region", "agency"), TRUST), language)
    (missing,) = (line for line in told.splitlines() if title("programme", language) in line)
    for party in PARTIES:
        if party in {"region", "agency"}:
            assert f"\n{title(party, language)}: " in told
        else:
            assert title(party, language) in missing
        assert party not in missing.split(": ")[1].split(", ")
        assert f"\n{party}: " not in told


@LANGUAGES
def test_whoever_signs_again_keeps_name_and_number(language: str) -> None:
    pdf = add_signature(signed("region"), OURS.signer("region"), "region", again="New chair")
    found = verify(pdf, TRUST)
    assert found.name_of("region~2", language) == f"{title('region', language)} (2)"
    assert f"\n{title('region', language)} (2): " in verification_summary(found, language)


@LANGUAGES
def test_a_statement_names_its_party_by_title(language: str) -> None:
    pdf = signed("region")
    said = state(attached(opened(pdf)), OURS.signer("agency"), "agency", "declines", "So be it")
    told = verification_summary(verify(pdf, TRUST, statements=[said]), language)
    assert f"\n{title('agency', language)} " in told


@LANGUAGES
def test_a_reason_names_its_party_by_title(language: str) -> None:
    found = verify(signed("region"), TRUST)
    values = {"party": "region", "stated": "NTRSE-1"}
    other = replace(found, problems=(("certificate-of-another", values),))
    (told,) = reasons(other, language)
    assert told.startswith(f"{title('region', language)} ")


def test_a_title_in_the_other_language_is_better_than_an_id() -> None:
    found = verify(signed("region"), TRUST)
    party = replace(found.parties["region"], title_en="")
    only = replace(found, parties={"region": party})
    assert only.name_of("region", "en") == party.title_sv
    assert only.name_of("agency", "en") == "agency"


def test_a_contract_that_is_not_the_one_of_the_manifest_names_nobody() -> None:
    assert verify(unsigned()).parties
    files = {each.name: each.content for each in frozen(version="2025").attachments}
    found = verify(swapped(CONTRACT, files[CONTRACT] + b"\n"))
    assert any(code == "file-differs" for code, _ in found.problems)
    assert found.parties == {}
    assert found.name_of("region", "en") == "region"


@LANGUAGES
def test_the_page_is_told_the_names_in_its_language(language: str) -> None:
    told = verify_within(signed("region"), TRUST, language=language)
    assert told.names == {"region": title("region", language)}
