"""A change of method that is declared is told and explained; one that is not is an alarm."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files

import pytest
from tests.documents.authorities import authority
from tests.documents.signed import frozen

from citypact import __version__
from citypact.documents import rerun
from citypact.documents.attachment import Attachment
from citypact.documents.contract_document import contract_document
from citypact.documents.manifest import MANIFEST, RESULTS
from citypact.documents.method_change import (
    PAGES,
    PROGRAM,
    MethodChange,
    method_changes,
    read_changes,
    since,
)
from citypact.documents.pades.signing import sign
from citypact.documents.verification import Verification, verify
from citypact.documents.verification_summary import verification_summary

OURS = authority()
WHY = "Verkningsgraden följer temperaturen", "Efficiency follows the temperature"
EARLIER = "0.0.9"


def signed_earlier(figures: Mapping[str, object], made_with: str = EARLIER) -> bytes:
    """A document whose stored figures are those of an earlier method, with a true manifest."""
    own = frozen()
    (stored,) = (each for each in own.attachments if each.name == RESULTS)
    results = json.dumps({**json.loads(stored.content), **figures}, indent=1).encode()
    changed = Attachment(RESULTS, results, stored.description, stored.mime)
    manifest = replace(
        own.manifest,
        program_version=made_with,
        files={**own.manifest.files, RESULTS: changed.sha256},
    )
    attachments = []
    for each in own.attachments:
        content = {RESULTS: results, MANIFEST: manifest.to_bytes()}.get(each.name, each.content)
        attachments.append(replace(each, content=content))
    made = replace(own, manifest=manifest, attachments=tuple(attachments))
    return sign(contract_document(made), OURS.signer("region"), "region")


def declaring(monkeypatch: pytest.MonkeyPatch, *changes: MethodChange) -> None:
    monkeypatch.setattr(rerun, "method_changes", lambda: changes)


def verified(pdf: bytes) -> Verification:
    found = verify(pdf, [OURS.root.der], again=True)
    assert found.rerun is not None
    assert found.problems == ()
    return found


def test_a_declared_change_is_told_with_its_reason_and_both_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declaring(monkeypatch, MethodChange(__version__, ("gap", "by_party.*", PAGES), *WHY))
    found = verified(signed_earlier({"gap": 12.5}))
    done = found.rerun
    assert done is not None
    assert (found.valid, done.holds, done.same) == (True, True, False)
    assert [place for place, _, _ in done.differences] == ["gap"]
    for language, why in zip(("sv", "en"), WHY, strict=True):
        text = verification_summary(found, language)
        assert f"{__version__}: {why}" in text
        assert f"gap: 12.5 → {frozen().adequacy.gap!r}" in text
        assert EARLIER in text
        assert "LARM" not in text
        assert "ALARM" not in text
    said = done.to_json()
    assert said["explanations"] == [
        {"version": __version__, "outputs": ("gap", "by_party.*", "pages"),
         "why_sv": WHY[0], "why_en": WHY[1]}
    ]  # fmt: skip
    assert said["differences"] == [
        {"place": "gap", "stored": 12.5, "computed": frozen().adequacy.gap, "explained": True}
    ]


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (MethodChange(__version__, ("mean_gap",), *WHY),),
        (MethodChange(__version__, (PAGES, PROGRAM), *WHY),),
        (MethodChange(EARLIER, ("gap",), *WHY),),  # it had that method already
        (MethodChange("99.0", ("gap",), *WHY),),  # a change that is not in this version
    ],
    ids=["none", "of another figure", "of the pages", "before it", "to come"],
)
def test_a_change_that_is_not_declared_is_an_alarm(
    changes: tuple[MethodChange, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    declaring(monkeypatch, *changes)
    found = verified(signed_earlier({"gap": 12.5}))
    done = found.rerun
    assert done is not None
    assert (found.valid, done.holds) == (False, False)
    assert [place for place, _, _ in done.unexplained] == ["gap"]
    assert "ALARM" in verification_summary(found, "en")
    assert "LARM" in verification_summary(found, "sv")


def test_a_declared_change_hides_no_other_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    declaring(monkeypatch, MethodChange(__version__, ("gap",), *WHY))
    found = verified(signed_earlier({"gap": 12.5, "cut": 1e9}))
    assert found.rerun is not None
    assert not found.valid
    assert [place for place, _, _ in found.rerun.unexplained] == ["cut"]
    text = verification_summary(found, "en")
    assert "cut: 1000000000.0 → " in text
    assert WHY[1] in text


def test_a_figure_changed_under_the_same_version_is_an_alarm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declaring(monkeypatch, MethodChange(__version__, ("gap",), *WHY))
    for made_with in (__version__, "99.0", "yesterday"):
        assert not verified(signed_earlier({"gap": 12.5}, made_with)).valid


def test_pages_that_are_declared_to_be_set_otherwise_are_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declaring(monkeypatch, MethodChange(__version__, (PAGES,), *WHY))
    found = verified(signed_earlier({}))
    assert found.rerun is not None
    assert (found.rerun.same, found.rerun.same_pages) == (True, False)
    assert WHY[1] in verification_summary(found, "en")


def test_every_declared_change_names_what_there_is() -> None:
    """A pattern that touches nothing would explain nothing, and a mistyped one would be missed."""
    place = files("citypact.documents").joinpath("method_changes.toml")
    assert method_changes() == read_changes(tomllib.loads(place.read_text("utf-8")))
    known = {PAGES, PROGRAM, *_places("", json.loads(json.dumps(frozen().adequacy.to_json())))}
    unknown = {
        pattern
        for change in method_changes()
        for pattern in change.outputs
        if not any(MethodChange("0", (pattern,), "", "").touches(place) for place in known)
    }
    assert unknown == set()
    assert since("0", __version__, method_changes()) == method_changes()


def _places(above: str, value: object) -> list[str]:
    if not isinstance(value, dict):
        return [above]
    return [
        each for key, one in value.items() for each in _places(f"{above}.{key}".lstrip("."), one)
    ]


def test_versions_are_compared_by_their_numbers() -> None:
    changes = tuple(MethodChange(name, ("gap",), *WHY) for name in ("0.9", "0.10", "1.0.1"))
    assert [each.version for each in since("0.9", "1.0", changes)] == ["0.10"]
    assert [each.version for each in since("0.1", "2", changes)] == ["0.9", "0.10", "1.0.1"]
    assert since("", "2", changes) == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "a list called change"),
        ({"change": [], "more": 1}, "a list called change"),
        ({"change": [3]}, "change 1: it is 3"),
        ({"change": [{"version": "0.2.0"}]}, "outputs is missing; change 1: why_sv is missing"),
        (
            {
                "change": [
                    {"version": "next", "outputs": "gap", "why_sv": "a", "why_en": "b", "x": 1}
                ]
            },
            "x is unknown; change 1: version is 'next'",
        ),
    ],
)
def test_what_is_declared_is_read_strictly(said: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=r"method_changes\.toml") as refused:
        read_changes(said)
    assert told in str(refused.value)
