"""Style sheets are the figures' own colours on a base that is what it says it is."""

import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client
from whitenoise.storage import CompressedManifestStaticFilesStorage

from citypact.figures.palette import stylesheet
from citypact.site import static_files

SHEETS = static_files.SOURCE / "citypact"


def test_pages_and_figures_have_the_same_colours() -> None:
    sheet = (SHEETS / "tokens.css").read_text("utf-8")
    between = sheet.split("/* palette */\n")[1].split("/* end of palette */")[0]
    assert between.strip() == stylesheet().strip()


def test_the_pages_own_sheets_name_no_colour_of_their_own() -> None:
    for name in ("frame.css", "workspace.css"):
        sheet = (SHEETS / name).read_text("utf-8")
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", sheet) == []


def test_what_is_taken_over_is_unchanged() -> None:
    said = (SHEETS / "vendor/README.md").read_text("utf-8")
    content = (SHEETS / "vendor/pico/pico.min.css").read_bytes()
    assert hashlib.sha256(content).hexdigest() in said
    assert "MIT License" in (SHEETS / "vendor/pico/LICENSE.md").read_text("utf-8")


def test_no_sheet_asks_another_host() -> None:
    for sheet in SHEETS.rglob("*.css"):
        for target in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text("utf-8")):
            assert target.startswith(("data:", "fonts/")), sheet


def test_files_are_collected_under_names_with_a_hash(collected: Path) -> None:
    names = {path.name for path in collected.rglob("*") if path.is_file()}
    hashed = {name for name in names if re.search(r"\.[0-9a-f]{12}\.", name)}
    for wanted in ("tokens", "frame", "workspace", "pico.min", "mark", "SourceSans3-Regular"):
        assert any(name.startswith(f"{wanted}.") for name in hashed), wanted
    assert not any(name.endswith(".otf") for name in names)


@pytest.mark.django_db
def test_the_icon_is_found_by_its_usual_name(client: Client) -> None:
    answer = client.get("/favicon.ico", follow=True)
    assert answer["Content-Type"] == "image/svg+xml"
    answer.close()


def test_the_folder_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    root = static_files.root_of(tmp_path)
    assert root.parent == tmp_path / "static"
    assert re.fullmatch(r"[0-9a-f]{16}", root.name)


def test_a_collection_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> list[tuple[str, None, Exception]]:
        return [("tokens.css", None, ValueError("a font is missing"))]

    monkeypatch.setattr(CompressedManifestStaticFilesStorage, "post_process", fail)
    root = static_files.root_of(tmp_path)
    with pytest.raises(ValueError, match="a font is missing"):
        static_files.collect(root)
    assert list((tmp_path / "static").iterdir()) == []
