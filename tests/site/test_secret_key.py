"""The secret key is made once, is nobody else's to read, and reading makes nothing."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from citypact.errors import EnvironmentFault
from citypact.site import secret_key


def test_the_key_is_kept_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    secret_key.keep(tmp_path)
    kept = secret_key.read(tmp_path)
    assert len(kept) >= secret_key.LENGTH
    assert stat.S_IMODE((tmp_path / secret_key.FILE).stat().st_mode) == 0o600
    secret_key.keep(tmp_path)
    assert secret_key.read(tmp_path) == kept


def test_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    assert secret_key.read(tmp_path) != secret_key.read(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_many_at_once_make_one_key_between_them(tmp_path: Path) -> None:
    def keep_and_read(_: int) -> str:
        secret_key.keep(tmp_path)
        return secret_key.read(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(keep_and_read, range(64)))) == 1
    assert list(tmp_path.iterdir()) == [tmp_path / secret_key.FILE]


def test_a_key_that_others_may_read_is_refused_with_the_way_out(tmp_path: Path) -> None:
    secret_key.keep(tmp_path)
    (tmp_path / secret_key.FILE).chmod(0o644)
    with pytest.raises(EnvironmentFault, match=r"mode 644, allowed: 600\): run chmod 600"):
        secret_key.keep(tmp_path)
