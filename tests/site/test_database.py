"""What the environment says of a database becomes what Django is told, or is refused."""

from pathlib import Path

import pytest

from citypact.errors import InputError
from citypact.site.database import settings_of


def test_a_path_is_a_sqlite_file_whose_writers_wait(tmp_path: Path) -> None:
    told = settings_of(tmp_path / "a.sqlite3")
    assert told["NAME"] == tmp_path / "a.sqlite3"
    assert told["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_is_taken_apart_and_its_signs_are_read() -> None:
    told = settings_of("postgresql://city:p%40ss@db.example.org:5433/my%20town?sslmode=require")
    assert {name: told[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "city",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "NAME": "my town",
    }
    assert told["OPTIONS"] == {"sslmode": "require"}
    assert settings_of("postgresql://c@/town?host=/run/pg")["HOST"] == "/run/pg"


@pytest.mark.parametrize("address", ["mysql://a:secret@b/c", "postgresql://a:secret@b"])
def test_another_address_is_refused_without_repeating_the_password(address: str) -> None:
    with pytest.raises(InputError, match=r"CITYPACT_DATABASE is .* write the path") as raised:
        settings_of(address)
    assert "secret" not in str(raised.value)
