import csv
import io
import json

import pytest
from tests.cli.command import refused, run_here, run_process

from citypact.book import open_book
from citypact.contract.folder import open_contract
from citypact.contract.local.contribution import contribution
from citypact.contract.local.follow_up import follow_up


def test_json_is_the_contribution_of_the_library_with_every_promise() -> None:
    done = run_process("contract", "local", "malmo", "--draws", "50", "--seed", "3", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    contract = open_contract("malmo-local")
    beside = [open_contract("malmo-national"), open_contract("malmo-eu")]
    version = contract.version()
    found = contribution(contract, version, open_book("malmo"), beside, draws=50, seed=3)
    for name, value in found.to_json().items():
        assert said[name] == (list(value) if isinstance(value, tuple) else value), name
    assert said["follow_up"]["count"] == follow_up(version, 2026).count
    assert [row["commitment"] for row in said["rows"]] == [one.id for one in version.commitments]


def test_csv_is_a_promise_a_row_and_what_is_missing_is_empty() -> None:
    said = run_here("contract", "local", "malmo-local", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(said)))
    version = open_contract("malmo-local").version()
    assert len(rows) == len(version.commitments)
    roadmap = next(row for row in rows if row["commitment"].endswith(".roadmap"))
    assert roadmap["quantity"] == roadmap["kt"] == roadmap["done"] == ""
    late = [row for row in rows if row["due"] and int(row["due"]) > 2030]
    assert all(row["kt"] == "" for row in late)
    assert all(float(row["kt"]) >= 0.0 for row in rows if row["kt"])
    unreported = [row for row in rows if row["status"] == "not reported"]
    assert unreported
    assert all(row["done"] == "" for row in unreported)


def test_the_rows_of_one_area_are_of_its_companies_alone() -> None:
    said = run_here("contract", "local", "malmo", "--area", "area-heating", "--csv").stdout
    assert {row["area"] for row in csv.DictReader(io.StringIO(said))} == {"area-heating"}


def test_reports_count_up_to_the_year_that_is_named() -> None:
    said = run_here("contract", "local", "malmo", "--year", "2025", "--csv").stdout
    statuses = {row["status"] for row in csv.DictReader(io.StringIO(said))}
    assert statuses == {"", "not reported"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ("påhittat", "Påhittat åkeri 002", "kommer till", "inte rapporterade")),
     ("en", ("invented", "Invented haulier 002", "come on top", "not reported"))],
)  # fmt: skip
def test_the_summary_says_that_it_is_invented_and_what_it_adds(
    language: str, words: tuple[str, ...]
) -> None:
    said = run_here("contract", "local", "malmo", "--draws", "50", "--language", language).stdout
    flat = " ".join(said.split())
    for word in words:
        assert word in flat
    assert max(map(len, said.splitlines())) <= 100


def test_what_is_not_there_is_refused() -> None:
    assert "no company of the contract malmo-local works in the area 'area-heatin'" in refused(
        "contract", "local", "malmo", "--area", "area-heatin"
    )
    assert "is eu, not local" in refused("contract", "local", "malmo-eu")
    assert "no local contract of 'template' comes with Citypact" in refused(
        "contract", "local", "template"
    )
    assert "has no version '1999'; it has: 2026" in refused(
        "contract", "local", "malmo", "--version", "1999"
    )
