"""The environment decides where and for whom; what is not said is safe."""

from pathlib import Path

import pytest

from citypact.errors import InputError
from citypact.site.environment import Environment


def test_what_is_not_said_is_safe() -> None:
    silent = Environment.read({})
    assert silent.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert silent.https is False
    assert silent.secret_key == ""
    assert silent.workspace.is_absolute()
    assert silent.database == silent.workspace / "citypact.sqlite3"


def test_each_variable_is_read(tmp_path: Path) -> None:
    said = Environment.read(
        {
            "CITYPACT_WORKSPACE": str(tmp_path),
            "CITYPACT_DATABASE": str(tmp_path / "elsewhere.sqlite3"),
            "CITYPACT_SECRET_KEY": "key",
            "CITYPACT_HOSTS": " klimat.example.org, localhost ,",
            "CITYPACT_HTTPS": "1",
        }
    )
    assert said == Environment(
        workspace=tmp_path,
        database=tmp_path / "elsewhere.sqlite3",
        secret_key="key",  # noqa: S106  (a test's)
        hosts=("klimat.example.org", "localhost"),
        https=True,
    )


def test_a_word_for_https_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InputError, match=r"CITYPACT_HTTPS is 'yes': write 1 .* 0"):
        Environment.read({"CITYPACT_HTTPS": "yes"})
