"""What holds for every file of the project: its words, its sizes, what it says of itself."""

import re
import subprocess
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

import citypact

REPOSITORY = Path(__file__).resolve().parents[1]
LINES_OF_A_FILE = 400

# Put together from parts, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    ]
]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "lorem" + " ipsum"]
# The project speaks of Citypact, not of the place or the means by which it is written.
OUTSIDE = [r"(?<![\w.:/-])/" + "work/", "AI" + " assistant", "language" + " model", "Cl" + "aude"]
LEFT_OUT = [r"pytest\.(mark\.)?(skip|xfail|importorskip)", r"unittest\.skip"]
SUPPRESSED = re.compile(
    r"#\s*(?:type:\s*ignore|noqa)\b(?:\[[^\]]*\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(.*)"
)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is, or on the next commit would be, part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607  (found on the path like any tool of a developer)
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (REPOSITORY / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def texts() -> dict[str, str]:
    """The text of each file of the project by its name; files that are no text are left out."""
    found = {}
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found[path.relative_to(REPOSITORY).as_posix()] = content.decode("utf-8")
    return found


def lines_that_match(pattern: re.Pattern[str], *, suffix: str = "") -> list[str]:
    """``file:line: text`` of each line in which the pattern is found."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts().items()
        if name.endswith(suffix)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@cache
def project() -> dict[str, Any]:  # Any: what TOML gives
    """What ``pyproject.toml`` says."""
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


@cache
def publiccode() -> dict[str, Any]:  # Any: what YAML gives
    """What ``publiccode.yml`` says."""
    return dict(yaml.safe_load((REPOSITORY / "publiccode.yml").read_text("utf-8")))


def test_the_files_are_found() -> None:
    assert {"pyproject.toml", "src/citypact/errors.py", "tests/test_project.py"} <= texts().keys()


def test_no_file_names_a_package_registry() -> None:
    pattern = re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)
    assert lines_that_match(pattern) == []


def test_no_file_holds_a_note_of_unfinished_work() -> None:
    assert lines_that_match(re.compile("|".join(rf"\b{word}\b" for word in UNFINISHED))) == []


def test_the_project_speaks_of_itself_alone() -> None:
    assert lines_that_match(re.compile("|".join(OUTSIDE))) == []


def test_no_test_is_left_out() -> None:
    assert lines_that_match(re.compile("|".join(LEFT_OUT)), suffix=".py") == []


def test_every_rule_that_is_suppressed_has_its_reason_beside_it() -> None:
    without_reason = [
        place
        for place in lines_that_match(SUPPRESSED, suffix=".py")
        if (found := SUPPRESSED.search(place)) and not re.search(r"[a-z]{3}", found.group(1))
    ]
    assert without_reason == []


def test_no_source_file_is_too_long_to_be_understood() -> None:
    too_long = {
        name: count
        for name, text in texts().items()
        if name.endswith((".py", ".c", ".h")) and (count := text.count("\n")) > LINES_OF_A_FILE
    }
    assert too_long == {}


def test_every_link_between_the_documents_leads_somewhere() -> None:
    built = {"docs/book.md"}
    broken = [
        f"{name}: {target}"
        for name, text in texts().items()
        if name.endswith(".md")
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", text)
        if not (place := (REPOSITORY / name).parent / target).exists()
        and place.resolve().relative_to(REPOSITORY).as_posix() not in built
    ]
    assert broken == []


def test_the_version_is_one() -> None:
    assert citypact.__version__ == metadata.version("citypact")
    released = re.findall(r"^## (\d\S*)", texts()["CHANGELOG.md"], re.MULTILINE)
    assert released == [] or released[0] == citypact.__version__


def test_every_changelog_fragment_says_what_kind_of_change_it_is() -> None:
    names = [name for name in texts() if name.startswith("changelog.d/")]
    kinds = r"changelog\.d/(README|[a-z0-9-]+\.(added|changed|fixed|removed|security))\.md"
    assert [name for name in names if not re.fullmatch(kinds, name)] == []


def test_the_licence_is_one() -> None:
    assert texts()["LICENSE"].startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert project()["project"]["license"] == "EUPL-1.2"
    assert publiccode()["legal"]["license"] == "EUPL-1.2"


def test_every_direct_dependency_is_pinned_and_no_address_stands_among_the_pins() -> None:
    pins = texts()["constraints.txt"]
    assert "://" not in pins
    assert not re.search(r"^\s*-", pins, re.MULTILINE)
    pinned = {line.partition("==")[0].lower() for line in pins.splitlines() if "==" in line}
    wanted = list(project()["project"]["dependencies"])
    for extra in project()["project"]["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[<>=~!\[ ]", requirement)[0].lower() for requirement in wanted}
    assert names - {"citypact"} - pinned == set()


def test_all_brings_every_extra() -> None:
    extras = project()["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    assert everything.startswith("citypact[")
    named = everything.removeprefix("citypact[").removesuffix("]").split(",")
    assert set(named) == extras.keys() - {"all", "demo"}


def test_everything_that_the_package_reads_is_packed_with_it() -> None:
    patterns = project()["tool"]["setuptools"]["package-data"]["citypact"]
    package = REPOSITORY / "src/citypact"
    packed = {path for pattern in patterns for path in package.glob(pattern)}
    beside_the_code = {
        path
        for path in project_files()
        if path.is_relative_to(package) and path.suffix not in {".py", ".c", ".h"}
    }
    assert beside_the_code - packed == set()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_publiccode_describes_the_software_within_the_limits_of_the_standard(language: str) -> None:
    public = publiccode()
    description = public["description"][language]
    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert description["features"]
    assert language in public["localisation"]["availableLanguages"]


def test_publiccode_has_every_key_that_the_standard_demands() -> None:
    public = publiccode()
    assert public["publiccodeYmlVersion"].startswith("0.")
    assert public["name"] == "Citypact"
    assert public["url"].startswith("https://")
    assert public["platforms"]
    assert public["categories"]
    assert public["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert public["softwareType"] == "standalone/web"
    assert public["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert public["localisation"]["localisationReady"] is True
    assert public.get("softwareVersion", citypact.__version__) == citypact.__version__
