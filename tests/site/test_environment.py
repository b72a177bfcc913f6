"""The environment decides where and for whom; what is not said is safe."""

from pathlib import Path

import pytest

from citypact.errors import InputError
from citypact.site.environment import Environment, SignIn


def test_what_is_not_said_is_safe() -> None:
    silent = Environment.read({})
    assert silent.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert silent.https is False
    assert silent.secret_key == ""
    assert silent.workspace.is_absolute()
    assert silent.database == silent.workspace / "citypact.sqlite3"
    assert silent.mail == ""
    assert silent.sign_in is None
    assert silent.address == "http://localhost:8000"


def test_each_variable_is_read(tmp_path: Path) -> None:
    said = Environment.read(
        {
            "CITYPACT_WORKSPACE": str(tmp_path),
            "CITYPACT_DATABASE": str(tmp_path / "elsewhere.sqlite3"),
            "CITYPACT_SECRET_KEY": "key",
            "CITYPACT_HOSTS": " klimat.example.org, localhost ,",
            "CITYPACT_HTTPS": "1",
            "CITYPACT_ADDRESS": "https://klimat.example.org/",
            "CITYPACT_MAIL": "smtps://mail.example.org",
            "CITYPACT_MAIL_FROM": "klimat@example.org",
            "CITYPACT_TRUST": __file__,
            "CITYPACT_OIDC_ISSUER": "https://id.example.org/malmo/",
            "CITYPACT_OIDC_CLIENT": "citypact",
            "CITYPACT_OIDC_SECRET": "secret",
            "CITYPACT_OIDC_NAME": "Malmö stad",
        }
    )
    assert said == Environment(
        workspace=tmp_path,
        database=tmp_path / "elsewhere.sqlite3",
        secret_key="key",  # noqa: S106  (a test's)
        hosts=("klimat.example.org", "localhost"),
        https=True,
        address="https://klimat.example.org",
        mail="smtps://mail.example.org",
        mail_from="klimat@example.org",
        trust=__file__,
        sign_in=SignIn("https://id.example.org/malmo", "citypact", "secret", "Malmö stad"),
    )
    assert said.sign_in is not None
    assert said.sign_in.origin == "https://id.example.org"


def test_certificates_to_trust_are_there_or_are_told_of() -> None:
    with pytest.raises(InputError, match=r"CITYPACT_TRUST is 'nowhere\.pem': there is no"):
        Environment.read({"CITYPACT_TRUST": "nowhere.pem"})


def test_a_database_may_be_an_address() -> None:
    address = "postgresql://citypact@localhost/citypact"
    assert Environment.read({"CITYPACT_DATABASE": address}).database == address


def test_a_sign_in_is_told_whole_or_not_at_all() -> None:
    with pytest.raises(
        InputError, match=r"CITYPACT_OIDC_CLIENT, CITYPACT_OIDC_SECRET is not set: .* belong"
    ):
        Environment.read({"CITYPACT_OIDC_ISSUER": "https://id.example.org"})
    told = {f"CITYPACT_OIDC_{name}": "id.example.org" for name in ("ISSUER", "CLIENT", "SECRET")}
    with pytest.raises(InputError, match=r"CITYPACT_OIDC_ISSUER is 'id.example.org': write an"):
        Environment.read(told)
    told["CITYPACT_OIDC_ISSUER"] = "https://id.example.org"
    nameless = Environment.read(told).sign_in
    assert nameless is not None
    assert nameless.name == "id.example.org"


def test_a_word_for_https_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InputError, match=r"CITYPACT_HTTPS is 'yes': write 1 .* 0"):
        Environment.read({"CITYPACT_HTTPS": "yes"})
