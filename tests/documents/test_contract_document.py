"""A version on paper: what it says, what it carries, and that everybody can read it."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from pypdf.generic import StreamObject
from tests.documents.paper import kinds_of, reader_of, under, words_of
from tests.documents.signed import frozen, unsigned

from citypact import __version__
from citypact.book import open_book
from citypact.contract.checker.finding import Severity
from citypact.contract.difference import CHANGES
from citypact.contract.folder import hash_contract, open_contract
from citypact.contract.form import contract_form
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import STATES
from citypact.documents.contract_document import contract_document
from citypact.documents.contract_words import say, words
from citypact.documents.frozen import freeze
from citypact.documents.manifest import BOOK, CONTRACT, MANIFEST, RESULTS, Manifest
from citypact.documents.pades.reading import attached, opened
from citypact.figures.numbers import write_share

LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


@LANGUAGES
def test_the_same_version_gives_the_same_bytes(language: str) -> None:
    contract = open_contract("template")
    again = freeze(
        contract, contract.version("2026"), open_book("template"), language, draws=64, seed=3
    )
    assert contract_document(again) == unsigned(language)


@LANGUAGES
def test_it_keeps_both_standards_and_says_its_language(language: str) -> None:
    root = reader_of(unsigned(language)).root_object
    metadata = under(root, "/Metadata")
    assert isinstance(metadata, StreamObject)
    said = metadata.get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in said
    assert b"<pdfaid:part>3</pdfaid:part>" in said
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert str(root["/Lang"]) == language
    kinds = kinds_of(unsigned(language))
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@LANGUAGES
def test_every_clause_commitment_party_and_change_is_on_paper(language: str) -> None:
    own, text = frozen(language), words_of(unsigned(language))
    for party in own.contract.parties.values():
        assert getattr(party, f"title_{language}") in text
    for clause in own.version.clauses:
        assert getattr(clause, f"title_{language}") in text
    for commitment in own.version.commitments:
        # Once in its clause and once among those of its party.
        assert text.count(getattr(commitment, f"text_{language}")) >= 2
    for annex in own.version.annexes:
        assert getattr(annex, f"title_{language}") in text
    said = words()[language]
    for key in ("by-party", "adequacy", "findings", "annexes", "attached", "signatures"):
        assert said[key] in text
    assert said["difference"].format(before="2025") in text
    assert (
        "Pröva ett nytt regelverk" in text if language == "sv" else said["change-dropped"] in text
    )


def test_a_first_version_has_no_page_of_differences() -> None:
    text = words_of(contract_document(frozen("en", "2025")))
    assert "Changes since" not in text


@LANGUAGES
def test_each_party_that_signs_has_room_to_sign_in(language: str) -> None:
    own = frozen(language)
    pages = [
        re.sub(r"\s+", " ", page.extract_text()) for page in reader_of(unsigned(language)).pages
    ]
    (text,) = [page for page in pages if words()[language]["signatures-text"] in page]
    for name in own.manifest.signatories:
        party = own.contract.parties[name]
        assert getattr(party, f"title_{language}") in text
        assert say(language, "field", name=name) in text
    for key in ("signed-by", "role", "day", "room"):
        assert text.count(words()[language][key]) >= len(own.manifest.signatories)


@LANGUAGES
def test_everything_that_the_adequacy_holds_is_on_paper(language: str) -> None:
    own, text = frozen(language), words_of(unsigned(language))
    city, found = own.book.city(), own.adequacy
    for part in ("party", "sector", "area", "authority", "strength"):
        assert say(language, f"cut-by-{part}") in text
    for area in filter(None, found.by_area):
        assert getattr(city.areas[area], f"title_{language}") in text
    for key in ("not-promised", "not-computable"):
        assert say(language, key) in text
    assert say(language, "left-by-authority", year=found.year) in text
    for form, several in found.not_computable.items():
        assert f"{say(language, f'form-{form}')} {len(several)}" in text


def test_texts_that_are_not_translated_are_counted_in_english_alone() -> None:
    contract = open_contract("template")
    version = contract.versions["2026"]
    first = replace(version.commitments[0], text_en="")
    changed = replace(version, commitments=(first, *version.commitments[1:]))
    own = {
        language: words_of(
            contract_document(freeze(contract, changed, open_book("template"), language, draws=8))
        )
        for language in ("sv", "en")
    }
    count = len(version.clauses) + len(version.commitments)
    assert f"1 of {count} clauses and commitments are not translated" in own["en"]
    assert first.text_sv in own["en"]
    assert "är inte översatta" not in own["sv"]
    assert "not translated" not in words_of(unsigned("en"))


def test_the_headline_on_paper_is_the_adequacy_that_is_attached() -> None:
    own, text = frozen(), words_of(unsigned())
    stored = json.loads(attached(opened(unsigned()))[RESULTS])
    assert stored == json.loads(json.dumps(own.adequacy.to_json()))
    assert write_share(stored["closed"]["median"], "en") in text
    assert f"{stored['computable']} of {stored['commitments']} commitments" in text


def test_it_carries_book_contract_results_and_a_manifest_of_their_hashes() -> None:
    files = attached(opened(unsigned()))
    assert set(files) == {BOOK, CONTRACT, RESULTS, MANIFEST}
    manifest = Manifest.from_bytes(files[MANIFEST])
    assert manifest == frozen().manifest
    assert manifest.book_hash == open_book("template").hash
    assert manifest.contract_hash == hash_contract("template")
    assert (manifest.program_version, manifest.seed, manifest.draws) == (__version__, 3, 64)
    assert set(manifest.signatories) == {
        "agency",
        "energy-company",
        "municipality",
        "programme",
        "region",
    }
    for name, digest in manifest.files.items():
        assert digest in words_of(unsigned()), name


def test_both_languages_have_a_word_for_everything() -> None:
    sv, en = words()["sv"], words()["en"]
    assert sv.keys() == en.keys()
    forms = contract_form().tables["commitments"].columns["form"].allowed
    known = {
        "strength": STRENGTHS,
        "state": STATES,
        "change": CHANGES,
        "form": forms,
        "severity": get_args(Severity),
    }
    for prefix, names in known.items():
        assert {f"{prefix}-{name}" for name in names} <= sv.keys()
    kinds = {measure.authority for measure in open_book("malmo").city().measures.values()}
    assert {f"authority-{kind}" for kind in kinds} <= sv.keys()


def test_a_published_contract_can_be_set() -> None:
    contract = open_contract("malmo-national")
    own = freeze(contract, contract.version(), open_book("malmo"), "en", draws=16)
    text = words_of(contract_document(own))
    assert "Kommunens åtaganden" in text or "City" in text
    assert contract.version().commitments[0].id in text
