"""The settings are safe as they stand."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from tests.processes import environment


def test_there_is_no_debug_mode_and_only_loopback_is_answered() -> None:
    # The test runner adds a name of its own.
    assert settings.DEBUG is False
    assert set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]", "testserver"}


def test_djangos_own_checks_for_deployment_find_only_what_a_proxy_decides() -> None:
    # Without TLS in front, neither HSTS nor a redirect may be promised.
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert found <= {"security.W004", "security.W008"}


def test_over_tls_browsers_are_told_to_stay_there() -> None:
    done = run("import citypact.site.settings as s; print(s.SECURE_HSTS_SECONDS)", HTTPS="1")
    assert int(done) == 365 * 24 * 3600


def test_importing_the_settings_writes_nothing(tmp_path: Path) -> None:
    run("import citypact.site.settings", WORKSPACE=str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The packages that a site has loaded when it is ready to answer."""
    code = (
        "import sys, pathlib, citypact.site as site; site.setup(pathlib.Path(sys.argv[1]));"
        "from django.urls import resolve; resolve('/');"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    return set(run(code, str(tmp_path_factory.mktemp("workspace"))).split())


@pytest.mark.parametrize(
    "heavy",
    [
        "altair",
        "ninja",
        "numpy",
        "pandas",
        "pint",
        "pydantic",
        "rich",
        "typst",
        "vl_convert",
        "xarray",
    ],
)
def test_the_site_starts_without_a_heavy_library(heavy: str, loaded: set[str]) -> None:
    assert "django" in loaded
    assert heavy not in loaded


def run(code: str, *arguments: str, **variables: str) -> str:
    """What ``code`` prints in a Python of its own."""
    told = {f"CITYPACT_{name}": value for name, value in variables.items()}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(**told),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
