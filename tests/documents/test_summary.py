"""The summary on paper: what it says, and that everybody can read it."""

import errno
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf.generic import StreamObject
from tests.documents.paper import (
    kinds_of,
    languages_of,
    pdf_of,
    reader_of,
    tags_of,
    under,
    words_of,
)
from tests.figures.cities import book_of, context_of

from citypact.book import copy_book, open_book
from citypact.documents import summary, write_summary
from citypact.documents.summary import AS_CHARTS, AS_TABLES
from citypact.errors import EnvironmentFault, InputError
from citypact.figures import FIGURES, Context
from citypact.figures.sentences import three_sentences
from citypact.figures.words import words
from citypact.model import run_scenario

LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


def spaced(text: str) -> str:
    """A text with one ordinary space between any two words."""
    return re.sub(r"\s+", " ", text)


@LANGUAGES
def test_it_says_the_three_sentences_first(language: str) -> None:
    text = words_of(pdf_of("malmo", language))
    places = [
        text.index(spaced(sentence)) for sentence in three_sentences(context_of("malmo"), language)
    ]
    assert places == sorted(places)
    assert places[0] < 250


@LANGUAGES
def test_it_has_every_section_and_figure(language: str) -> None:
    text = words_of(pdf_of("malmo", language))
    for key, heading in words(language).items():
        if key.startswith("summary.heading."):
            assert spaced(heading.format(city="Malmö")) in text
    for name in (*AS_CHARTS, *AS_TABLES):
        assert spaced(FIGURES[name](context_of("malmo"), language).title) in text


@LANGUAGES
def test_it_is_tagged_and_says_its_language_and_title(language: str) -> None:
    reader = reader_of(pdf_of("malmo", language))
    root = reader.root_object
    assert str(root["/Lang"]) == language
    assert bool(under(root, "/MarkInfo")["/Marked"])
    assert bool(under(root, "/ViewerPreferences")["/DisplayDocTitle"])
    assert reader.metadata is not None
    assert reader.metadata.title == words(language)["summary.title"].format(city="Malmö")
    metadata = under(root, "/Metadata")
    assert isinstance(metadata, StreamObject)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()


def test_headings_skip_no_level_and_pictures_have_descriptions() -> None:
    tags = tags_of(pdf_of("malmo", "sv"))
    kinds = kinds_of(pdf_of("malmo", "sv"))
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    described = [str(tag["/Alt"]) for tag in tags if "/Alt" in tag]
    for name in ("gap", "pathway", "sectors", "measures", "authority", "money"):
        assert FIGURES[name](context_of("malmo"), "sv").description in described
    assert kinds.count("/Table") >= 6
    assert kinds.count("/TH") >= 20


def other(language: str) -> str:
    """The other of the two languages."""
    return "en" if language == "sv" else "sv"


@LANGUAGES
def test_nothing_in_it_is_in_the_other_language(language: str) -> None:
    assert other(language) not in languages_of(pdf_of("malmo", language))
    text = words_of(pdf_of("malmo", language))
    for table in book_of("malmo").tables.values():
        for row in table.rows:
            for name in row.form.columns:
                if name in {"reason_sv", "note_sv", "publisher_sv"}:
                    pair = name.removesuffix("sv")
                    here, there = (
                        row.text(f"{pair}{language}"),
                        row.text(f"{pair}{other(language)}"),
                    )
                    strange = here != there and len(there) > 20
                    assert not (strange and spaced(there) in text), row.full_key


@LANGUAGES
def test_what_cannot_be_computed_says_why_in_the_language_of_the_page(language: str) -> None:
    text = words_of(pdf_of("malmo", language)).replace(" ", "")
    context = context_of("malmo")
    assert context.contract is not None
    left_out = [context.city.measures[name] for name in context.left_out(context.contract)]
    reasons = {
        book_of("malmo").row(f"measures/{measure.id}").text(f"reason_{language}")
        for measure in left_out
        if not measure.same_as
    }
    assert len(reasons) > 20
    assert [reason for reason in reasons if spaced(reason).replace(" ", "") not in text] == []


