"""A finding that is accepted with a reason is told apart, and no longer stands in the way."""

from dataclasses import replace
from pathlib import Path

import pytest

from citypact.book import open_book
from citypact.contract.accepted import AcceptedFinding
from citypact.contract.checker import Report, check_contract, check_version
from citypact.contract.checker.opening import source_of
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.renewal import renewed
from citypact.contract.states import unmet
from citypact.contract.writing import write_contract
from citypact.errors import InputError

WHY = "Både delarna behövs", "Both parts are needed"


def accepting(contract: Contract, report: Report) -> Contract:
    """The contract with every finding of its latest version accepted."""
    name = list(contract.versions)[-1]
    accepted = tuple(AcceptedFinding(*each.name, *WHY) for each in report.findings)
    version = replace(contract.versions[name], accepted_findings=accepted)
    return replace(contract, versions={**contract.versions, name: version})


def test_an_accepted_finding_is_told_apart_with_its_reason(contract: Contract) -> None:
    before = check_version(contract)
    assert before.findings
    after = check_version(accepting(contract, before))
    assert (after.findings, [each for each, _ in after.accepted]) == ((), list(before.findings))
    said = after.to_json("sv")["accepted"]
    assert {each["reason"] for each in said} == {WHY[0]}


def test_findings_keep_a_version_from_signing_until_they_are_accepted(contract: Contract) -> None:
    name = list(contract.versions)[-1]
    version = replace(contract.versions[name], state="agreed")
    parties = tuple(contract.parties)
    report = check_version(contract)
    open_ = len(report.findings)
    reasons = unmet(contract, version, "signing", accepted=parties, findings=open_)
    assert f"{open_} findings are neither mended nor accepted with a reason" in reasons
    left = check_version(accepting(contract, report)).findings
    assert unmet(contract, version, "signing", accepted=parties, findings=len(left)) == ()


def test_acceptance_is_kept_in_the_folder_and_belongs_to_its_version(
    contract: Contract, tmp_path: Path
) -> None:
    kept = accepting(contract, check_version(contract))
    folder = write_contract(kept, tmp_path / "contract")
    (own,) = (each.versions[list(each.versions)[-1]] for each in [open_contract(folder)])
    accepted = kept.versions[own.id].accepted_findings
    assert sorted(own.accepted_findings, key=repr) == sorted(accepted, key=repr)
    assert check_contract(folder).accepted
    earlier = next(iter(contract.versions))
    assert check_contract(folder, earlier).accepted == ()


def test_next_year_accepts_its_findings_anew(contract: Contract) -> None:
    kept = accepting(contract, check_version(contract))
    latest = list(kept.versions.values())[-1]
    assert latest.accepted_findings
    assert renewed(kept, latest).accepted_findings == ()


def test_what_is_accepted_and_no_longer_found_is_said(contract: Contract) -> None:
    name = list(contract.versions)[-1]
    gone = AcceptedFinding("clause-number", "clauses/2026:gone:number", *WHY)
    version = replace(contract.versions[name], accepted_findings=(gone,))
    report = check_version(replace(contract, versions={**contract.versions, name: version}))
    assert report.accepted == ()
    assert any(gone.place in each.reason.en for each in report.not_checked)


def test_a_folder_and_the_same_contract_in_memory_give_the_same(
    contract: Contract, tmp_path: Path
) -> None:
    folder = write_contract(contract, tmp_path / "contract")
    assert check_contract(folder).findings == check_version(contract).findings


def test_a_version_that_is_not_there_is_refused(contract: Contract, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no version '1999'; there are: 2025, 2026"):
        check_version(contract, "1999")
    (tmp_path / "policies.csv").write_text("policy_id\np\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no versions"):
        check_contract(tmp_path, "2026")


def test_what_a_contract_refers_to_is_looked_for_in_the_book_that_is_given(
    contract: Contract,
) -> None:
    book = open_book("template")
    assert check_version(contract, book=book).findings == check_version(contract).findings
    named = {line["measure_id"] for line in source_of(contract, book=book).lines("book_measures")}
    assert named == set(book.tables["measures"].by_key)
