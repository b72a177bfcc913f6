"""Where a document says that it can be verified, and the code that carries the address."""

import pytest
from pypdf.generic import ArrayObject, DictionaryObject
from tests.documents.paper import kinds_of, reader_of, tags_of, words_of
from tests.documents.qr_code import text_in
from tests.documents.signed import unsigned

from citypact.book import open_book
from citypact.contract.folder import open_contract
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import FrozenVersion, freeze
from citypact.documents.manifest import MANIFEST, Manifest
from citypact.documents.pades.reading import attached, opened
from citypact.documents.rerun import rerun
from citypact.documents.verification import verify
from citypact.documents.verification_address import code_of, require_address
from citypact.documents.verification_summary import verification_summary
from citypact.errors import InputError

PAGE = "https://kontrakt.example.se/verify"


def addressed(language: str = "en") -> FrozenVersion:
    contract = open_contract("template")
    return freeze(
        contract,
        contract.versions["2026"],
        open_book("template"),
        language,
        draws=16,
        verify_at=f"{PAGE}/",
    )


@pytest.mark.parametrize("last", ["f", "0"])
def test_the_code_holds_the_address(last: str) -> None:
    address = f"{PAGE}/{'0123456789abcdef' * 4}"[:-1] + last
    assert text_in(code_of(address)) == address


@pytest.mark.parametrize("language", ["sv", "en"])
def test_address_code_and_words_are_on_paper(language: str) -> None:
    own = addressed(language)
    pdf = contract_document(own)
    assert contract_document(addressed(language)) == pdf
    manifest = Manifest.from_bytes(attached(opened(pdf))[MANIFEST])
    address = f"{PAGE}/{manifest.content_hash}"
    assert own.verify_at == address
    assert address in words_of(pdf)
    alternatives = [str(tag["/Alt"]) for tag in tags_of(pdf) if "/Alt" in tag]
    assert [address in each for each in alternatives] == [True]
    assert "/Link" in kinds_of(pdf)
    assert address in links_of(pdf)


def links_of(pdf: bytes) -> set[str]:
    found = set()
    for page in reader_of(pdf).pages:
        several = page["/Annots"].get_object() if "/Annots" in page else ArrayObject()
        assert isinstance(several, ArrayObject)
        for each in several:
            one = each.get_object()
            assert isinstance(one, DictionaryObject)
            action = one["/A"].get_object()
            assert isinstance(action, DictionaryObject)
            found.add(str(action["/URI"]))
    return found


def test_the_hash_in_the_address_is_that_of_the_file_that_is_attached() -> None:
    own = addressed()
    (stored,) = (each.sha256 for each in own.attachments if each.name == MANIFEST)
    assert own.manifest.content_hash == stored


@pytest.mark.parametrize("language", ["sv", "en"])
def test_verifying_tells_the_hash_that_the_address_ends_with(language: str) -> None:
    own = addressed()
    told = verification_summary(verify(contract_document(own)), language)
    assert own.verify_at.rpartition("/")[2] in told


def test_a_document_with_an_address_is_set_again_to_the_same_bytes() -> None:
    own = addressed()
    pdf = contract_document(own)
    again = rerun(pdf, own.manifest, attached(opened(pdf)))
    assert (again.holds, again.same_pages) == (True, True)


def test_without_an_address_there_is_no_code_and_no_link() -> None:
    assert "/Figure" not in kinds_of(unsigned())
    assert links_of(unsigned()) == set()
    assert b"verify_at" not in attached(opened(unsigned()))[MANIFEST]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kontrakt.example.se",
        "ftp://kontrakt.example.se",
        "https://",
        "https://user:word@example.se/",
        "https://example.se/?next=https://other.se",
        "https://example.se/#part",
        "https://example.se/a b",
        "https://example.se/å",
        "https://example.se:99999/",
        "https://[::1/",
        f"https://example.se/{'a' * 120}",
        "https://example.se\n",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="is no address of a verification page"):
        require_address(written)


def test_an_address_without_encryption_is_of_this_machine_alone() -> None:
    assert require_address("http://127.0.0.1:8000/verify/") == "http://127.0.0.1:8000/verify"
    with pytest.raises(InputError, match="is not encrypted"):
        require_address("http://kontrakt.example.se/verify")
