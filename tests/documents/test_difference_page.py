"""What has changed since the version before, on paper: as it was, and as it is."""

from dataclasses import replace

import pytest
from tests.benchmarks.peers import script
from tests.documents.paper import words_of
from tests.documents.signed import frozen, unsigned

from citypact.book import open_book
from citypact.contract.commitment import Carried
from citypact.contract.contract import Contract
from citypact.contract.difference import CHANGES, difference
from citypact.contract.folder import open_contract
from citypact.contract.version import Version
from citypact.documents.contract_words import say
from citypact.documents.difference_page import difference_page
from citypact.documents.frozen import FrozenVersion, freeze

LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


def of(contract: Contract, language: str = "en") -> FrozenVersion:
    return freeze(contract, contract.versions["2026"], open_book("template"), language, draws=8)


def rows_of(own: FrozenVersion) -> dict[str, list[list[object]]]:
    page = difference_page(own)
    assert page is not None
    parts = page["parts"]
    assert isinstance(parts, list)
    return {part["title"]: part["table"]["rows"] for part in parts}


def changed(before: Version | None = None, after: Version | None = None) -> Contract:
    contract = open_contract("template")
    versions = dict(contract.versions)
    versions |= {"2025": before} if before else {}
    versions |= {"2026": after} if after else {}
    return replace(contract, versions=versions)


@LANGUAGES
def test_every_change_is_on_paper_with_both_states(language: str) -> None:
    own, text = frozen(language), words_of(unsigned(language))
    earlier = own.contract.versions["2025"]
    found = difference(earlier, own.version)
    assert found.clauses
    assert found.commitments
    several = [*(each.kinds for each in found.clauses), *(each.kinds for each in found.commitments)]
    for kinds in several:
        assert ", ".join(say(language, f"change-{kind}") for kind in kinds) in text
    tables = rows_of(own)
    assert len(tables[say(language, "changed-clauses")]) == len(found.clauses)
    assert len(tables[say(language, "changed-commitments")]) == len(found.commitments)
    weaker = [row for row in tables[say(language, "changed-commitments")]
              if say(language, "change-weakened") in str(row[0])]  # fmt: skip
    ((_, was, now),) = weaker
    assert say(language, "strength-will") in str(was)
    assert say(language, "strength-intends") in str(now)


def test_every_kind_of_change_says_what_it_is_about() -> None:
    contract = open_contract("template")
    after = contract.versions["2026"]
    first = after.commitment["cycle-lanes"]
    other = replace(
        first,
        clause="heat",
        party="region",
        due=2034,
        measures=(Carried("cycling", 0.25, None, "reported"),),
    )
    commitments = tuple(other if each is first else each for each in after.commitments)
    text = replace(after.clause["heat"], text_sv="Bolaget fångar in.", text_en="It captures.")
    clauses = tuple(text if each.id == "heat" else each for each in after.clauses)
    tables = rows_of(of(changed(after=replace(after, commitments=commitments, clauses=clauses))))
    ((_, was, now),) = [row for row in tables["Commitments"] if "Extend the" in str(row[1])]
    for before, later in {
        "2.1 Travel": "2.1 Heat and waste",
        "City of Exempelstad": "The region",
        "2030": "2034",
        "Cycle lanes 100%": "Cycle lanes 25%",
    }.items():
        assert before in str(was)
        assert later in str(now)
    ((_, was, now),) = [row for row in tables["Clauses"] if "It captures." in str(row[2])]
    assert "The energy company examines capture." in str(was)


def test_what_an_earlier_version_carried_is_told_though_the_book_has_it_no_more() -> None:
    contract = open_contract("template")
    before = contract.versions["2025"]
    old = before.commitment["cycle-lanes"]
    gone = replace(old, measures=(Carried("tramway", 0.5, None, "reported"),))
    commitments = tuple(gone if each is old else each for each in before.commitments)
    tables = rows_of(of(changed(before=replace(before, commitments=commitments))))
    assert "tramway 50%" in str(tables["Commitments"])


def test_nothing_changed_is_said_so() -> None:
    contract = open_contract("template")
    before = contract.versions["2025"]
    same = replace(contract.versions["2026"], clauses=before.clauses,
                   commitments=before.commitments)  # fmt: skip
    assert rows_of(of(changed(after=same))) == {}


def test_a_large_contract_tells_every_one_of_its_changes() -> None:
    made = script("large_contract", "").large_contract(100, 600)
    own = of(made)
    counts = difference(made.versions["2025"], made.versions["2026"]).commitments
    assert len(rows_of(own)["Commitments"]) == len(counts) > 50
    assert {kind for each in counts for kind in each.kinds} <= set(CHANGES)
