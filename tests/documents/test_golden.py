"""Documents signed earlier, verified and computed again by the Citypact that there is now.

Where one of these fails though its file is untouched, Citypact computes otherwise than when
somebody signed: declare the change in ``method_changes.toml``, or mend what changed it. Whether
its pages are set to the same bytes is not asked: they hold the manifest and the tables, and both
may get columns and a program of another hash without any figure changing.
"""

import hashlib
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from citypact.documents.manifest import MANIFEST
from citypact.documents.verification import level_of, verify

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS: list[dict[str, Any]] = tomllib.loads((FOLDER / "golden.toml").read_text("utf-8"))[
    "document"
]


def test_every_file_is_in_the_table() -> None:
    assert {each["file"] for each in DOCUMENTS} == {path.name for path in FOLDER.glob("*.pdf")}
    assert any(set(each["signed_by"]) for each in DOCUMENTS)


@pytest.mark.parametrize("row", DOCUMENTS, ids=[each["file"] for each in DOCUMENTS])
def test_a_document_signed_earlier_is_valid_and_every_figure_comes_out_again(
    row: dict[str, Any],
) -> None:
    pdf = (FOLDER / row["file"]).read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == row["sha256"], "the golden file itself was changed"
    (root,) = x509.load_pem_x509_certificates((FOLDER / row["authority"]).read_bytes())
    trust = [root.public_bytes(Encoding.DER)]
    found = verify(pdf, trust, again=True, moment=datetime.fromisoformat(row["made"]))
    assert (found.valid, found.problems) == (True, ())
    assert [each.place for each in found.signatures] == row["signed_by"]
    assert {level_of(each) for each in found.signatures} == {"advanced"}
    hashes = {each.name: each.sha256 for each in found.carried}
    assert hashes[MANIFEST] == row["content_hash"]
    done = found.rerun
    assert done is not None
    assert done.signed_with == row["program_version"]
    assert done.unexplained == ()
