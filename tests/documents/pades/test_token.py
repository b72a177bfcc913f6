"""Signing with a token: with SoftHSM, and with all that can be wrong with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest
from click.testing import CliRunner
from tests.cli.command import refused, run_here
from tests.documents.authorities import authority
from tests.documents.signed import unsigned
from tests.documents.tokens import LIBRARY, PIN, TOKEN, SoftToken, token_in

from citypact.cli.main import main
from citypact.documents.pades.token import opened_token
from citypact.documents.party_signature import add_signature
from citypact.documents.verification import verify
from citypact.errors import EnvironmentFault

TRUST = [authority().root.der]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftToken]:
    folder = tmp_path_factory.mktemp("token")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        made = token_in(folder)
        yield made
        pkcs11.unload(str(LIBRARY.resolve()))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "contract.pdf"
    path.write_bytes(unsigned())
    return path


def asked(document: Path, **other: str | Path) -> list[str]:
    said: dict[str, str | Path] = {"pkcs11": LIBRARY, "token": TOKEN, "key": "ec", **other}
    options = [text for name, value in said.items() for text in (f"--{name}", str(value))]
    return ["contract", "sign", str(document), "--party", "region", *options]


@pytest.mark.parametrize("key", ["ec", "rsa"])
@pytest.mark.usefixtures("token")
def test_a_token_signs(document: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYPACT_TOKEN_PIN", PIN)
    done = run_here(*asked(document, key=key))
    assert done.exit_code == 0, done.output
    (one,) = verify(document.read_bytes(), TRUST).signatures
    assert one.valid
    assert "City" in one.signer


@pytest.mark.usefixtures("token")
def test_the_pin_is_asked_for_and_a_wrong_one_is_told(document: Path) -> None:
    before = document.read_bytes()
    done = CliRunner().invoke(main, asked(document), input="000000\n")
    assert done.exit_code == 2
    assert f"the PIN of '{TOKEN}' is wrong" in done.stderr
    assert document.read_bytes() == before
    done = CliRunner().invoke(main, asked(document), input=f"{PIN}\n")
    assert done.exit_code == 0, done.output
    assert PIN not in done.output


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"key": "none"}, "no key is called 'none' on the token; its keys: bare, ec, mixed, rsa"),
        ({"key": "bare"}, "the key 'bare' has no certificate on the token"),
        ({"key": "mixed"}, "the certificate of 'mixed' is that of another key"),
        ({"token": "Absent"}, f"there is no token called 'Absent'; put in: {TOKEN}"),
        ({"pkcs11": "/nowhere.so"}, "/nowhere.so is no file"),
        ({"pkcs12": "/key.p12"}, "name one key"),
        ({"key": ""}, "--pkcs11 needs --token LABEL and --key LABEL"),
    ],
)
@pytest.mark.usefixtures("token")
def test_what_is_wrong_is_told_and_nothing_is_signed(
    document: Path, other: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYPACT_TOKEN_PIN", PIN)
    before = document.read_bytes()
    assert told in refused(*asked(document, **other))
    assert document.read_bytes() == before
    assert list(document.parent.iterdir()) == [document]


def test_a_library_that_is_none_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.so"
    wrong.write_text("no library")
    with (
        pytest.raises(EnvironmentFault, match="cannot be used as a library for PKCS#11"),
        opened_token(wrong, TOKEN, "ec", PIN),
    ):
        pass


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (pkcs11.PinLocked, "is locked, or its PIN was never set"),
        (pkcs11.TokenNotPresent, "it was pulled out, or another program holds it"),
    ],
)
def test_a_token_that_is_locked_or_gone_is_told(
    fault: type[Exception], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # SoftHSM never locks: what a card answers is put in its place.
    class Card:
        label = TOKEN

        def get_token(self) -> "Card":
            return self

        def open(self, **_: str) -> None:
            raise fault

    class Library:
        def get_slots(self, **_: bool) -> list[Card]:
            return [Card()]

    monkeypatch.setattr(pkcs11, "lib", lambda _: Library())
    library = tmp_path / "card.so"
    library.touch()
    with (
        pytest.raises(EnvironmentFault, match=told),
        opened_token(library, TOKEN, "ec", PIN),
    ):
        pass


def test_a_token_pulled_out_between_opening_and_signing_leaves_nothing(token: SoftToken) -> None:
    # The last test: the token is gone after it.
    with opened_token(LIBRARY, TOKEN, "ec", PIN) as key:
        shutil.rmtree(token.objects)
        with pytest.raises(EnvironmentFault, match="it was pulled out"):
            add_signature(unsigned(), key, "region")
