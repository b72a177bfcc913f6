"""A contract in the workspace from the command line: taken in, renewed, taken on, written out."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.command import run_process

from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract, packaged_contracts
from citypact.contract.writing import render_contract, write_contract

PACKAGED = Path(__file__).resolve().parents[2] / "src/citypact/contract/packaged"


def cli(workspace: Path, verb: str, *arguments: str | Path) -> str:
    done = run_process("contract", verb, "--workspace", workspace, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_year_from_the_command_line_and_out_again(tmp_path: Path) -> None:
    workspace, source = tmp_path / "workspace", tmp_path / "source"
    template = open_contract("template")
    write_contract(replace(template, versions={"2025": template.version("2025")}), source)
    told = cli(workspace, "take-in", source, "--owner", "municipality")
    assert "template was taken in, owned by municipality; 5 organisations were added" in told
    told = cli(workspace, "renew", "template", "--dry-run")
    assert "2026 would be drawn up from 2025" in told
    assert "pilot (due 2025)" in told
    assert "2026 was drawn up as a draft from 2025" in cli(workspace, "renew", "template")
    assert "template 2026 is in review" in cli(
        workspace, "advance", "template", "2026", "in review"
    )
    out = tmp_path / "out"
    cli(workspace, "export", "template", out)
    written = open_contract(str(out))
    assert written.version("2026").state == "in review"
    assert written.version("2025") == template.version("2025")
    refused = run_process(
        "contract", "advance", "--workspace", workspace, "template", "2026", "agreed"
    )
    assert refused.returncode == 2
    assert "Every party that signs has accepted the text" in refused.stderr
    twice = run_process("contract", "export", "--workspace", workspace, "template", out)
    assert twice.returncode == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", packaged_contracts())
def test_what_is_taken_in_comes_out_byte_by_byte(name: str, tmp_path: Path) -> None:
    out = write_contract(taken_in_and_out(open_contract(name)), tmp_path / "out")
    for file in sorted((PACKAGED / name).iterdir()):
        assert (out / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.django_db
@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"))), min_size=3, max_size=3
    ),
    year=st.integers(2026, 2040),
)
def test_taking_in_renewing_and_writing_out_loses_nothing(texts: list[str], year: int) -> None:
    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  Django is set up by then
    from citypact.apps.cycle.renewing import RenewContract  # noqa: PLC0415  the same
    from citypact.apps.drafting.models import KeptContract  # noqa: PLC0415  the same

    template = open_contract("template")
    version = template.version("2025")
    clauses = tuple(
        replace(clause, text_sv=f"a{text}", text_en="")
        for clause, text in zip(version.clauses, texts * 9, strict=False)
    )
    contract = replace(template, versions={"2025": replace(version, clauses=clauses)})
    KeptContract.objects.all().delete()
    assert taken_in_and_out(contract) == contract
    done = RenewContract("template", OPERATOR, year=year).perform()
    after = exported_now()
    assert after.version("2025") == contract.version("2025")
    assert after.version(str(year)).clauses == contract.version("2025").clauses
    kept = {each.id for each in done.version.commitments} | {each.id for each in done.left_out}
    assert kept == set(version.commitment)
    assert render_contract(after) == render_contract(exported_now())


def taken_in_and_out(contract: Contract) -> Contract:
    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  Django is set up by then
    from citypact.apps.cycle.exporting import exported  # noqa: PLC0415  the same
    from citypact.apps.drafting.actions import TakeInContract  # noqa: PLC0415  the same
    from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  the same

    take_over(open_contract("template").parties.values())
    TakeInContract(contract, "municipality", OPERATOR).perform()
    return exported(contract.id)[0]


def exported_now() -> Contract:
    from citypact.apps.cycle.exporting import exported  # noqa: PLC0415  Django is set up by then

    return exported("template")[0]
