"""§ 9.8: what ``citypact contract import`` prints and keeps is a proposal; what it refuses."""

import json
from pathlib import Path

import pytest
from tests.cli.command import refused, run_here
from tests.contract.text.measuring import CONTRACT

TEXTS = Path(__file__).parents[1] / "contract/text/texts"
STORVALLA = TEXTS / "storvalla-2026.txt"


def test_a_dry_run_prints_clauses_and_proposals(shared: Path) -> None:
    result = run_here("contract", "import", shared / CONTRACT, "--dry-run", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    said = json.loads(result.stdout)
    clauses = {one["number"]: one for one in said["clauses"]}
    assert clauses["3.10"]["title"] == "Rapportering och uppföljning"
    assert (clauses["3.10"]["parent"], clauses["3"]["parent"]) == ("3", None)
    lines = (shared / CONTRACT).read_text("utf-8").split("\n")
    assert said["proposals"]
    for one in said["proposals"]:
        assert one["clause"] in clauses
        assert one["party"]
        assert one["strength"] in {"undertakes", "will", "intends", "goal", "ongoing", "reported"}
        assert one["obliges"] == (one["strength"] not in {"ongoing", "reported"})
        named = " ".join(line.strip() for line in lines[one["line"] - 1 : one["last_line"]])
        assert one["sentence"].split()[0] in named
    assert {"footnotes", "lost", "set_aside", "parties", "signatures", "notes"} <= said.keys()


def test_a_person_reads_clauses_promises_and_losses() -> None:
    result = run_here("contract", "import", STORVALLA, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "storvalla-2026.txt: 13 clauses, 23 proposed commitments, 2 foo"
    )
    assert "Party: Myndigheterna: Skogsverket, Vattenverket, Byggverket" in result.stdout
    assert "bilaga-b Bilaga B: Reseplan" in result.stdout
    assert "  28 undertakes Storvalla kommun: byta alla oljepannor" in result.stdout
    assert "address: line 36 Xxxxxxxxx.xx/xxxx" in result.stdout


def test_output_keeps_what_was_found_and_accepts_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "storvalla.json"
    result = run_here("contract", "import", STORVALLA, "--output", kept)
    assert result.exit_code == 0
    assert f"{kept} keeps it. Every commitment in it is a proposal" in result.stderr
    shown = run_here("contract", "import", STORVALLA, "--dry-run", "--json").stdout
    assert json.loads(kept.read_text("utf-8")) == json.loads(shown)
    assert [path.name for path in tmp_path.iterdir()] == ["storvalla.json"]


def test_no_person_who_signs_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    signed = STORVALLA.read_text("utf-8").replace("Xxxx Xxxxxxx,", "Ulla Ek,")
    path.write_text(signed, "utf-8")
    shown = run_here("contract", "import", path, "--dry-run", "--json").stdout
    assert "Ulla" not in shown
    aside = [one for one in json.loads(shown)["set_aside"] if one["kind"] == "signature"]
    assert [one["line"] for one in aside] == list(range(59, 65))
    assert {one["text"] for one in aside} == {None}
    assert "Ulla" not in run_here("contract", "import", path, "--dry-run").stdout


def test_without_output_nothing_is_kept_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_here("contract", "import", STORVALLA)
    assert result.exit_code == 0
    assert "Nothing was kept: name a file with --output" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_stood_in_the_output_stays_when_the_text_is_refused(tmp_path: Path) -> None:
    kept, scan = tmp_path / "kept.json", tmp_path / "scan.pdf"
    kept.write_text("{}")
    scan.write_bytes(b"%PDF-1.4\n")
    told = refused("contract", "import", scan, "--output", kept)
    assert "scan.pdf: the file is a PDF, not a text" in told
    assert "Mend: copy its text into a plain text file" in told
    assert kept.read_text() == "{}"


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_text("1. A\nText.\n1. B\nText.\n2. C\nText.\n2. D\nText.\n", "utf-8")
    told = refused("contract", "import", path, "--dry-run", "--json")
    assert "has 2 problems" in told
    assert "contract.txt, row 3: clause 1 comes a second time; it began on line 1" in told
    assert "contract.txt, row 7: clause 2 comes a second time; it began on line 5" in told


def test_options_that_contradict_each_other(tmp_path: Path) -> None:
    told = refused("contract", "import", STORVALLA, "--dry-run", "--output", tmp_path / "a.json")
    assert "--dry-run keeps nothing, and --output keeps it: choose one" in told
    told = refused("contract", "import", STORVALLA, "--output", tmp_path / "no/a.json")
    assert f"there is no folder {tmp_path / 'no'}" in told
    told = refused("contract", "import", STORVALLA, "--output", tmp_path)
    assert f"it is a folder; give {tmp_path / 'storvalla-2026.json'}" in told


def test_the_text_itself_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_text("1. Syfte\nVi ska bygga.\n", "utf-8")
    told = refused("contract", "import", path, "--output", tmp_path / "." / "contract.txt")
    assert "is the text itself and would be replaced" in told
    assert path.read_text("utf-8").startswith("1. Syfte")


def test_a_text_without_parties_or_year(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_text("1. Syfte\nNågon ska bygga ett hus.\n", "utf-8")
    result = run_here("contract", "import", path, "--dry-run")
    assert "The text names no parties; the proposals are nobody's." in result.stdout
    assert "In force in a year that the text does not say" in result.stdout
    said = json.loads(run_here("contract", "import", path, "--dry-run", "--json").stdout)
    assert said["year"] is None
    assert [(one["party"], one["strength"]) for one in said["proposals"]] == [("", "will")]
