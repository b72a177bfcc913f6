"""Writes the golden documents of the version of Citypact that is being made.

    python tests/documents/golden/make.py

Documents of the packaged template, signed by an authority made on the spot whose key is gone when
this is done. What an earlier version wrote stays as it is: it is what that version signed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[2]))

from cryptography.hazmat.primitives.serialization import Encoding  # noqa: E402  found by the path
from tests.documents.authorities import Authority  # noqa: E402  likewise

from citypact import __version__  # noqa: E402  likewise
from citypact.book import open_book  # noqa: E402  likewise
from citypact.contract.folder import open_contract  # noqa: E402  likewise
from citypact.documents.contract_document import contract_document  # noqa: E402  likewise
from citypact.documents.frozen import freeze  # noqa: E402  likewise
from citypact.documents.party_signature import add_signature  # noqa: E402  likewise

TABLE = FOLDER / "golden.toml"
#: Version of the contract, language, and who signs, by name of the document.
DOCUMENTS = {
    "complete": ("2026", "en", ("region", "municipality", "agency", "programme", "energy-company")),
    "begun": ("2025", "sv", ("energy-company", "agency")),
}
PAGE = "https://kontrakt.example.se/verify"


def made(name: str, authority: Authority) -> tuple[bytes, str]:
    """A signed document, and the content hash of its version."""
    of, language, parties = DOCUMENTS[name]
    contract = open_contract("template")
    frozen = freeze(
        contract,
        contract.versions[of],
        open_book("template"),
        language,
        draws=64,
        seed=3,
        verify_at=PAGE,
    )
    pdf = contract_document(frozen)
    for party in parties:
        pdf = add_signature(pdf, authority.signer(party), party)
    return pdf, frozen.manifest.content_hash


def main() -> None:
    """Write the documents, their authority and their rows in the table."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["document"] if TABLE.exists() else []
    kept = [row for row in rows if row["program_version"] != __version__ or not row["remade"]]
    authority = Authority.called(f"Provutfärdare {__version__}")
    root = f"{__version__}-authority.pem"
    (FOLDER / root).write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    for name, (_, _, parties) in DOCUMENTS.items():
        pdf, content_hash = made(name, authority)
        file = f"{__version__}-{name}.pdf"
        (FOLDER / file).write_bytes(pdf)
        kept.append(
            {
                "file": file,
                "authority": root,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "program_version": __version__,
                "typesetter": version("typst"),
                "content_hash": content_hash,
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "signed_by": parties,
                "remade": True,
                "note": "",
            }
        )
    TABLE.write_text(HEAD + "".join(map(written, kept)), encoding="utf-8")


HEAD = """\
# Documents signed with a version of Citypact, and what verifying them has to say. Written by
# make.py. Of each: when it was made, with which Citypact and typesetter, the hash of its manifest
# and that of the file, who signed, and whether make.py may write it anew as long as its version is
# not released.
"""


def written(row: dict[str, object]) -> str:
    """A row of the table, as TOML."""
    cells = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in row.items())
    return f"\n[[document]]\n{''.join(cells)}"


if __name__ == "__main__":
    main()
