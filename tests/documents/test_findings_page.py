"""What the checker finds, on paper: everything open, and everything accepted with its reason."""

from dataclasses import replace

import pytest
from tests.documents.paper import words_of
from tests.documents.signed import frozen, unsigned

from citypact.book import open_book
from citypact.contract.accepted import AcceptedFinding
from citypact.contract.checker import Finding, check_version
from citypact.contract.checker.registry import CHECKS
from citypact.contract.folder import open_contract
from citypact.documents.contract_document import contract_document
from citypact.documents.contract_words import say
from citypact.documents.findings_page import findings_page
from citypact.documents.frozen import FrozenVersion, freeze

LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
REASONS = {"sv": "Var sin del, sade styrelsen", "en": "A part each, the board said"}
GONE = AcceptedFinding("date-past", "commitments/2026:old:due", "Rättas nästa år", "Mended later")


def accepting(
    language: str, *findings: Finding, others: tuple[AcceptedFinding, ...] = ()
) -> FrozenVersion:
    contract = open_contract("template")
    reasons = REASONS["sv"], REASONS["en"]
    accepted = (*(AcceptedFinding(*each.name, *reasons) for each in findings), *others)
    version = replace(contract.versions["2026"], accepted_findings=accepted)
    changed = replace(contract, versions={**contract.versions, "2026": version})
    return freeze(changed, version, open_book("template"), language, draws=16)


def found() -> tuple[Finding, ...]:
    return check_version(open_contract("template"), "2026").findings


@LANGUAGES
def test_every_open_finding_is_on_paper_and_counted(language: str) -> None:
    text = words_of(unsigned(language))
    several = frozen(language).report.findings
    assert several == found()
    assert say(language, "findings-open", count=len(several)) in text
    assert say(language, "no-findings-accepted") in text
    for each in several:
        assert each.message.told(language) in text
        assert CHECKS[each.check].looks.told(language) in text
        assert say(language, f"severity-{each.severity}") in text
        for place in each.where:
            assert f"{place.file}, {say(language, 'row', row=place.row)}, {place.column}" in text


@LANGUAGES
def test_an_accepted_finding_stands_with_its_reason_and_is_open_no_more(language: str) -> None:
    first, second = found()
    own = accepting(language, second)
    text = words_of(contract_document(own))
    assert say(language, "findings-open", count=1) in text
    assert say(language, "findings-accepted", count=1) in text
    parts = findings_page(own)["parts"]
    assert isinstance(parts, list)
    rows = [part["table"]["rows"] for part in parts]
    assert [len(each) for each in rows] == [1, 1]
    assert first.message.told(language) in str(rows[0])
    assert second.message.told(language) in str(rows[1])
    assert rows[1][0][1] == {"text": REASONS[language], "language": language}
    assert REASONS[language] in text


@LANGUAGES
def test_one_that_is_accepted_and_not_found_any_more_is_not_hidden(language: str) -> None:
    text = words_of(contract_document(accepting(language, *found(), others=(GONE,))))
    assert say(language, "no-findings-open") in text
    assert say(language, "findings-accepted", count=3) in text
    assert say(language, "not-found-any-more") in text
    assert f"{GONE.check}: {GONE.place}" in text
    assert getattr(GONE, f"reason_{language}") in text


def test_the_places_are_rows_of_the_tables_that_are_attached() -> None:
    """Rows are counted in the canonical tables, which is how they are attached."""
    own = frozen()
    assert {each.file for finding in own.report.findings for each in finding.where} <= {
        "annexes.csv",
        "commitment_measures.csv",
    }
    assert own.report == check_version(own.contract, "2026", own.book) or (
        own.report.findings == check_version(own.contract, "2026", own.book).findings
    )
