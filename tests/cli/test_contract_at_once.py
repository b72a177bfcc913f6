"""Two who sign the same file at once: neither is lost, and the second is told how to go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.command import run_here
from tests.documents.authorities import PIN, authority
from tests.documents.signed import signed, unsigned

from citypact.cli.lock import locked
from citypact.cli.main import main
from citypact.cli.signed_file import rewritten
from citypact.documents.verification import verify
from citypact.errors import InputError

OURS = authority()
TRUST = [OURS.root.der]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "contract.pdf"
    path.write_bytes(unsigned())
    return path


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITYPACT_KEY_PASSWORD", PIN)
    path = tmp_path / "key.p12"
    path.write_bytes(OURS.key_file(OURS.issue("Somebody")))
    return path


def asked(document: Path, key: Path, party: str) -> list[str]:
    return ["contract", "sign", str(document), "--pkcs12", str(key), "--party", party]


def test_two_processes_at_once_lose_nothing(document: Path, key: Path) -> None:
    parties = ["region", "agency"]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "citypact", *asked(document, key, party)],
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for party in parties
    ]
    ended = [(party, each.communicate()[1], each.returncode) for party, each in
             zip(parties, running, strict=True)]  # fmt: skip
    done = [party for party, _, code in ended if code == 0]
    assert done
    assert {one.place for one in verify(document.read_bytes(), TRUST).signatures} == set(done)
    for party, told, code in ended:
        if code != 0:
            assert "somebody else" in told.lower()
            assert run_here(*asked(document, key, party)).exit_code == 0
    found = verify(document.read_bytes(), TRUST)
    assert {one.place for one in found.signatures} == set(parties)
    assert found.valid


def test_who_comes_while_another_signs_is_told(document: Path, key: Path) -> None:
    with locked(document):
        done = CliRunner().invoke(main, asked(document, key, "region"))
    assert done.exit_code == 1
    assert "somebody else is signing" in done.stderr
    assert "wait until that is done, and sign again" in done.stderr
    assert document.read_bytes() == unsigned()


def test_what_another_machine_puts_there_meanwhile_is_not_overwritten(document: Path) -> None:
    def meanwhile() -> None:
        with rewritten(document, None) as file:
            document.write_bytes(signed("agency"))
            file.put(signed("region"))

    with pytest.raises(InputError, match="was changed while it was being signed"):
        meanwhile()
    assert document.read_bytes() == signed("agency")


def test_a_statement_is_written_beside_and_told(document: Path, key: Path, tmp_path: Path) -> None:
    told = ["--reason", "Rådet sade nej.", "--pkcs12", str(key), "--party"]
    done = run_here("contract", "decline", document, *told, "agency")
    assert done.exit_code == 0, done.output
    statement = tmp_path / "contract.agency.declines.p7m"
    seen = run_here("contract", "verify", document, "--statement", statement, "--language", "en")
    assert "Agency for Cities DECLINES to sign: Rådet sade nej." in seen.stdout
    again = CliRunner().invoke(main, ["contract", "decline", str(document), *told, "agency"])
    assert "is there already" in again.stderr
    for verb, party, why in (
        ("withdraw", "agency", "has not signed: it can decline"),
        ("decline", "nobody", "is none of those who sign"),
    ):
        refused = CliRunner().invoke(main, ["contract", verb, str(document), *told, party])
        assert refused.exit_code == 2
        assert why in refused.stderr