def test_a_text_that_stands_in_one_language_says_which(tmp_path: Path) -> None:
    folder = copy_book("template", tmp_path / "one")
    claims = folder / "claims.csv"
    text, empty = claims.read_text("utf-8"), ",3,kt,exempel-plan,,reported,,,,,,"
    assert text.count(f"{empty}\n") == 1
    claims.write_text(text.replace(f"{empty}\n", f"{empty}As they count.\n"), "utf-8")
    book = open_book(folder)
    city = book.city()
    results = {name: run_scenario(city, name) for name in (city.reference, city.contract)}
    pdf = summary(Context(city, results), book, "sv")
    assert "As they count." in words_of(pdf)
    assert "en" in languages_of(pdf)


def test_the_measures_stand_beside_the_claims_with_the_reason() -> None:
    text = words_of(pdf_of("malmo", "sv"))
    row = book_of("malmo").row("claims/act-ccs-tonnes")
    assert spaced(row.text("note_sv"))[:60] in text
    assert " 303 " in text


def test_it_names_the_book_the_program_and_the_run() -> None:
    context = context_of("malmo")
    text = words_of(pdf_of("malmo", "sv")).replace(" ", "")
    assert book_of("malmo").hash in text
    for result in context.results.values():
        assert result.program_hash[:12] in text
        assert f"frö{result.seed}" in text


def test_swedish_letters_and_numbers_come_through() -> None:
    text = words_of(pdf_of("malmo", "sv"))
    for piece in ("Malmö", "åtgärd", "Källor", "1\N{NARROW NO-BREAK SPACE}668", "963 kt"):
        assert spaced(piece) in text


def test_the_typeface_is_the_shipped_one_and_whole() -> None:
    names = set()
    for page in reader_of(pdf_of("malmo", "sv")).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]  # a page has its resources
        names |= {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert names
    assert all("SourceSans3" in name for name in names)


def test_the_same_results_give_the_same_bytes() -> None:
    code = """
import sys, hashlib
sys.path.insert(0, ".")
from tests.documents.paper import pdf_of
print(hashlib.sha256(pdf_of("template", "sv")).hexdigest())
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == hashlib.sha256(pdf_of("template", "sv")).hexdigest()


def test_results_of_another_book_are_refused() -> None:
    context = context_of("template")
    other = {n: replace(r, book_hash="0" * 64) for n, r in context.results.items()}
    with pytest.raises(InputError, match="computed from the book 000000000000, not from"):
        summary(Context(context.city, other), book_of("template"), "sv")


def test_it_can_be_made_without_contract_target_and_draws() -> None:
    context = context_of("template", draws=0)
    city = replace(context.city, contract="", main_target="")
    only = {city.reference: context.results[city.reference]}
    text = words_of(summary(Context(city, only), book_of("template"), "sv"))
    assert "Stadsboken har inget kontraktsscenario" in text
    assert "inget huvudmål" in text


def test_a_title_is_never_taken_for_markup() -> None:
    context = context_of("template")
    hostile = '#panic("x") *bold* $x$ \\ [a] <b> @c `d` "e" åäö'
    titled = Context(replace(context.city, title_sv=hostile), context.results)
    assert "#panic" in words_of(summary(titled, book_of("template"), "sv"))


def test_it_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "summary.pdf"
    write_summary(context_of("template"), book_of("template"), path, "en")
    written = path.read_bytes()
    assert written == pdf_of("template", "en")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        write_summary(context_of("template"), book_of("template"), path, "sv")
    assert path.read_bytes() == written
    assert list(tmp_path.iterdir()) == [path]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(EnvironmentFault, match=r"pip install 'citypact\[documents\]'"):
        summary(context_of("template"), book_of("template"), "sv")
