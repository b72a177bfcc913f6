"""From a contract to a signed document and its verification, as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding
from tests.cli.command import refused, run_here
from tests.documents.authorities import PIN, authority

from citypact.cli.main import main
from citypact.documents.verification import LEVELS
from citypact.documents.verification_words import VERIFICATION_WORDS
from citypact.figures.files import UNFINISHED

OURS = authority()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "contract.pdf"
    done = run_here(
        "contract", "document", "template", "--version", "2026", "--draws", "32", "--output", path
    )
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    path.write_bytes(OURS.root.certificate.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.p12"
    path.write_bytes(OURS.key_file(OURS.issue("Regionen")))
    return path


def test_a_document_is_written_signed_and_verified(
    document: Path, trusted: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYPACT_KEY_PASSWORD", PIN)
    done = run_here("contract", "sign", document, "--pkcs12", key, "--party", "region")
    assert done.exit_code == 0, done.output
    done = run_here("contract", "verify", document, "--trust", trusted, "--rerun", "--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["valid"], said["complete"]) == (0, True, False)
    assert said["rerun"]["holds"]
    assert said["rerun"]["same_pages"]
    assert [(one["place"], one["level"]) for one in said["signatures"]] == [("region", "advanced")]
    for language, word, lacking in (
        ("sv", "GILTIGT", "Exempelstads Energi"),
        ("en", "VALID", "Exempelstad Energy"),
    ):
        told = run_here(
            "contract", "verify", document, "--trust", trusted, "--language", language
        ).stdout
        assert told.startswith(word)
        assert lacking in told


def test_the_password_is_asked_for_and_a_wrong_one_is_told(
    document: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITYPACT_KEY_PASSWORD", raising=False)
    before = document.read_bytes()
    asked = ["contract", "sign", str(document), "--pkcs12", str(key), "--party", "region"]
    done = CliRunner().invoke(main, asked, input="wrong\n")
    assert done.exit_code == 2
    assert "the password is wrong" in done.stderr
    assert document.read_bytes() == before
    done = CliRunner().invoke(main, asked, input=f"{PIN}\n")
    assert done.exit_code == 0
    assert PIN not in done.output


def test_what_is_not_valid_has_an_exit_code_of_its_own(document: Path) -> None:
    done = run_here("contract", "verify", document, "--language", "en")
    assert done.exit_code == 3
    assert done.stdout.startswith("NOT VALID")
    assert "The document has no signature." in done.stdout


def test_what_cannot_be_read_is_refused(tmp_path: Path, key: Path, document: Path) -> None:
    assert "cannot be read" in refused("contract", "verify", tmp_path / "none.pdf")
    assert "holds no certificate in PEM" in refused(
        "contract", "verify", document, "--trust", document
    )
    assert "go together" in refused(
        "contract", "sign", document, "--pkcs12", key, "--party", "region", "--revoked", key
    )


def test_what_was_left_half_written_is_never_taken_for_a_document(
    document: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYPACT_KEY_PASSWORD", PIN)
    left = document.with_name(f".{document.name}.a1b2c3d4{UNFINISHED}")
    left.write_bytes(document.read_bytes())  # whole, by chance: nobody can tell
    assert "may be half of a document" in refused("contract", "verify", left)
    assert "give the document itself, contract.pdf" in refused("contract", "verify", left)
    done = run_here("contract", "sign", document, "--pkcs12", key, "--party", "region")
    assert done.exit_code == 0, done.output
    assert not left.exists()


def test_both_languages_have_a_word_for_everything() -> None:
    assert VERIFICATION_WORDS["sv"].keys() == VERIFICATION_WORDS["en"].keys()
    assert {f"level-{level}" for level in LEVELS} <= VERIFICATION_WORDS["sv"].keys()
