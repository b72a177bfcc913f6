import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.command import command, refused, run_here, run_process

from citypact.book import open_book

KEYS = [
    "city",
    "scenario",
    "book_hash",
    "program_version",
    "seed",
    "years",
    "unit",
    "emissions",
    "bands",
    "targets",
    "measures",
    "money",
    "warnings",
]


def test_json_has_exactly_the_keys_that_are_promised() -> None:
    done = run_process("run", "template", "--json", "--draws", "64", "--seed", "7")
    assert done.returncode == 0
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert list(said) == KEYS
    assert (said["city"], said["scenario"], said["seed"]) == ("template", "contract", 7)
    assert said["book_hash"] == open_book("template").hash
    assert said["years"] == list(range(2020, 2051))
    assert list(said["emissions"]) == ["total", "by_sector"]
    assert list(said["bands"]) == ["p05", "p50", "p95"]
    assert {tuple(target) for target in said["targets"]} == {
        ("id", "year", "value", "median", "gap", "probability")
    }
    assert {tuple(measure) for measure in said["measures"]} == {
        ("id", "alone", "last", "share", "not_computable")
    }
    assert list(said["money"]) == ["by_kind", "by_payer"]
    lengths = {len(row) for row in (said["emissions"]["total"], *said["bands"].values())}
    assert lengths == {31}


def test_malmo_runs_from_a_cold_process() -> None:
    done = run_process("run", "malmo", "--draws", "16", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    shares = [measure["share"] for measure in said["measures"] if not measure["not_computable"]]
    assert len(shares) >= 5
    assert min(said["emissions"]["total"]) > 0.0


def test_without_contract_the_reference_is_run() -> None:
    said = json.loads(run_here("run", "template", "--json", "--scenario", "reference").stdout)
    assert said["scenario"] == "reference"
    assert said["measures"] == []


def test_the_sampling_decides_the_bands_and_nothing_else() -> None:
    def answer(*options: str) -> dict[str, object]:
        said: dict[str, object] = json.loads(
            run_here("run", "template", "--json", "--draws", "64", *options).stdout
        )
        return said

    plain, sobol = answer(), answer("--sampling", "sobol")
    assert answer("--sampling", "random") == plain
    assert sobol["bands"] != plain["bands"]
    assert sobol["emissions"] == plain["emissions"]
    refusal = run_here("run", "template", "--sampling", "halton")
    assert refusal.exit_code != 0
    assert "latin-hypercube" in refusal.output


def test_same_seed_gives_the_same_answer_and_another_another() -> None:
    def answer(seed: int) -> str:
        return run_here("run", "template", "--json", "--draws", "64", "--seed", str(seed)).stdout

    assert answer(1) == answer(1)
    assert json.loads(answer(1))["bands"] != json.loads(answer(2))["bands"]


def test_executors_give_the_same_answer() -> None:
    def answer(executor: str) -> str:
        return run_here("run", "template", "--json", "--draws", "64", "--executor", executor).stdout

    assert answer("numpy") == answer("auto")


def test_csv_is_one_tidy_table() -> None:
    result = run_here("run", "template", "--csv", "--draws", "64")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["year", "quantity", "name", "unit", "value", "p05", "p50", "p95"]
    said = json.loads(run_here("run", "template", "--json", "--draws", "64").stdout)
    totals = [row for row in rows if row["quantity"] == "total"]
    assert [float(row["value"]) for row in totals] == said["emissions"]["total"]
    assert [float(row["p05"]) for row in totals] == said["bands"]["p05"]


def test_table_is_what_a_person_gets() -> None:
    told = run_here("run", "template", "--draws", "64").stdout
    assert told.startswith("Exempelstad: The contract (contract)\n")
    assert "64 draws, seed 1" in told
    assert "Minus 70 percent by 2030" in told
    swedish = run_here("run", "template", "--draws", "64", "--language", "sv").stdout
    assert swedish.startswith("Exempelstad: Kontraktet (contract)\n")
    assert "Minus 70 procent till 2030" in swedish


@pytest.mark.parametrize(
    ("draws", "why"),
    [
        ("0", "0 is not at least 1. Bands need draws: leave --draws out for the usual number."),
        ("-5", "-5 is not at least 1."),
        ("2.5", "2.5 is not a whole number."),
        ("many", "'many' is not a number."),
        ("nan", "nan is not a whole number."),
        ("1e999999", "1e999999 is not at most"),
        ("1e10", "10,000,000,000 draws are refused: at most 1,000,000,000 can be made"),
    ],
)
def test_impossible_number_of_draws(draws: str, why: str) -> None:
    assert why in refused("run", "template", "--draws", draws)


def test_absurd_number_of_draws_is_refused_with_the_memory_it_would_need() -> None:
    done = run_process("run", "template", "--draws", "1e12")
    assert (done.returncode, done.stdout) == (2, "")
    assert "1,000,000,000,000 draws are refused" in done.stderr
    assert "PB of memory" in done.stderr
    assert "Traceback" not in done.stderr


def test_draws_may_be_written_as_a_power_of_ten() -> None:
    assert "100 draws" in run_here("run", "template", "--draws", "1e2").stdout


@pytest.mark.parametrize("seed", ["-1", "1.5", str(2**63)])
def test_seed_out_of_range(seed: str) -> None:
    assert f"Invalid value for '--seed': {seed} is not" in refused(
        "run", "template", "--seed", seed
    )


def test_unknown_scenario_is_told_with_the_near_miss() -> None:
    assert refused("run", "template", "--scenario", "contrct") == (
        "Error: there is no scenario 'contrct'. Did you mean 'contract'? "
        "There are: contract, contract-slow-grid, half, reference\n"
    )


def test_missing_book_is_told_in_words() -> None:
    done = run_process("run", "atlantis")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such folder, and no packaged book of that name" in done.stderr
    assert "Traceback" not in done.stderr


def test_file_in_the_place_of_a_book(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("books") / "book.csv"
    file.write_text("id\n")
    assert "this is no folder: a city book is a folder with book.toml" in refused("run", file)


def test_two_forms_are_refused() -> None:
    assert "--json and --csv are two forms: choose one" in refused(
        "run", "template", "--json", "--csv"
    )


def test_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command("run", "template", "--draws", "16", "--json"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "Error: the disk is full: make room, or write to another place, and run it again\n"
    )
